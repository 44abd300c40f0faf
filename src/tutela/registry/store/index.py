"""Keep what search reads in line with the records; called inside the change's transaction."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import connection, models, transaction

from tutela.registry.engine.codes import pack
from tutela.registry.engine.merging import merged
from tutela.registry.engine.record import Activity
from tutela.registry.engine.words import index_text
from tutela.registry.store.bodies import activity_from_json
from tutela.registry.store.models import Block, Cluster, Counter, Entry, Meaning, Record, Words
from tutela.registry.store.models.record import KEPT, SHARED

COUNTER = "shared"
BATCH = 500


def shown_activities(rows: Sequence[Record]) -> dict[int, Activity]:
    """Return what is shown of records, by key: merged where the record leads others.

    A record that is withdrawn, or merged under another lead, is left out.
    """
    kept = [row for row in rows if row.state == KEPT]
    numbers = {row.cluster for row in kept if row.cluster}
    clusters = {one.pk: one for one in Cluster.objects.filter(pk__in=numbers)} if numbers else {}
    found: dict[int, Activity] = {}
    for row in kept:
        cluster = clusters.get(row.cluster)
        if cluster is None:
            found[row.pk] = activity_from_json(row.body)
        elif cluster.lead == row.pk:
            found[row.pk] = merged_activity(cluster)
    return found


def merged_activity(cluster: Cluster) -> Activity:
    """Return the one activity that a merge shows."""
    members = {
        row.pk: activity_from_json(row.body)
        for row in Record.objects.filter(pk__in=cluster.members)
    }
    return merged(members, lead=cluster.lead, chosen=cluster.chosen)


def lead_of(row: Record) -> list[Record]:
    """Return the record that leads the merge a record is in, when it is another."""
    if not row.cluster:
        return []
    lead = Cluster.objects.filter(pk=row.cluster).values_list("lead", flat=True).first()
    return [] if lead in {None, row.pk} else list(Record.objects.filter(pk=lead))


def reindex(rows: Iterable[Record]) -> None:
    """Bring search in line with some records."""
    every = list(rows)
    for at in range(0, len(every), BATCH):
        _reindex(every[at : at + BATCH])


def _reindex(rows: Sequence[Record]) -> None:
    shown = shown_activities([row for row in rows if row.visibility == SHARED])
    gone = [row.pk for row in rows if row.pk not in shown]
    index_shared(shown)
    _take_out(gone)


def index_shared(shown: Mapping[int, Activity], *, fresh: bool = False) -> None:
    """Make activities, by key, what search finds of shared records.

    Args:
        shown: Activity by record key.
        fresh: None of them was in the index before.
    """
    if not shown:
        return
    change = next_change()
    entries = []
    for key, activity in shown.items():
        packed = pack(key, activity)
        entries.append(
            Entry(record=key, change=change, packed=packed.row, states=packed.states)
        )
    _keep_entries(entries, fresh=fresh)
    texts = {key: index_text(*searched(activity)) for key, activity in shown.items()}
    _keep_words(texts, fresh=fresh)


def _take_out(keys: Sequence[int]) -> None:
    """Take records out of search and out of the index of likes."""
    known = list(Entry.objects.filter(pk__in=keys).values_list("pk", flat=True))
    if not known:
        return
    change = next_change()
    Entry.objects.filter(pk__in=known).update(change=change, packed=b"", states=b"")
    _drop_words(known)
    Block.objects.filter(record__in=known).delete()
    Meaning.objects.filter(record__in=known).delete()


def searched(activity: Activity) -> tuple[str, str]:
    """Return the titles, and all else of an activity that words are looked for in."""
    towns = (site.town for site in activity.sites)
    rest = (*activity.summaries.values(), *(party.name for party in activity.parties), *towns,
            activity.identifier, activity.evaluation)
    return " ".join(activity.titles.values()), " ".join(rest)


def next_change() -> int:
    """Count one more change of what is shared; others wait until this one is committed."""
    with transaction.atomic(savepoint=False):
        changed = Counter.objects.filter(pk=COUNTER).update(value=models.F("value") + 1)
        if not changed:
            Counter.objects.bulk_create([Counter(name=COUNTER)], ignore_conflicts=True)
            Counter.objects.filter(pk=COUNTER).update(value=models.F("value") + 1)
        return Counter.objects.values_list("value", flat=True).get(pk=COUNTER)


def _keep_entries(entries: list[Entry], *, fresh: bool) -> None:
    if fresh:
        Entry.objects.bulk_create(entries, batch_size=5000)
        return
    Entry.objects.bulk_create(
        entries, update_conflicts=True, unique_fields=["record"],
        update_fields=["change", "packed", "states"],
    )


def _keep_words(texts: Mapping[int, str], *, fresh: bool) -> None:
    if not fresh:
        _drop_words(list(texts))
    if connection.vendor == "postgresql":
        Words.objects.bulk_create(
            [Words(record=key, words=text) for key, text in texts.items()], batch_size=5000
        )
        return
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO registry_search (rowid, words) VALUES (%s, %s)", list(texts.items())
        )


def _drop_words(keys: Sequence[int]) -> None:
    if connection.vendor == "postgresql":
        Words.objects.filter(pk__in=keys).delete()
        return
    with connection.cursor() as cursor:
        cursor.executemany(
            "DELETE FROM registry_search WHERE rowid = %s", [(key,) for key in keys]
        )
