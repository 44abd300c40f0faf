"""Which records may be the same as an activity that somebody is about to register or plan."""

from dataclasses import dataclass

from tutela.people.engine.roles import Action
from tutela.people.engine.viewer import Viewer
from tutela.registry.engine.matching.comparing import Comparison
from tutela.registry.engine.matching.signature import signature
from tutela.registry.engine.record import Activity
from tutela.registry.store.likes import likes


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    """A shared record beside the activity asked for, with what speaks for and against it."""

    record: int
    activity: Activity
    comparison: Comparison


def similar(
    viewer: Viewer, *, activity: Activity, limit: int = 10, besides: int = 0, likely: bool = True
) -> tuple[Similar, ...]:
    """Return shared records that may be the same activity, likeliest first.

    Args:
        viewer: Who asks.
        activity: What is asked for; it need not be registered.
        limit: Most records.
        besides: Key of a record that is not to come back: the activity itself, once registered.
        likely: Only those that are worth a person's look; else also near ones.

    Raises:
        NotAllowed: The role does not read the registry.
    """
    viewer.require(Action.READ_REGISTRY)
    found = likes(signature(activity), besides=frozenset({besides}))
    return tuple(
        Similar(record=key, activity=held, comparison=comparison)
        for key, held, comparison in found if comparison.likely or not likely
    )[:limit]
