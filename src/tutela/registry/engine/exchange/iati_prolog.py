"""Look at the first bytes of a file before any parser sees them.

A document type is the only door to entities, external or exploding; it is refused here, so the
parser never meets one.
"""

import codecs
import re

from tutela.registry.engine.exchange.iati_problems import refused

HEAD = 65_536
"""Bytes looked at; the first element must begin within them."""

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"),
)
_DECLARED = re.compile(r"""^<\?xml[^>]{0,200}?encoding\s*=\s*["']([^"']{0,60})["']""")
_ALLOWED = re.compile(r"utf-?8|utf-?16(-?[lb]e)?|us-ascii|ascii|iso-?8859-\d{1,2}|windows-125\d",
                      re.IGNORECASE)
_SKIPPED = re.compile(r"\s+|<!--.*?-->|<\?.*?\?>", re.DOTALL)
_ELEMENT = re.compile(r"<([^\s<>/!?]{1,100})")
ROOT = "iati-activities"


def _exists(name: str) -> bool:
    try:
        codecs.lookup(name)
    except LookupError:
        return False
    return True


def _encoding(head: bytes, *, file: str) -> str:
    for mark, name in _MARKS:
        if head.startswith(mark):
            if name == "utf-32":
                raise refused("iati.encoding", file=file, encoding="UTF-32")
            return name
    declared = _DECLARED.match(head[:400].decode("latin-1"))
    name = declared[1] if declared else "utf-8"
    if not (_ALLOWED.fullmatch(name) and _exists(name)):
        raise refused("iati.encoding", file=file, encoding=name)
    # UTF-16 without a mark and without zero bytes is a false claim; the parser will say where.
    return "utf-8" if name.lower().startswith("utf") else name


def inspect(head: bytes, *, file: str) -> str | None:
    """Refuse what is not the beginning of an IATI file of activities.

    Args:
        head: The file's first bytes, HEAD of them or all there are.
        file: Name for messages.

    Returns:
        The encoding, where the parser would not find it by itself.

    Raises:
        InputRefused: Empty, not XML, another encoding, a document type, another root.
    """
    if not head.strip():
        raise refused("iati.empty", file=file, line=1)
    encoding = _encoding(head, file=file)
    text = head.decode(encoding, "replace")
    at = 0
    while found := _SKIPPED.match(text, at):
        at = found.end()
    line = text.count("\n", 0, at) + 1
    if text.startswith("<!", at) and not text.startswith("<!--", at):
        raise refused("iati.document-type", file=file, line=line)
    element = _ELEMENT.match(text, at)
    if not element:
        raise refused("iati.not-xml", file=file, line=line)
    if element[1] != ROOT:
        raise refused("iati.root", file=file, line=line, element=element[1])
    return {"utf-16-le": "UTF-16LE", "utf-16-be": "UTF-16BE"}.get(encoding)
