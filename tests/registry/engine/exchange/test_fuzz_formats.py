"""Damaged files: no crash, nothing by halves, a message each.

The full count of 20,000 is run by benchmarks/fuzz_registry.py.
"""

from collections import Counter

import pytest

from tests.registry.engine.exchange.judging import judge
from tests.registry.engine.exchange.mutations_formats import mutated, seeds

SAMPLE, BATCH = 300, 100


def test_the_files_are_good_before_they_are_damaged():
    outcomes = {name: judge(name, data) for name, data in seeds().items()}
    assert outcomes == dict.fromkeys(seeds(), "records")


@pytest.mark.parametrize("batch", range(SAMPLE // BATCH))
def test_damaged_files_do_no_harm(batch):
    outcomes = Counter(judge(*mutated(seed)) for seed in range(batch * BATCH, (batch + 1) * BATCH))
    # A mutation that never damages anything would test nothing, one that always does neither.
    assert outcomes["records"] < BATCH // 2
    assert len(outcomes) > 5
