"""Read 20,000 damaged files: python -m benchmarks.fuzz_registry [count]. Prints what came of them.

Half of them are IATI, the other half tables, calendars, JSON-LD, ReliefWeb, TeSS and packed files.
"""

import importlib
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable

from tests.registry.engine.exchange.judging import judge

FIRST = 1_000_000
SOURCES = ("mutations_formats", "mutations_iati")


def makers() -> list[Callable[[int], tuple[str, bytes]]]:
    """The functions that damage files."""
    names = [f"tests.registry.engine.exchange.{name}" for name in SOURCES]
    return [importlib.import_module(name).mutated for name in names]


def main(count: int) -> float:
    """Read the files one after the other, and fail at the first that does harm."""
    outcomes, kinds, slowest, began = Counter(), Counter(), (0.0, ""), time.perf_counter()
    made = makers()
    for number in range(count):
        seed = FIRST + number // len(made)
        name, data = made[number % len(made)](seed)
        start = time.perf_counter()
        try:
            outcomes[judge(name, data)] += 1
        except Exception:
            print(f"seed {seed}: {name}")
            raise
        kinds[name.rsplit(".", 1)[-1]] += 1
        slowest = max(slowest, (time.perf_counter() - start, f"{name}, seed {seed}"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count} files in {time.perf_counter() - began:.0f} s, peak {peak:.0f} MB, "
          f"slowest {slowest[0]:.2f} s ({slowest[1]})")
    print(", ".join(f"{times} {kind}" for kind, times in kinds.most_common()))
    for code, times in outcomes.most_common():
        print(f"{times:6} {code}")
    return peak


if __name__ == "__main__":
    assert main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000) < 500
