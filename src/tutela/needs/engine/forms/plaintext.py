"""Decode text files: UTF-8 with or without its mark, and UTF-16; anything else is refused."""

import codecs

from tutela.needs.engine.forms.reading import Ledger

_SAMPLE = 200


def decode(data: bytes, *, ledger: Ledger) -> str | None:
    """Return the text, None when its encoding is not one of those that can be told for sure."""
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return data.decode("utf-16")
        sample = data[:_SAMPLE]
        if b"\x00" in sample:
            # Spreadsheets write "Unicode text" without a mark now and then: Latin headings then
            # have a zero beside each letter.
            return data.decode("utf-16-le" if sample[1:2] == b"\x00" else "utf-16-be")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        ledger.error("file.encoding")
        return None
