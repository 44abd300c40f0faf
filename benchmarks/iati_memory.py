"""Read and write a large IATI file: python -m benchmarks.iati_memory [megabytes].

Prints time and growth of the peak memory beyond a first, small file, which loads the tables.
"""

import io
import resource
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

from tutela.registry.engine.exchange.iati_reader import read_iati
from tutela.registry.engine.exchange.iati_writer import write_iati
from tutela.registry.engine.exchange.reading import Feed
from tutela.registry.engine.record import Activity, Party, PartyRole

SAMPLE = Path(__file__).parent.parent / "tests/registry/files/marevia-2.03.xml"
FEED = Feed(source="benchmark", read=date(2026, 11, 24), file="large.xml")
ALLOWED = 40.0
"""Most growth in MB; the keys of the records seen are the only thing that is kept."""


def make(path: Path, *, size: int) -> None:
    """Write a file of at least so many bytes out of one record, each with its own key."""
    text = SAMPLE.read_text("utf-8")
    start, end = text.index("  <iati-activity "), text.index("</iati-activities>")
    with path.open("w", encoding="utf-8") as file:
        file.write(text[:start])
        number = 0
        while file.tell() < size:
            file.write(text[start:end].replace("XX-MAREVIA-7-2<", f"XX-MAREVIA-{number}<"))
            number += 1
        file.write(text[end:])


def peak() -> float:
    """Return the process's peak memory in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def count(path: Path) -> int:
    """Read a file and keep nothing."""
    with path.open("rb") as stream:
        return sum(isinstance(one, Activity) for one in read_iati(stream, feed=FEED))


def copied(path: Path, target: io.BufferedWriter) -> int:
    """Read a file and write it again, one activity at a time."""
    with path.open("rb") as stream:
        records = (one for one in read_iati(stream, feed=FEED) if isinstance(one, Activity))
        return write_iati(records, stream=target, generated=datetime(2026, 11, 24, tzinfo=UTC),
                          publisher=Party(name="P", role=PartyRole.FUNDING))


def main(megabytes: int) -> float:
    """Measure both ways and return the growth in MB."""
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder) / "small.xml", Path(folder) / "large.xml"
        make(small, size=1_000_000)
        make(large, size=megabytes * 1_000_000)
        with (Path(folder) / "copy.xml").open("wb") as target:
            copied(small, target)
        before, began = peak(), time.perf_counter()
        found = count(large)
        read = time.perf_counter() - began
        growth = peak() - before
        print(f"read {megabytes} MB, {found} activities: {read:.1f} s, growth {growth:.1f} MB")
        with (Path(folder) / "copy.xml").open("wb") as target:
            began = time.perf_counter()
            copied(large, target)
        print(f"read and written again: {time.perf_counter() - began:.1f} s, "
              f"growth {peak() - before:.1f} MB")
        return peak() - before


if __name__ == "__main__":
    assert main(int(sys.argv[1]) if len(sys.argv) > 1 else 50) < ALLOWED
