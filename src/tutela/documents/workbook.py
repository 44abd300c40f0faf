"""Write a workbook so that equal content has equal bytes."""

import io
import re
import zipfile

from openpyxl import Workbook

_EPOCH = (2000, 1, 1, 0, 0, 0)
_CLOCK = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")


def workbook_bytes(book: Workbook) -> bytes:
    """Return the bytes of a workbook without any trace of when it was written."""
    raw = io.BytesIO()
    book.save(raw)
    steady = io.BytesIO()
    with (zipfile.ZipFile(raw) as source,
          zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target):
        for name in source.namelist():
            data = source.read(name)
            if name == "docProps/core.xml":
                data = _CLOCK.sub(rb"\g<1>2000-01-01T00:00:00Z\g<3>", data)
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            target.writestr(info, data)
    return steady.getvalue()
