"""Search with facets: shared records by columns in memory, the viewer's own ones beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db.models import Q

from tutela.people.engine.roles import Action
from tutela.people.engine.viewer import Viewer
from tutela.registry.engine.codes import pack
from tutela.registry.engine.columns import Numbers, columns
from tutela.registry.engine.counting import Chosen, choose, facet_counts, ordered
from tutela.registry.engine.filters import Filters, Order
from tutela.registry.engine.record import Activity
from tutela.registry.engine.words import TITLE, begins, index_text, words_of
from tutela.registry.store import finding, memory
from tutela.registry.store.index import searched, shown_activities
from tutela.registry.store.models import Candidate, Cluster, Record
from tutela.registry.store.models.record import KEPT, OWN

PAGE = 20
OWN_ROWS = 20_000
"""Most records of one organisation that are its own and not shared."""
PROVIDERS = 40
"""Providers that a page of results names; the others are found by their name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One result.

    Attributes:
        key: Key of the record.
        activity: What is shown, merged where people found records to be the same.
        owner: Key of the organisation that registered it.
        source: Where it was read.
        visibility: "shared" or "own".
        members: How many records stand behind it, at least 1.
        questioned: Whether it may be the same as another record, and nobody decided yet.
    """

    key: int
    activity: Activity
    owner: int
    source: str
    visibility: str
    members: int = 1
    questioned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of results.

    Attributes:
        lines: In the order asked for.
        total: Results on all pages.
        facets: Count by value by name of a facet; values that do not occur are left out.
        providers: Name by code of the providers that the facet lists, most frequent first.
        page: Number of the page, from 1.
        pages: Number of pages, at least 1.
    """

    lines: tuple[Line, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]]
    providers: Mapping[str, str]
    page: int
    pages: int


def search(
    viewer: Viewer, *, filters: Filters, today: date, order: str = Order.CLOSEST,
    page: int = 1, size: int = PAGE,
) -> Page:
    """Return one page of the activities the viewer may see, with counts of what else to choose.

    Raises:
        NotAllowed: The role does not read the registry.
    """
    chosen, titled = chosen_parts(viewer, filters=filters, today=today)
    total = sum(one.total() for one in chosen)
    pages = max(1, -(-total // size))
    page = min(max(page, 1), pages)
    keys = ordered(chosen, order, first=(page - 1) * size, size=size, titled=titled)
    facets = facet_counts(chosen)
    named = _frequent(facets["providers"], filters.providers)
    facets["providers"] = {code: facets["providers"].get(code, 0) for code in named}
    return Page(
        lines=lines(keys), total=total, facets=facets,
        providers=provider_names(viewer, named), page=page, pages=pages,
    )


def chosen_parts(
    viewer: Viewer, *, filters: Filters, today: date
) -> tuple[list[Chosen], Numbers | None]:
    """Apply filters to every part the viewer may see; return also who has the words in a title."""
    viewer.require(Action.READ_REGISTRY)
    every, titled = finding.hits(filters.words)
    chosen = [
        choose(part, filters, today=today, hits=every) for part in memory.shared_parts()
    ]
    own = own_activities(viewer)
    if own:
        words = words_of(filters.words)
        mine, heads = _own_hits(own, words)
        packed = [pack(key, activity) for key, activity in own.items()]
        part = columns(b"".join(p.row for p in packed), b"".join(p.states for p in packed))
        chosen.append(choose(part, filters, today=today, hits=mine if words else every))
        if titled is not None:
            titled = np.concatenate([titled, heads])
    return chosen, titled


def own_activities(viewer: Viewer) -> dict[int, Activity]:
    """Return what is not shared but the viewer may see, by key: the newest OWN_ROWS records."""
    mine = Q(owner_id=viewer.organisation) | Q(curator_id=viewer.organisation)
    rows = Record.objects.filter(mine, visibility=OWN, state=KEPT).order_by("-pk")[:OWN_ROWS]
    return shown_activities(list(rows))


def _own_hits(own: Mapping[int, Activity], words: tuple[str, ...]) -> tuple[Numbers, Numbers]:
    texts = {key: index_text(*searched(activity)) for key, activity in own.items()}
    every = [key for key, text in texts.items() if begins(words, text)]
    titled = [key for key in every if begins(words, texts[key], mark=TITLE)]
    return np.array(every, dtype=np.int64), np.array(titled, dtype=np.int64)


def lines(keys: Sequence[int]) -> tuple[Line, ...]:
    """Return what is shown of records that the viewer was found to see, in the order given."""
    rows = {row.pk: row for row in Record.objects.filter(pk__in=keys)}
    shown = shown_activities(list(rows.values()))
    numbers = {row.cluster for row in rows.values() if row.cluster}
    sizes = {
        one.pk: len(one.members) for one in Cluster.objects.filter(pk__in=numbers)
    } if numbers else {}
    asked = _questioned(keys)
    return tuple(
        Line(
            key=key, activity=shown[key], owner=rows[key].owner_id, source=rows[key].source,
            visibility=rows[key].visibility, members=sizes.get(rows[key].cluster, 1),
            questioned=key in asked,
        )
        for key in keys if key in shown
    )


def _questioned(keys: Sequence[int]) -> set[int]:
    pairs = Candidate.objects.filter(
        Q(left__in=keys) | Q(right__in=keys), state="open"
    ).values_list("left", "right")
    return {key for pair in pairs for key in pair}


def _frequent(counts: Mapping[str, int], chosen: Sequence[str]) -> list[str]:
    most = sorted(counts, key=lambda code: (-counts[code], code))[:PROVIDERS]
    return list(dict.fromkeys([*most, *(code for code in chosen if code in counts)]))


def provider_names(viewer: Viewer, codes: Sequence[str]) -> dict[str, str]:
    """Name providers by code, as a record of theirs that the viewer may see writes the name."""
    names = memory.provider_names([int(code) for code in codes])
    missing = [int(code) for code in codes if int(code) not in names]
    if missing:
        mine = Q(owner_id=viewer.organisation) | Q(curator_id=viewer.organisation)
        rows = Record.objects.filter(mine, provider_code__in=missing, visibility=OWN, state=KEPT)
        names |= dict(rows.values_list("provider_code", "provider")[:OWN_ROWS])
    return {code: names[int(code)] for code in codes if int(code) in names}
