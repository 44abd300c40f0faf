"""Bytes of a file as they come, measured, so that no reader takes more than the limit."""

import io
from collections.abc import Callable
from typing import BinaryIO

from tutela.foundation.errors import Place
from tutela.registry.engine.exchange.faults import refusal
from tutela.registry.engine.exchange.reading import MAX_BYTES

type Progress = Callable[[int], object]
"""Called now and then with the number of bytes read so far."""

HEAD = 1 << 16


class _Measured(io.RawIOBase):
    """Counts what is read and refuses more than the limit."""

    def __init__(
        self, stream: BinaryIO, *, file: str, limit: int, code: str, progress: Progress | None
    ) -> None:
        super().__init__()
        self._stream, self._file, self._limit, self._code = stream, file, limit, code
        self._count, self._progress = 0, progress

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override] # the stub's Buffer has no length
        filled = 0
        # A packed stream gives less than asked for; a full buffer lets the head be seen whole.
        while filled < len(buffer) and (piece := self._stream.read(len(buffer) - filled)):
            buffer[filled:filled + len(piece)] = piece
            filled += len(piece)
        self._count += filled
        if self._count > self._limit:
            raise refusal(self._code, Place(file=self._file), limit=self._limit // 1_000_000)
        if self._progress and filled:
            self._progress(self._count)
        return filled


def measured(
    stream: BinaryIO,
    *,
    file: str,
    limit: int = MAX_BYTES,
    code: str = "file.large",
    progress: Progress | None = None,
) -> io.BufferedReader:
    """Return a stream that can show its head and refuses to give more than a limit.

    Args:
        stream: Where the bytes come from; it is not closed.
        file: Name for messages.
        limit: Most bytes.
        code: Of the message when there are more: "file.large" or "zip.bomb".
        progress: Told how many bytes were read.
    """
    raw = _Measured(stream, file=file, limit=limit, code=code, progress=progress)
    return io.BufferedReader(raw, buffer_size=HEAD)


def head_of(stream: io.BufferedReader) -> bytes:
    """Return the first bytes, up to HEAD, without consuming them."""
    return stream.peek(HEAD)
