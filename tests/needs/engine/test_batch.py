import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.needs.engine.invented import SMALL, TODAY, any_answers
from tutela.needs.engine.batch import CODES, arrays_of, score_many
from tutela.needs.engine.scoring import score


def close(array, values):
    wanted = [np.nan if value is None else value for value in values]
    np.testing.assert_allclose(np.atleast_1d(array), wanted, rtol=0, atol=1e-12)


@settings(max_examples=200)
@given(st.lists(any_answers(), min_size=1, max_size=3))
def test_many_at_once_gives_what_one_by_one_gives(sets):
    arrays = arrays_of(instrument=SMALL, sets=sets, as_of=TODAY)
    many = score_many(instrument=SMALL, arrays=arrays)
    for s, answers in enumerate(sets):
        one = score(instrument=SMALL, answers=answers, as_of=TODAY)
        items, areas = one.indicators.values(), one.areas.values()
        assert [CODES[number] for number in many.state[s]] == [x.state for x in items]
        for name in ("level", "low", "high", "gap", "evidence_weight"):
            close(getattr(many, name)[s], [getattr(x, name) for x in items])
        for name in ("level", "low", "high", "gap"):
            close(getattr(many, f"area_{name}")[s], [getattr(x, name) for x in areas])
            close(getattr(many, f"overall_{name}")[s], [getattr(one.overall, name)])
        assert many.area_place[s].tolist() == [x.place or 0 for x in areas]


def test_no_states_give_empty_arrays():
    arrays = arrays_of(instrument=SMALL, sets=[], as_of=TODAY)
    assert score_many(instrument=SMALL, arrays=arrays).area_level.shape == (0, 3)
