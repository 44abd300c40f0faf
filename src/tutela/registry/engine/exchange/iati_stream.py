"""Walk through an IATI file one activity at a time, whatever its size.

Nothing outside the stream is ever read: no document type, no entities, no network.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, cast

from lxml import etree

from tutela.foundation.errors import InputRefused
from tutela.registry.engine.exchange.iati_problems import line_of, refused
from tutela.registry.engine.exchange.iati_prolog import HEAD, ROOT, inspect
from tutela.registry.engine.exchange.reading import MAX_BYTES, MAX_RECORD_BYTES

_ACTIVITY = "iati-activity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One activity as it stands in the file; its tree is gone once the next is asked for.

    Attributes:
        element: Its tree.
        root: Attributes of the outermost element.
        line: Where it begins, from 1.
        oversized: Whether it was too large to keep; then its tree is not whole.
    """

    element: etree._Element
    root: dict[str, str]
    line: int
    oversized: bool


def _parser(encoding: str | None) -> etree.XMLPullParser:
    return etree.XMLPullParser(
        encoding=encoding,
        events=("start", "end"), tag=(ROOT, _ACTIVITY), resolve_entities=False, no_network=True,
        load_dtd=False, dtd_validation=False, attribute_defaults=False, huge_tree=False,
        remove_comments=True, remove_pis=True)


def _damaged(reason: str, *, line: int, file: str) -> InputRefused:
    if "Excessive depth" in reason:
        return refused("iati.too-deep", file=file, line=line)
    if "huge" in reason.lower() or "too long" in reason.lower():
        return refused("iati.huge-text", file=file, line=line)
    return refused("iati.damaged", file=file, line=line, reason=reason)


def _prune(element: etree._Element, *, whole: bool) -> None:
    """Drop everything finished inside an element, and inside its last child if it is ours to."""
    for done in list(element)[:-1]:
        element.remove(done)
    if whole and len(element):
        _prune(element[-1], whole=True)


class _Walk:
    """Where the parser is: the outermost element, and the activity that is open."""

    def __init__(self, *, file: str, encoding: str | None) -> None:
        self.file = file
        self.parser = _parser(encoding)
        self.root: etree._Element | None = None
        self.opened: int | None = None
        self.read = 0

    def feed(self, data: bytes) -> Iterator[Found]:
        self.read += len(data)
        if self.read > MAX_BYTES:
            raise refused("iati.too-large", file=self.file)
        with self._whole():
            self.parser.feed(data)
        yield from self._events()
        self._forget()

    def close(self) -> Iterator[Found]:
        with self._whole():
            self.parser.close()
        yield from self._events()

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """Refuse the file at the parser's first fatal word, which it does not always raise."""
        error: etree.XMLSyntaxError | None = None
        try:
            yield
        except etree.XMLSyntaxError as raised:
            error = raised
        entries = cast("Iterable[etree._LogEntry]", self.parser.feed_error_log)  # noqa: SLF001 - its type
        for entry in entries:
            if entry.level_name == "FATAL":
                raise _damaged(entry.message, line=entry.line, file=self.file)
        if error:
            raise _damaged(error.msg or "", line=error.lineno or 0, file=self.file)

    def _events(self) -> Iterator[Found]:
        for event, node in self.parser.read_events():
            element = cast("etree._Element", node)  # noqa: SLF001 - lxml's type has no other name
            if self.root is None:
                self.root = element
                if element.getroottree().docinfo.internalDTD is not None:
                    raise refused("iati.document-type", file=self.file)
            elif element.tag != _ACTIVITY or element.getparent() is not self.root:
                continue
            elif event == "start":
                self.opened = self.read
            else:
                yield self._found(element, self.root)
                self.opened = None
                element.clear()

    def _found(self, element: etree._Element, root: etree._Element) -> Found:
        size = self.read - (self.opened or 0)
        return Found(element=element, line=line_of(element),
                     root={str(key): str(value) for key, value in root.attrib.items()},
                     oversized=size > MAX_RECORD_BYTES)

    def _forget(self) -> None:
        """Free what has been handed out, and what grows beyond a record's limit."""
        if self.root is None:
            return
        oversized = self.opened is not None and self.read - self.opened > MAX_RECORD_BYTES
        _prune(self.root, whole=self.opened is None or oversized)


def activities(stream: BinaryIO, *, file: str,
               progress: Callable[[int], None] | None = None) -> Iterator[Found]:
    """Yield the activities of a file in its order, in constant memory.

    Args:
        stream: The file, unpacked.
        file: Its name, for messages.
        progress: Called with the number of bytes read so far.

    Raises:
        InputRefused: The file as a whole cannot be read; activities may have been yielded.
    """
    head = b""
    while len(head) < HEAD and (more := stream.read(HEAD - len(head))):
        head += more
    walk = _Walk(file=file, encoding=inspect(head, file=file))
    data = head
    while data:
        yield from walk.feed(data)
        if progress:
            progress(walk.read)
        data = stream.read(HEAD)
    yield from walk.close()
