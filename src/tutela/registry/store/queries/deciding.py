"""What people decide in bulk or take back: tables to map, records without topics, merges."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import translation

from tutela.foundation.clock import Clock, SystemClock
from tutela.foundation.errors import NotFound
from tutela.foundation.language import from_tag
from tutela.people.engine.roles import Action
from tutela.people.engine.viewer import Viewer
from tutela.registry.engine.exchange.detect import Kind, kind_of
from tutela.registry.engine.exchange.reading import Feed
from tutela.registry.engine.exchange.table import Preview, preview_table
from tutela.registry.engine.filters import Filters
from tutela.registry.engine.record import Activity
from tutela.registry.store import files
from tutela.registry.store.bodies import activity_from_json
from tutela.registry.store.digesting import digest_text
from tutela.registry.store.models import Cluster, Import, Record, Watch
from tutela.registry.store.models.record import KEPT
from tutela.registry.store.queries.desk import candidates, imports, suggestions
from tutela.registry.store.queries.records import shared_activities
from tutela.registry.store.readers import HEAD

MOST = 500
SOME = 30
"""Records without topics shown at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """A decision that records were the same. Instants in UTC; ``titles`` by key of the record."""

    key: int
    lead: int
    titles: Mapping[int, str]
    why: str
    decided_at: datetime
    undone_at: datetime | None
    undone_why: str


def kind_of_import(viewer: Viewer, key: int) -> Kind:
    """Return what kind of file an import is, by its content.

    Raises:
        NotFound: No import of the viewer's organisation.
        NotAllowed: The role does not register.
    """
    with files.stream_of(_import(viewer, key).digest) as stream:
        return kind_of(stream.read(HEAD))


def table_of(viewer: Viewer, key: int, *, encoding: str = "", sheet: str = "") -> Preview:
    """Return the beginning of an imported table and the guess of what its columns mean.

    Raises:
        NotFound: No import of the viewer's organisation.
        NotAllowed: The role does not register.
        InputRefused: The file is no table.
    """
    row = _import(viewer, key)
    feed = Feed(source=row.source, read=row.created_at.date(), file=row.file_name)
    with files.stream_of(row.digest) as stream:
        return preview_table(stream, feed=feed, encoding=encoding, sheet=sheet)


def mapping_of(viewer: Viewer, key: int) -> Mapping[str, object]:
    """Return the columns an import was read with, {} when they were guessed or not needed.

    Raises:
        NotFound: No import of the viewer's organisation.
    """
    found: Mapping[str, object] = _import(viewer, key).mapping
    return found


def _import(viewer: Viewer, key: int) -> Import:
    viewer.require(Action.REGISTER)
    row = Import.objects.filter(owner_id=viewer.organisation, pk=key).first()
    if row is None:
        raise NotFound
    return row


def without_topics(viewer: Viewer, *, source: str = "") -> tuple[list[tuple[int, Activity]], int]:
    """Return some of the organisation's records that name no topic, by key, and how many there are.

    Args:
        viewer: Who registers.
        source: Only those of one source; all when empty.

    Raises:
        NotAllowed: The role does not register.
    """
    viewer.require(Action.REGISTER)
    rows = Record.objects.filter(
        owner_id=viewer.organisation, state=KEPT, body__topics__isnull=True
    )
    if source:
        rows = rows.filter(source=source)
    some = rows.order_by("pk")[:SOME]
    return [(row.pk, activity_from_json(row.body)) for row in some], rows.count()


def merges(viewer: Viewer) -> tuple[Merged, ...]:
    """Return what was merged, latest first, undone merges too.

    Raises:
        NotAllowed: The role does not curate.
    """
    viewer.require(Action.CURATE)
    rows = list(Cluster.objects.filter(owner_id=viewer.organisation).order_by("-pk")[:MOST])
    keys = {key for row in rows for key in row.members}
    titles = dict(Record.objects.filter(pk__in=keys).values_list("pk", "title"))
    return tuple(
        Merged(
            key=row.pk, lead=row.lead, why=row.why, decided_at=row.decided_at,
            titles={key: titles.get(key, "") for key in row.members},
            undone_at=row.undone_at, undone_why=row.undone_why,
        )
        for row in rows
    )


def merge_of(viewer: Viewer, key: int) -> Merged:
    """Return one merge.

    Raises:
        NotFound: None that the viewer's organisation decided.
        NotAllowed: The role does not curate.
    """
    found = next((one for one in merges(viewer) if one.key == key), None)
    if found is None:
        raise NotFound
    return found


def waiting(viewer: Viewer) -> Mapping[str, int]:
    """Count what waits for the viewer: "pairs", "suggestions", "imports", "topics"."""
    counts = dict.fromkeys(("pairs", "suggestions", "imports", "topics"), 0)
    if viewer.may(Action.CURATE):
        counts["pairs"] = len(candidates(viewer))
    if viewer.may(Action.SUGGEST):
        counts["suggestions"] = sum(one.may_decide for one in suggestions(viewer))
    if viewer.may(Action.REGISTER):
        counts["imports"] = sum(one.state == "pending" for one in imports(viewer))
        counts["topics"] = without_topics(viewer)[1]
    return counts


def digest_preview(
    viewer: Viewer, key: int, *, clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> str:
    """Return what the next digest would say if it were sent now, "" when there is nothing new.

    Raises:
        NotFound: The viewer has no such watch.
    """
    row = Watch.objects.filter(
        Q(owner_id=viewer.organisation, account_id=viewer.account), pk=key, ended_at=None
    ).first()
    if row is None:
        raise NotFound
    filters = Filters(states=tuple(row.states), topics=tuple(row.topics))
    today = clock.now().date()
    found = list(shared_activities(filters=filters, since=row.told_until, today=today))
    code = from_tag(translation.get_language())
    return digest_text(code, found) if found else ""
