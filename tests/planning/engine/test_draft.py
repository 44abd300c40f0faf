import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.planning.engine.simple import solution_for
from tests.planning.scene import drafted, needs_file
from tutela.foundation.errors import InputRefused
from tutela.needs.engine.instrument import current_instrument
from tutela.planning.engine.catalogue import current_catalogue
from tutela.planning.engine.draft import (
    Draft,
    done_parts,
    draft_from_plain,
    draft_to_plain,
    next_part,
    problem_of,
)
from tutela.planning.engine.needsfile import need_of, read_needs
from tutela.planning.engine.payload import (
    dumped,
    problem_from_plain,
    problem_to_plain,
    solution_from_plain,
    solution_to_plain,
)
from tutela.planning.engine.problem import Covered, Pin, Problem


def _problem(**more) -> Problem:
    read = read_needs(needs_file(), name="scores.json", instrument=current_instrument())
    return problem_of(
        drafted(Draft()), title="Plan", currency="USD", first_quarter=(2027, 1), quarters=4,
        types=current_catalogue().types, needs=read.needs,
        **{"covered": (), "requests": {}, **more},
    )


def _through_json(value):
    return json.loads(json.dumps(value))


def test_draft_problem_and_solution_come_back_from_json_as_they_were() -> None:
    problem, draft = _problem(), drafted(Draft(pins=(Pin(type="t", rule="in", state="XMA"),)))
    solution = solution_for(problem)
    assert draft_from_plain(_through_json(draft_to_plain(draft))) == draft
    assert problem_from_plain(_through_json(problem_to_plain(problem))) == problem
    assert solution_from_plain(_through_json(solution_to_plain(solution))) == solution


def test_equal_problems_have_equal_bytes() -> None:
    assert dumped(problem_to_plain(_problem())) == dumped(problem_to_plain(_problem()))


def test_what_a_state_asks_for_itself_stands_before_the_officers_note() -> None:
    states = _problem(requests={"XMA": frozenset({"child-interview"})}).states
    assert (states["XMA"].requests, states["XQL"].requests) == (
        frozenset({"child-interview"}), None,
    )


def test_coverage_of_other_states_is_no_part_of_the_problem() -> None:
    rows = tuple(Covered(state=state, type="child-interview") for state in ("XMA", "XNA"))
    assert [one.state for one in _problem(covered=rows).covered] == ["XMA"]


def test_the_next_part_is_the_first_that_is_missing() -> None:
    draft = drafted(Draft())
    assert next_part(done_parts(Draft(), states_with_needs=())) == "states"
    assert next_part(done_parts(draft, states_with_needs=("XNA",))) == "needs"
    assert next_part(done_parts(draft, states_with_needs=("XMA",))) == ""


@given(st.floats(0, 4), st.integers(1, 4), st.floats(0, 1), st.floats(0, 1))
def test_a_gap_lies_between_its_ends(level, target, below, above) -> None:
    need = need_of(state="XMA", indicator="C05", level=level, low=max(0.0, level - below),
                   high=min(4.0, level + above), target=target, weight=1)
    assert 0 <= need.gap_low <= need.gap <= need.gap_high


def test_unknown_brings_no_gap_and_stays_unknown() -> None:
    need = need_of(state="XMA", indicator="C05", level=None, low=0, high=4, target=3, weight=1)
    assert (need.level, need.gap, need.gap_high) == (None, 0.0, 0.0)


@pytest.mark.parametrize("data", [
    b"", b"\xff\xfe", b"[]]", b"{}", b'{"country": "XMA", "priorities": []}', b"[" * 100_000,
    b'{"country": "XMA", "priorities": [{"code": "Z99", "gap": 1}]}',
    b'{"country": "XMA", "priorities": [{"code": "C05", "gap": 9}]}',
    b'{"schema": "tutela.problem/1"}', b'{"schema": "tutela.peers/1"}', b"3", b"null",
], ids=range(12))
def test_a_file_without_needs_is_refused_with_a_remedy(data) -> None:
    with pytest.raises(InputRefused) as refusal:
        read_needs(data, name="needs.json", instrument=current_instrument())
    assert refusal.value.problems[0].text()
