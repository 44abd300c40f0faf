"""Who is at work in the plan's States, counted from records of the registry."""

from collections.abc import Iterable

from tutela.planning.engine.coverage import Record
from tutela.planning.engine.document.material import Partner

MOST = 40
"""Organisations named in the document."""


def partners(records: Iterable[Record], *, states: Iterable[str]) -> tuple[Partner, ...]:
    """Return organisations with records in the States, most records first, then by name.

    >>> one = Record(key="1", title="", provider="Harbour", states=("XMA", "XQL"),
    ...              topics=("equipment",), audiences=())
    >>> partners([one, one], states=["XMA"])[0].records
    2
    """
    wanted = set(states)
    counts: dict[str, int] = {}
    where: dict[str, set[str]] = {}
    what: dict[str, set[str]] = {}
    for record in records:
        here = wanted & set(record.states)
        if not here or not record.provider:
            continue
        counts[record.provider] = counts.get(record.provider, 0) + 1
        where.setdefault(record.provider, set()).update(here)
        what.setdefault(record.provider, set()).update(record.topics)
    ordered = sorted(counts, key=lambda name: (-counts[name], name))[:MOST]
    return tuple(
        Partner(name=name, records=counts[name], states=tuple(sorted(where[name])),
                topics=tuple(sorted(what[name])))
        for name in ordered
    )
