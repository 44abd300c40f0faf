"""What the registry holds that serves the same as something to be planned."""

from dataclasses import dataclass
from datetime import date

from tutela.people.engine.viewer import Viewer
from tutela.registry.engine.filters import Filters, Order
from tutela.registry.engine.overlap import MONTHS, Addition, Serving, overlaps
from tutela.registry.engine.record import Activity
from tutela.registry.store.queries.searching import Line, search

MOST = 200
"""Activities of the same States and topics that are looked at, soonest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One activity that serves some of what is planned, and its line."""

    line: Line
    serving: Serving


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known before something is planned.

    Attributes:
        serving: Those that agree in State, topic, audience, level and time, earliest first.
        partly: Those that share State and topic but differ, or do not say, in the rest.
        adds: What the planned activity would add.
        looked_at: Activities of the same States and topics that were compared.
        total: How many there are; more than ``looked_at`` when only the soonest were compared.
    """

    serving: tuple[Found, ...]
    partly: tuple[Found, ...]
    adds: Addition
    looked_at: int
    total: int

    @property
    def every(self) -> tuple[Found, ...]:
        """Return all of them, those that agree in everything first."""
        return (*self.serving, *self.partly)


def standing(
    viewer: Viewer, planned: Activity, *, today: date, months: int = MONTHS
) -> Standing:
    """Compare something to be planned with what the viewer may see of its States and topics.

    Raises:
        NotAllowed: The role does not read the registry.
    """
    filters = Filters(states=planned.states, topics=planned.topics)
    page = search(viewer, filters=filters, today=today, order=Order.SOONEST, size=MOST)
    lines = {id(line.activity): line for line in page.lines}
    found = overlaps(
        planned, [line.activity for line in page.lines], today=today, months=months
    )

    def paired(those: tuple[Serving, ...]) -> tuple[Found, ...]:
        return tuple(Found(line=lines[id(one.activity)], serving=one) for one in those)

    return Standing(
        serving=paired(found.serving), partly=paired(found.partly), adds=found.adds,
        looked_at=len(page.lines), total=page.total,
    )
