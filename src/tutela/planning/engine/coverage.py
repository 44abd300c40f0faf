"""Which activity types the registry already covers in which State.

A type is covered in a State when a record there that is running, planned or just finished has one
of its topics, one of its audiences and at least its proficiency. What a record does not state
cannot cover: an unknown audience is not every audience.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tutela.planning.engine.catalogue import ActivityType
from tutela.planning.engine.problem import Covered, Need

PROFICIENCIES = ("awareness", "practitioner", "advanced", "trainer")
"""From the least to the most."""
_GONE = frozenset({"cancelled", "suspended"})
_COMING = frozenset({"planned", "open", "running"})
_MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record of the registry, so far as coverage asks.

    Attributes:
        key: Of the record.
        title: In the reader's language.
        provider: Name, "" when unknown.
        states: Codes of the States where it takes place.
        topics: Codes of the vocabulary.
        audiences: Codes of the vocabulary.
        proficiency: One of ``PROFICIENCIES``, "" when not stated.
        status: One of the registry's, "" when not stated.
        starts: First day; None when not stated.
        ends: Last day; None when not stated.
    """

    key: str
    title: str
    provider: str
    states: tuple[str, ...]
    topics: tuple[str, ...]
    audiences: tuple[str, ...]
    proficiency: str = ""
    status: str = ""
    starts: date | None = None
    ends: date | None = None


def counts(record: Record, *, today: date, months: int) -> bool:
    """Tell whether a record is near enough in time, and not cancelled.

    A record without any date counts while it is said to be planned or running.
    """
    if record.status in _GONE:
        return False
    last, first = record.ends or record.starts, record.starts or record.ends
    if last is None or first is None:
        return record.status in _COMING
    return _shifted(today, -months) <= last and first <= _shifted(today, months)


def covers(record: Record, kind: ActivityType) -> bool:
    """Tell whether a record does what a type would do, wherever both take place."""
    if not set(record.topics) & set(kind.topics):
        return False
    if not set(record.audiences) & set(kind.audiences):
        return False
    return _rank(record.proficiency) >= _rank(kind.proficiency)


def covered(
    records: Iterable[Record], types: Mapping[str, ActivityType], *, today: date, months: int = 18
) -> tuple[Covered, ...]:
    """Say for each State and type which record covers it, one each: the one that lasts longest.

    Returns:
        By State, then type.
    """
    best: dict[tuple[str, str], Record] = {}
    for record in records:
        if not counts(record, today=today, months=months):
            continue
        for code, kind in types.items():
            if not covers(record, kind):
                continue
            for state in record.states:
                best[state, code] = _longer(best.get((state, code)), record)
    return tuple(
        Covered(
            state=state, type=code, record=one.key, title=one.title, provider=one.provider,
            until=one.ends.isoformat() if one.ends else "",
        )
        for (state, code), one in sorted(best.items())
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Unserved:
    """One need that nobody serves.

    Attributes:
        state: Code of the State.
        indicator: Code of the needs instrument.
        gap: Levels below target.
        weight: Relative importance.
        types: Codes of the types that would serve it.
    """

    state: str
    indicator: str
    gap: float
    weight: float
    types: tuple[str, ...]


def unserved(
    needs: Sequence[Need], records: Iterable[Record], *, topics: Mapping[str, Sequence[str]],
    types: Mapping[str, ActivityType], today: date, months: int = 18, least: float = 1.0,
) -> tuple[Unserved, ...]:
    """List needs for which no record near in time has a topic that serves them.

    Args:
        needs: Gaps; unknown levels bring none.
        records: Of the registry.
        topics: Indicator codes by topic code.
        types: Activity types by code.
        today: Middle of the window.
        months: Half of the window.
        least: Smallest gap that counts, in levels.

    Returns:
        The largest weighted gap first, then by State and indicator.
    """
    served = {
        (state, indicator)
        for record in records if counts(record, today=today, months=months)
        for state in record.states for topic in record.topics
        for indicator in topics.get(topic, ())
    }
    serving: dict[str, list[str]] = {}
    for code, kind in types.items():
        for indicator in kind.effects:
            serving.setdefault(indicator, []).append(code)
    found = [
        Unserved(state=need.state, indicator=need.indicator, gap=need.gap, weight=need.weight,
                 types=tuple(serving.get(need.indicator, ())))
        for need in needs
        if need.gap >= least and (need.state, need.indicator) not in served
    ]
    return tuple(sorted(found, key=lambda one: (-one.gap * one.weight, one.state, one.indicator)))


def _rank(proficiency: str) -> int:
    return PROFICIENCIES.index(proficiency) if proficiency in PROFICIENCIES else -1


def _longer(present: Record | None, other: Record) -> Record:
    if present is None:
        return other
    return max(present, other, key=lambda one: (one.ends or date.max, one.key))


def _shifted(day: date, months: int) -> date:
    whole = day.year * _MONTHS_A_YEAR + day.month - 1 + months
    return date(whole // _MONTHS_A_YEAR, whole % _MONTHS_A_YEAR + 1, 1)
