"""Ask a server of this machine over kept-open connections for a bounded time, and count.

Standard library only, so that anybody can repeat it. Each connection asks again as soon as it
has its answer: nobody pauses to read, so 50 connections are many more than 50 people.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

type Ask = Callable[[int], bytes]
"""Makes the next request of a connection, whose number is given."""
type Hear = Callable[[int, bytes], None]
"""Is told the body of each answer of a connection."""


@dataclass(slots=True)
class Load:
    """What came of one load.

    Attributes:
        seconds: How long it lasted.
        waits: Of each answer that counts, seconds from the request to its last byte.
        errors: Answers of another status than 200, and connections that broke.
    """

    seconds: float = 0.0
    waits: list[float] = field(default_factory=list)
    errors: int = 0

    @property
    def rate(self) -> float:
        """Return answers a second."""
        return len(self.waits) / self.seconds if self.seconds else 0.0

    def percentile(self, share: float) -> float:
        """Return the wait, seconds, that a share 0..1 of the answers did not exceed."""
        if not self.waits:
            return float("nan")
        ordered = sorted(self.waits)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def run_load(
    *, port: int, connections: int, seconds: float, ask: Ask, hear: Hear | None = None
) -> Load:
    """Ask over several connections to 127.0.0.1 for some seconds."""
    load = Load()
    asyncio.run(_all(load, port, connections, seconds, ask, hear or (lambda _number, _body: None)))
    return load


async def _all(
    load: Load, port: int, connections: int, seconds: float, ask: Ask, hear: Hear
) -> None:
    begin = time.perf_counter()
    end = begin + seconds
    await asyncio.gather(*(
        _one(load, port, number, end, ask, hear) for number in range(connections)
    ))
    load.seconds = time.perf_counter() - begin


async def _one(load: Load, port: int, number: int, end: float, ask: Ask, hear: Hear) -> None:
    while time.perf_counter() < end:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            load.errors += 1
            await asyncio.sleep(0.1)
            continue
        try:
            while (start := time.perf_counter()) < end:
                writer.write(ask(number))
                status, body = await read_answer(reader)
                if status == 200:
                    load.waits.append(time.perf_counter() - start)
                else:
                    load.errors += 1
                hear(number, body)
        except (OSError, EOFError, ValueError):
            load.errors += 1
        finally:
            writer.close()


async def read_answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    """Read one answer of HTTP/1.1; return its status and its body."""
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head.split(b" ", 2)[1])
    lines = dict(
        line.lower().split(b":", 1) for line in head.split(b"\r\n")[1:] if b":" in line
    )
    if b"content-length" in lines:
        return status, await reader.readexactly(int(lines[b"content-length"]))
    if b"chunked" not in lines.get(b"transfer-encoding", b""):
        return status, b""
    parts = []
    while size := int(await reader.readline(), 16):
        parts.append(await reader.readexactly(size))
        await reader.readexactly(2)
    await reader.readexactly(2)
    return status, b"".join(parts)
