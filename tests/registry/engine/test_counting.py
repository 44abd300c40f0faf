from collections import Counter
from datetime import date
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.registry.activities import activities, an_activity
from tutela.registry.engine.codes import LANGUAGES, pack, provider_code, span
from tutela.registry.engine.columns import Columns, columns
from tutela.registry.engine.counting import choose, facet_counts, ordered
from tutela.registry.engine.crossing import cross
from tutela.registry.engine.filters import FACETS, Filters, Order, When
from tutela.registry.engine.record import Activity, Presence, Proficiency, Sort, Status
from tutela.registry.engine.vocabulary import vocabulary

TODAY = date(2026, 11, 24)


def laid(held: dict[int, Activity]) -> Columns:
    packed = [pack(key, one) for key, one in held.items()]
    return columns(b"".join(p.row for p in packed), b"".join(p.states for p in packed))


def values(one: Activity, name: str) -> set[str]:
    """What a facet says of an activity, written without any code of the engine's columns."""
    starts, ends = span(one)
    if name == "when":
        if starts is None or ends is None:
            return {When.UNDATED}
        return {When.PAST if ends < TODAY else When.COMING if starts > TODAY else When.RUNNING}
    plain: dict[str, Any] = {
        "states": one.states, "topics": one.topics, "audiences": one.audiences,
        "levels": [one.proficiency], "presences": [one.presence], "statuses": [one.status],
        "sorts": [one.sort],
        "providers": [str(provider_code(one.provider))] if one.provider else [],
        "languages": [code if code in LANGUAGES else "other" for code in one.languages],
    }
    return {value for value in plain[name] if value}


def fits(one: Activity, filters: Filters, *, but: str = "") -> bool:
    starts, ends = span(one)
    if filters.since and (ends is None or ends < filters.since):
        return False
    if filters.until and (starts is None or starts > filters.until):
        return False
    return all(
        not getattr(filters, name) or values(one, name) & set(getattr(filters, name))
        for name in FACETS if name != but
    )


def counted(held: list[Activity], filters: Filters) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {name: {} for name in FACETS}
    for name in FACETS:
        for one in held:
            if fits(one, filters, but=name):
                for value in values(one, name):
                    found[name][value] = found[name].get(value, 0) + 1
    return found


_choice = lambda codes: st.lists(st.sampled_from(list(codes)), max_size=2).map(tuple)  # noqa: E731
_filters = st.builds(
    Filters, states=_choice(["XMA", "KEN", "ZZZ"]), topics=_choice(vocabulary().topics),
    audiences=_choice(vocabulary().audiences), levels=_choice(Proficiency),
    presences=_choice(Presence), statuses=_choice(Status), sorts=_choice(Sort),
    providers=_choice([str(provider_code("Inner Sea")), "no number"]), when=_choice(When),
    languages=_choice(["fr", "other"]), since=st.none() | st.just(date(2026, 1, 1)),
    until=st.none() | st.just(date(2027, 1, 1)),
)


@given(st.lists(activities(), max_size=30), _filters, st.integers(0, 30))
def test_total_and_counts_are_those_of_looking_at_each_record(held, filters, cut):
    every = dict(enumerate(held, start=1))
    parts = [
        laid({key: one for key, one in every.items() if key <= cut}),
        laid({key: one for key, one in every.items() if key > cut}),
    ]
    chosen = [choose(part, filters, today=TODAY) for part in parts]
    assert sum(one.total() for one in chosen) == sum(fits(one, filters) for one in held)
    assert facet_counts(chosen) == counted(held, filters)


@given(st.lists(activities(), max_size=30), st.sampled_from(Order), st.integers(1, 7))
def test_pages_hold_each_record_once_in_the_stated_order(held, order, size):
    every = dict(enumerate(held, start=1))
    chosen = [choose(laid(every), Filters(), today=TODAY)]
    pages = [ordered(chosen, order, first=at, size=size) for at in range(0, len(held), size)]

    def place(key: int) -> tuple[int, int, int]:
        starts, ends = span(every[key])
        if starts is None or ends is None:
            return (1, 0, key)
        if order is Order.NEWEST:
            return (0, -starts.toordinal(), key)
        past = ends < TODAY
        return (2 if past else 0, starts.toordinal() * (-1 if past else 1), key)

    assert [key for page in pages for key in page] == sorted(every, key=place)


def test_words_in_the_title_come_first_and_only_hits_stay():
    held = {key: an_activity(str(key), starts=date(2027, 1, key)) for key in (1, 2, 3)}
    chosen = [choose(laid(held), Filters(), today=TODAY, hits=np.array([1, 3]))]
    assert chosen[0].total() == 2
    assert ordered(chosen, "closest", first=0, size=9, titled=np.array([3])) == [3, 1]


def test_a_record_taken_out_is_not_counted():
    part = laid({1: an_activity("a"), 2: an_activity("b")}).without(np.array([1]))
    chosen = [choose(part, Filters(), today=TODAY)]
    assert (chosen[0].total(), facet_counts(chosen)["states"]) == (1, {"XMA": 1})


@given(st.lists(activities(), max_size=30), _filters, st.integers(0, 30), st.integers(1, 3))
def test_the_matrix_counts_what_each_record_says(held, filters, cut, most):
    every = dict(enumerate(held, start=1))
    parts = [
        laid({key: one for key, one in every.items() if key <= cut}),
        laid({key: one for key, one in every.items() if key > cut}),
    ]
    cells = cross([choose(part, filters, today=TODAY) for part in parts], most=most)
    left = [one for one in held if one.provider and fits(one, filters)]
    sizes = Counter(provider_code(one.provider) for one in left)
    frequent = sorted(sizes, key=lambda code: (-sizes[code], code))[:most]
    expected = [
        (str(code), topic, Counter(
            state for one in left if provider_code(one.provider) == code and topic in one.topics
            for state in one.states
        ), sum(provider_code(one.provider) == code and topic in one.topics for one in left))
        for code in frequent for topic in vocabulary().topics
    ]
    assert [(c.provider, c.topic, Counter(dict(c.states)), c.total) for c in cells] == [
        row for row in expected if row[3]
    ]
