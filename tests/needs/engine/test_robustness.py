import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.needs.engine.invented import SMALL, TODAY, answer, answers
from tutela.needs.engine.answers import AnswerState
from tutela.needs.engine.robustness import stratified
from tutela.needs.engine.scoring import score


@given(st.integers(1, 60), st.integers(1, 20), st.integers(0, 2**32))
def test_each_column_covers_its_range_evenly(draws, columns, seed):
    shares = stratified(draws=draws, columns=columns, seed=seed)
    wanted = (np.arange(draws) + 0.5) / draws
    assert np.array_equal(np.sort(shares, axis=0), np.tile(wanted[:, None], (1, columns)))


def test_the_same_seed_gives_the_same_draws_on_every_machine():
    found = stratified(draws=5, columns=2, seed=2014)
    assert found.T.round(1).tolist() == [[0.9, 0.5, 0.1, 0.3, 0.7], [0.9, 0.1, 0.5, 0.3, 0.7]]


def sure(code, level):
    return answer(code, level, state=AnswerState.VERIFIED, proofs=tuple(range(1, level + 1)))


def test_sure_answers_hold_their_places_in_every_draw():
    result = score(
        instrument=SMALL, as_of=TODAY,
        answers=answers(sure("A01", 0), sure("A02", 0), sure("B01", 1), sure("B02", 2),
                        sure("C01", 3)),
    )
    assert [(x.place, x.holds) for x in result.areas.values()] == [(1, 1.0), (2, 1.0), (3, 1.0)]
    assert result.answer_first == ()


def test_an_open_answer_makes_a_place_unsure_and_is_named():
    result = score(
        instrument=SMALL, as_of=TODAY,
        answers=answers(sure("A01", 1), sure("A02", 1), sure("B01", 1), sure("B02", 3),
                        answer("C01", 2)),
    )
    assert result.ranking == ("A", "B", "C")
    # C01 lies evenly in [0, 2], so half of the draws put C before A.
    assert result.areas["A"].holds == 0.5
    first, = result.answer_first
    assert (first.code, first.reason, first.shift, first.narrows) == ("C01", "unproven", 2, 2.0)
