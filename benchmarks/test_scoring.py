"""193 States, every indicator, 20 respondents: under 2 s in one process."""

from typing import Any

import numpy as np
import pytest

from tutela.needs.engine.batch import CODES, SILENT, AnswerArrays, score_many
from tutela.needs.engine.instrument import Instrument, current_instrument


@pytest.fixture
def world() -> tuple[Instrument, AnswerArrays]:
    instrument = current_instrument()
    shape = 193, len(instrument.indicators), 20
    dice = np.random.default_rng(2014)
    level = dice.integers(-2, 5, shape, dtype=np.int8)
    state = dice.integers(2, 5, shape, dtype=np.int8)
    state[level < 0] = CODES.index("unknown")
    evidence = dice.random((*shape, 4)) * (np.arange(1, 5) <= level[..., None])
    settled = np.full(shape[:2], SILENT, np.int8)
    target = np.full(shape[:2], 3, np.int8)
    return instrument, AnswerArrays(
        level=level, state=state, evidence=evidence, settled=settled, target=target
    )


def test_score_the_world(benchmark: Any, world: tuple[Instrument, AnswerArrays]) -> None:
    instrument, arrays = world
    scores = benchmark(lambda: score_many(instrument=instrument, arrays=arrays))
    assert scores.area_level.shape == (193, 7)
