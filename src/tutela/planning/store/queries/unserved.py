"""Who has a need that nobody serves."""

from datetime import date

from tutela.people.engine.roles import Action
from tutela.people.engine.viewer import Viewer
from tutela.planning.engine import coverage
from tutela.planning.engine.coverage import Unserved
from tutela.planning.store.queries.material import shared_needs
from tutela.planning.store.queries.records import records
from tutela.planning.store.queries.types import catalogue_of
from tutela.registry.engine.vocabulary import vocabulary


def unserved(viewer: Viewer, *, today: date, months: int = 18) -> tuple[Unserved, ...]:
    """List shared needs for which the registry shows nothing near in time, the largest first.

    Raises:
        NotAllowed: Only who reads what States share.
    """
    viewer.require(Action.READ_AGGREGATE)
    return coverage.unserved(
        shared_needs(viewer).needs, records(viewer, today=today, months=months),
        topics=vocabulary().topics, types=catalogue_of(viewer).types, today=today, months=months,
    )
