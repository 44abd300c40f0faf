"""What is covered already: so that nothing is planned that somebody else does."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tutela.people.engine.viewer import Viewer
from tutela.registry.engine.codes import span
from tutela.registry.engine.filters import Filters
from tutela.registry.engine.record import Activity, Status
from tutela.registry.store.index import shown_activities
from tutela.registry.store.models import Record
from tutela.registry.store.queries.searching import chosen_parts

_BATCH = 500
_OFF = {Status.CANCELLED, Status.SUSPENDED}
NO_AUDIENCE = ""
"""Stands for an activity that does not state whom it is for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """One State, topic and audience that an activity serves.

    Attributes:
        state: Code of the State.
        topic: Code of the vocabulary.
        audience: Code of the vocabulary, "" when the activity does not say.
        proficiency: Level it takes people to, "" when it does not say.
        record: Key of the record.
        title: In the viewer's language, where there is one.
        provider: Name of who provides it.
        until: Its last day, or its only one.
    """

    state: str
    topic: str
    audience: str
    proficiency: str
    record: int
    title: str
    provider: str
    until: date


def coverage(
    viewer: Viewer, *, today: date, months: int = 18, states: tuple[str, ...] = ()
) -> tuple[Coverage, ...]:
    """Return what the activities of a window serve, by State, topic, audience and last day.

    The window reaches as many months back as forward. Activities without a date, cancelled and
    suspended ones do not count.

    Args:
        viewer: Who asks; own records that are not shared count too.
        today: The middle of the window.
        months: Half of the window.
        states: Only these; all when empty.

    Raises:
        NotAllowed: The role does not read the registry.
    """
    window = Filters(
        states=states, since=months_from(today, -months), until=months_from(today, months)
    )
    keys = [
        key for one in chosen_parts(viewer, filters=window, today=today)[0]
        for key in one.part.key[one.every].tolist()
    ]
    found: list[Coverage] = []
    for at in range(0, len(keys), _BATCH):
        rows = list(Record.objects.filter(pk__in=keys[at : at + _BATCH]))
        for key, activity in shown_activities(rows).items():
            found += _of(key, activity, viewer.language, states)
    return tuple(sorted(found, key=lambda one: (one.state, one.topic, one.audience, one.until,
                                                one.record)))


def _of(
    key: int, activity: Activity, language: str, states: tuple[str, ...]
) -> Iterator[Coverage]:
    until = span(activity)[1]
    if activity.status in _OFF or until is None:
        return
    for state in activity.states:
        if states and state not in states:
            continue
        for topic in activity.topics:
            for audience in activity.audiences or (NO_AUDIENCE,):
                yield Coverage(
                    state=state, topic=topic, audience=audience,
                    proficiency=activity.proficiency or "", record=key,
                    title=activity.title(language), provider=activity.provider, until=until,
                )


def months_from(day: date, months: int) -> date:
    """Return the day some months later, or earlier when negative; the month's last at most.

    >>> months_from(date(2026, 8, 31), 18), months_from(date(2026, 1, 15), -18)
    (datetime.date(2028, 2, 28), datetime.date(2024, 7, 15))
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, 28))
