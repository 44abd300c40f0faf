"""Read 10,000 damaged files: python -m benchmarks.fuzz_intake [count]. Prints what came of them."""

import resource
import sys
import time
from collections import Counter

from tests.needs.engine.forms.mutations import mutated, seeds
from tests.needs.engine.forms.test_fuzz import judge

FIRST = 1_000_000


def main(count: int) -> float:
    """Read the files one after the other, and fail at the first that does harm."""
    seeds()
    outcomes, slowest, began = Counter(), (0.0, 0), time.perf_counter()
    for number in range(FIRST, FIRST + count):
        name, data = mutated(number)
        start = time.perf_counter()
        try:
            outcomes[judge(name, data)] += 1
        except Exception:
            print(f"number {number}: {name}")
            raise
        slowest = max(slowest, (time.perf_counter() - start, number))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count} files in {time.perf_counter() - began:.0f} s, peak {peak:.0f} MB, "
          f"slowest {slowest[0]:.2f} s (number {slowest[1]})")
    for code, times in outcomes.most_common():
        print(f"{times:6} {code}")
    return peak


if __name__ == "__main__":
    assert main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000) < 500
