"""Before anything is planned: who serves this need already, and what a new activity would add.

Source: E/CN.15/2014, paras 12 and 21 (one entity keeps track and avoids duplication).
"""

import calendar
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tutela.registry.engine.record import Activity, Proficiency, Status

MONTHS = 18
"""How far, in months, two activities count as near in time when nobody says otherwise."""


class Why(StrEnum):
    """What an activity shares with the planned one, or what keeps it from serving the same."""

    SAME_STATE = "same-state"
    SAME_TOPIC = "same-topic"
    SAME_AUDIENCE = "same-audience"
    SAME_LEVEL = "same-level"
    WITHIN_WINDOW = "within-window"
    OTHER_AUDIENCE = "other-audience"
    OTHER_LEVEL = "other-level"
    AUDIENCE_UNKNOWN = "audience-unknown"
    LEVEL_UNKNOWN = "level-unknown"
    DATES_UNKNOWN = "dates-unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """One activity that serves some of what is planned.

    Attributes:
        activity: The activity.
        states: Codes in common with the planned one, sorted.
        topics: Codes in common, sorted.
        audiences: Codes in common, sorted; empty when one of the two states none.
        reasons: What is shared, then what differs or is unknown.
    """

    activity: Activity
    states: tuple[str, ...]
    topics: tuple[str, ...]
    audiences: tuple[str, ...]
    reasons: tuple[Why, ...]

    @property
    def whole(self) -> bool:
        """Tell whether State, topic, audience, level and time all agree."""
        return self.reasons == _WHOLE


_WHOLE = (
    Why.SAME_STATE, Why.SAME_TOPIC, Why.SAME_AUDIENCE, Why.SAME_LEVEL, Why.WITHIN_WINDOW,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """What the planned activity would add to the ones that serve the same in full.

    Attributes:
        cells: State, topic and audience that none of them serves at this level, sorted; the
            audience is "" when the planned activity states none.
        states: Codes among the cells, sorted.
        topics: Codes among the cells, sorted.
        audiences: Codes among the cells, sorted.
        proficiency: The planned level, when nobody in these States serves these topics at it.
        languages: Codes in which none of them is given, sorted.
        towns: Places where none of them is held, sorted.
        seats: Places planned; None when not stated.
        seats_there: Places of those that state them, None when none does.
    """

    cells: tuple[tuple[str, str, str], ...] = ()
    states: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    proficiency: Proficiency | None = None
    languages: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()
    seats: int | None = None
    seats_there: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """What is known about a planned activity's need before it is planned.

    Attributes:
        serving: Activities that serve the same State, topic, audience and level within the
            window, earliest first, undated ones never.
        partly: Activities that share State and topic, but differ or are unknown in audience, level
            or dates; in the same order, undated ones last.
        adds: What the planned activity would still add.
    """

    serving: tuple[Serving, ...]
    partly: tuple[Serving, ...]
    adds: Addition


def overlaps(
    planned: Activity, existing: Iterable[Activity], *, today: date, months: int = MONTHS
) -> Overlap:
    """Find what already serves what is planned.

    Args:
        planned: The activity to be planned; without dates it is taken to start today.
        existing: Activities of the registry; the planned one itself and cancelled ones never count.
        today: Day of asking.
        months: How far before and after the planned activity another one counts.
    """
    window = _window(planned, today=today, months=months)
    found = [
        one
        for activity in existing
        if _counts(activity, planned) and (one := _serving(planned, activity, window)) is not None
    ]
    found.sort(key=_when)
    serving = tuple(each for each in found if each.whole)
    partly = tuple(each for each in found if not each.whole)
    return Overlap(serving=serving, partly=partly, adds=_adds(planned, serving, partly))


def coverage(
    existing: Iterable[Activity], *, today: date, months: int = MONTHS
) -> frozenset[tuple[str, str]]:
    """Return State and topic of everything that takes place within months of today."""
    window = shift(today, -months), shift(today, months)
    return frozenset(
        (state, topic)
        for activity in existing
        if activity.status not in (Status.CANCELLED, Status.SUSPENDED) and _within(activity, window)
        for state in activity.states
        for topic in activity.topics
    )


def unserved(
    needs: Iterable[tuple[str, str, float]], coverage: Collection[tuple[str, str]]
) -> tuple[tuple[str, str, float], ...]:
    """Return the needs that nobody serves, largest gap first, equal ones by State and topic.

    Args:
        needs: State, topic and gap in levels; of several gaps the largest counts, and one of 0
            is no need. What is not known is not given.
        coverage: State and topic of what is served.
    """
    served = frozenset(coverage)
    largest: dict[tuple[str, str], float] = {}
    for state, topic, gap in needs:
        if gap > 0 and (state, topic) not in served:
            largest[state, topic] = max(gap, largest.get((state, topic), gap))
    rows = ((state, topic, gap) for (state, topic), gap in largest.items())
    return tuple(sorted(rows, key=lambda row: (-row[2], row[0], row[1])))


def shift(day: date, months: int) -> date:
    """Move a day by calendar months; the last day of a shorter month stands in.

    >>> shift(date(2026, 8, 31), 18)
    datetime.date(2028, 2, 29)
    """
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    year = min(max(year, date.min.year), date.max.year)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _window(planned: Activity, *, today: date, months: int) -> tuple[date, date]:
    starts = planned.starts or planned.ends or today
    ends = max(planned.ends or starts, starts)
    return shift(starts, -months), shift(ends, months)


def _within(activity: Activity, window: tuple[date, date]) -> bool:
    starts, ends = activity.starts or activity.ends, activity.ends or activity.starts
    return starts is not None and ends is not None and starts <= window[1] and ends >= window[0]


def _counts(activity: Activity, planned: Activity) -> bool:
    itself = activity.identifier == planned.identifier and activity.origins == planned.origins
    return not itself and activity.status is not Status.CANCELLED


def _serving(planned: Activity, activity: Activity, window: tuple[date, date]) -> Serving | None:
    states = sorted(set(planned.states) & set(activity.states))
    topics = sorted(set(planned.topics) & set(activity.topics))
    dated = activity.starts is not None or activity.ends is not None
    if not states or not topics or (dated and not _within(activity, window)):
        return None
    audiences = sorted(set(planned.audiences) & set(activity.audiences))
    reasons = (
        Why.SAME_STATE,
        Why.SAME_TOPIC,
        _audience(planned, activity),
        _level(planned, activity),
        Why.WITHIN_WINDOW if dated else Why.DATES_UNKNOWN,
    )
    return Serving(
        activity=activity,
        states=tuple(states),
        topics=tuple(topics),
        audiences=tuple(audiences),
        reasons=reasons,
    )


def _audience(planned: Activity, activity: Activity) -> Why:
    if not planned.audiences or not activity.audiences:
        return Why.AUDIENCE_UNKNOWN
    shared = set(planned.audiences) & set(activity.audiences)
    return Why.SAME_AUDIENCE if shared else Why.OTHER_AUDIENCE


def _level(planned: Activity, activity: Activity) -> Why:
    if planned.proficiency is None or activity.proficiency is None:
        return Why.LEVEL_UNKNOWN
    same = planned.proficiency is activity.proficiency
    return Why.SAME_LEVEL if same else Why.OTHER_LEVEL


def _when(serving: Serving) -> tuple[date, str]:
    activity = serving.activity
    return activity.starts or activity.ends or date.max, activity.identifier


def _adds(planned: Activity, serving: tuple[Serving, ...], partly: tuple[Serving, ...]) -> Addition:
    audiences = planned.audiences or ("",)
    wanted = {(s, t, a) for s in planned.states for t in planned.topics for a in audiences}
    there = {
        (s, t, a) for each in serving for s in each.states for t in each.topics
        for a in each.audiences
    }  # fmt: skip
    cells = tuple(sorted(wanted - there))
    activities = [each.activity for each in serving]
    seats = [each.seats for each in activities if each.seats is not None]
    levels = {each.activity.proficiency for each in (*serving, *partly)}
    return Addition(
        cells=cells,
        states=tuple(sorted({cell[0] for cell in cells})),
        topics=tuple(sorted({cell[1] for cell in cells})),
        audiences=tuple(sorted({cell[2] for cell in cells} - {""})),
        proficiency=None if planned.proficiency in levels else planned.proficiency,
        languages=_beyond(planned.languages, (each.languages for each in activities)),
        towns=_beyond(
            (site.town for site in planned.sites),
            ([site.town for site in each.sites] for each in activities),
        ),
        seats=planned.seats,
        seats_there=sum(seats) if seats else None,
    )


def _beyond(wanted: Iterable[str], there: Iterable[Iterable[str]]) -> tuple[str, ...]:
    known = {code for codes in there for code in codes}
    return tuple(sorted(set(wanted) - known - {""}))
