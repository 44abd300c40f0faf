from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.registry.engine.matching.matching_material import OTHERS, TITLES, activity, signed
from tutela.registry.engine.matching import index as indexing
from tutela.registry.engine.matching.assigning import assign
from tutela.registry.engine.matching.blocking import BANDS, block_keys, probe_keys
from tutela.registry.engine.matching.comparing import Comparison
from tutela.registry.engine.matching.finding import duplicates_between, duplicates_within
from tutela.registry.engine.matching.index import Index
from tutela.registry.engine.matching.signature import signatures


def pair(left: str, right: str, weight: float) -> Comparison:
    return Comparison(
        left=("a", left), right=("b", right), weight=weight, probability=0.9, veto="", reasons=()
    )


def ends(pairs: tuple[Comparison, ...]) -> list[tuple[str, str]]:
    return [(each.left[1], each.right[1]) for each in pairs]


def test_the_best_whole_set_is_chosen_not_the_best_pair_first() -> None:
    pairs = [pair("1", "x", 10), pair("1", "y", 9), pair("2", "x", 8)]
    assert ends(assign(pairs)) == [("1", "y"), ("2", "x")]


def test_a_record_stays_alone_rather_than_take_an_unlikely_mate() -> None:
    unlikely = replace(pair("2", "y", 3), probability=0.1)
    vetoed = replace(pair("3", "z", 30), veto="parent-of")
    assert ends(assign([pair("1", "x", 10), unlikely, vetoed])) == [("1", "x")]
    assert assign([]) == ()


WEIGHED = st.dictionaries(
    st.tuples(st.sampled_from("123"), st.sampled_from("xyz")), st.integers(1, 20), max_size=9
)


@settings(max_examples=100, deadline=None)
@given(WEIGHED, st.randoms())
def test_assignment_is_the_heaviest_and_does_not_mind_the_order(
    weighed: dict[tuple[str, str], int], dice: object
) -> None:
    pairs = [pair(left, right, weight) for (left, right), weight in weighed.items()]
    chosen = assign(pairs)
    turned = list(reversed(pairs))
    assert assign(turned) == chosen
    best = max(
        sum(weighed.get((left, right), 0) for left, right in zip("123", order, strict=True))
        for order in permutations("xyz")
    )
    assert sum(each.weight for each in chosen) == best
    assert (
        len({each.left for each in chosen}) == len({each.right for each in chosen}) == len(chosen)
    )


def test_systems_may_come_in_any_order_of_their_names() -> None:
    left = signatures([activity("1", source="zeta")])
    right = signatures([activity("2", source="alpha"), activity("3", OTHERS[0], source="alpha")])
    found = duplicates_between(left, right)
    assert ends(found) == [("2", "1")]


def test_within_one_set_each_pair_is_told_once() -> None:
    titles = [TITLES["en"], TITLES["es"], *OTHERS]
    records = signatures([activity(f"r-{row}", title) for row, title in enumerate(titles)])
    found = duplicates_within(records)
    assert ends(found) == [("r-0", "r-1")]


def test_keys_are_few_and_asking_asks_for_all_of_them() -> None:
    one = signed(title="Course [P123456] for judges and prosecutors")
    keys = block_keys(one)
    assert "i:P123456" in keys
    assert "t:XMA:ict-investigation:2026" in keys
    assert sum(key.startswith("m:XMA:") for key in keys) == BANDS
    assert set(keys) <= set(probe_keys(one))
    assert len(keys) <= 30


def test_a_record_of_many_states_has_bounded_keys() -> None:
    states = tuple(f"X{number:02d}" for number in range(80))
    assert len(block_keys(replace(signed(), states=states))) <= 30


def test_the_index_finds_another_language_among_others() -> None:
    index = Index()
    rows = index.add_many(signatures([activity(f"o-{n}", text) for n, text in enumerate(OTHERS)]))
    assert rows == range(len(OTHERS))
    index.add_many([signed("es", TITLES["es"])])
    bare = replace(signed(), topics=(), starts=None, amount=None)
    assert index.candidates(bare, 1) == [len(OTHERS)]
    assert len(index) == len(OTHERS) + 1
    assert index.bytes > 512 * len(index)


def test_an_empty_index_and_an_empty_record_find_nothing() -> None:
    assert Index().candidates(signed()) == []
    index = Index()
    assert index.add_many([]) == range(0)
    index.add_many([signed()])
    empty = replace(signed("q", "?"), topics=(), starts=None, amount=None)
    assert index.candidates(empty) == []


def test_a_key_that_everybody_has_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "COMMON_KEY", 10)
    index = Index()
    one = signed("x")
    index.add_many(replace(one, record=f"r-{row}") for row in range(10))
    assert len(index.candidates(signed("new"))) == 10
    index.add_many([replace(one, record="r-10")])
    assert index.candidates(signed("new")) == []
    assert index.candidates(signed("r-7")) == [7]
