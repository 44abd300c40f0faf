"""What waits for a decision, and what a viewer has set up: imports, pairs, suggestions, keys."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from tutela.foundation.errors import NotFound, Problem
from tutela.people.engine.roles import Action
from tutela.people.engine.viewer import Viewer
from tutela.registry.store import files
from tutela.registry.store.access import may_decide
from tutela.registry.store.models import ApiKey, Candidate, Import, Suggestion, Watch
from tutela.registry.store.models import Mapping as KnownMapping
from tutela.registry.store.previewing import problem_from
from tutela.registry.store.queries.searching import Line, lines

MOST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A record of a file that stays out, and why."""

    identifier: str
    title: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A file on its way in.

    Attributes:
        key: Key of the import.
        file_name: As given.
        source: Name of the feed.
        format: One of ``readers.READERS``.
        visibility: "shared" or "own".
        state: waiting, pending, keeping, kept, discarded or refused.
        progress: How far a waiting or keeping one has come, 0..1.
        new: Records that would be, or were, added.
        changed: Records that say something else than before.
        unchanged: Records that say the same.
        rejected: Records that stay out.
        samples: Some of the new and changed ones: verdict, identifier, title, record.
        refusals: Records that stay out, with their problems; the first of them.
        problems: Why the file as a whole was refused.
        size: Bytes.
        created_at: When it came, UTC.
        created_by: Account.
        settled_at: When it was decided on, None before.
    """

    key: int
    file_name: str
    source: str
    format: str
    visibility: str
    state: str
    progress: float
    new: int
    changed: int
    unchanged: int
    rejected: int
    samples: tuple[Mapping[str, Any], ...]
    refusals: tuple[Refusal, ...]
    problems: tuple[Problem, ...]
    size: int
    created_at: datetime
    created_by: int
    settled_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two records that may be the same, side by side.

    Attributes:
        key: Key of the candidate.
        left: One record as search shows it.
        right: The other.
        score: Chance that they are the same, 0..1.
        reasons: What speaks for it and against it: field, left, right, level, weight in bits.
        state: open, same or different.
        why: What was said when it was decided.
    """

    key: int
    left: Line
    right: Line
    score: float
    reasons: tuple[Mapping[str, Any], ...]
    state: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """A suggestion; ``record`` is 0 while it proposes a whole new one. Instants in UTC."""

    key: int
    record: int
    field: str
    old: Any
    proposed: Any
    reason: str
    state: str
    words: str
    made_at: datetime
    made_by: int
    may_decide: bool
    settled_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key of another system; instants in UTC."""

    key: int
    name: str
    scopes: tuple[str, ...]
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Watching:
    """What the viewer wants to be told of."""

    key: int
    states: tuple[str, ...]
    topics: tuple[str, ...]
    frequency: str


def imports(viewer: Viewer) -> tuple[Imported, ...]:
    """Return the imports of the viewer's organisation, latest first.

    Raises:
        NotAllowed: The role does not register.
    """
    viewer.require(Action.REGISTER)
    rows = Import.objects.filter(owner_id=viewer.organisation).order_by("-pk")[:MOST]
    return tuple(_import(row) for row in rows)


def import_row(viewer: Viewer, key: int) -> Imported:
    """Return one import.

    Raises:
        NotFound: None of the viewer's organisation.
        NotAllowed: The role does not register.
    """
    viewer.require(Action.REGISTER)
    row = Import.objects.filter(owner_id=viewer.organisation, pk=key).first()
    if row is None:
        raise NotFound
    return _import(row)


def _import(row: Import) -> Imported:
    return Imported(
        key=row.pk, file_name=row.file_name, source=row.source, format=row.format,
        visibility=row.visibility, state=row.state, size=row.size,
        progress=files.progress_of(row.pk) if row.state in {"waiting", "keeping"} else 1.0,
        new=row.new, changed=row.changed, unchanged=row.unchanged, rejected=row.rejected,
        samples=tuple(row.samples),
        refusals=tuple(
            Refusal(identifier=one["identifier"], title=one["title"],
                    problems=tuple(problem_from(kept) for kept in one["problems"]))
            for one in row.rejections
        ),
        problems=tuple(problem_from(kept) for kept in row.problems),
        created_at=row.created_at, created_by=row.created_by_id, settled_at=row.settled_at,
    )


def mapping(viewer: Viewer, fingerprint: str) -> Mapping[str, Any] | None:
    """Return the column mapping remembered for a table's headings, None when there is none."""
    row = KnownMapping.objects.filter(
        owner_id=viewer.organisation, fingerprint=fingerprint
    ).first()
    return row.body if row else None


def candidates(viewer: Viewer, *, state: str = "open") -> tuple[Pair, ...]:
    """Return pairs that may be the same, likeliest first.

    Raises:
        NotAllowed: The role does not curate.
    """
    viewer.require(Action.CURATE)
    rows = _pairs(viewer).filter(state=state).order_by("-score", "pk")[:MOST]
    return _side_by_side(list(rows))


def candidate(viewer: Viewer, key: int) -> Pair:
    """Return one pair.

    Raises:
        NotFound: None that the viewer decides, or a record of it is shown no more.
        NotAllowed: The role does not curate.
    """
    viewer.require(Action.CURATE)
    found = _side_by_side(list(_pairs(viewer).filter(pk=key)))
    if not found:
        raise NotFound
    return found[0]


def pairs_of(viewer: Viewer, record: int) -> tuple[Pair, ...]:
    """Return the open pairs of one record that concern the viewer's organisation, likeliest first.

    Raises:
        NotAllowed: The role does not read the registry.
    """
    viewer.require(Action.READ_REGISTRY)
    rows = _pairs(viewer).filter(Q(left=record) | Q(right=record), state="open")
    return _side_by_side(list(rows.order_by("-score", "pk")[:MOST]))


def _pairs(viewer: Viewer) -> QuerySet[Candidate]:
    mine = Q(owner_id=viewer.organisation) | Q(curator_id=viewer.organisation)
    return Candidate.objects.filter(mine)


def _side_by_side(rows: list[Candidate]) -> tuple[Pair, ...]:
    keys = sorted({key for row in rows for key in (row.left, row.right)})
    shown = {line.key: line for line in lines(keys)}
    return tuple(
        Pair(
            key=row.pk, left=shown[row.left], right=shown[row.right], score=row.score / 1000,
            reasons=tuple(row.reasons), state=row.state, why=row.why,
        )
        for row in rows if row.left in shown and row.right in shown
    )


def suggestions(viewer: Viewer, *, state: str = "open") -> tuple[Suggested, ...]:
    """Return what the viewer's organisation suggested, or decides on, oldest first.

    Raises:
        NotAllowed: The role does not suggest.
    """
    viewer.require(Action.SUGGEST)
    rows = _suggestions(viewer).filter(state=state).order_by("pk")[:MOST]
    return tuple(_suggested(viewer, row) for row in rows)


def suggestion(viewer: Viewer, key: int) -> Suggested:
    """Return one suggestion.

    Raises:
        NotFound: None that the viewer's organisation made or decides.
        NotAllowed: The role does not suggest.
    """
    viewer.require(Action.SUGGEST)
    row = _suggestions(viewer).filter(pk=key).first()
    if row is None:
        raise NotFound
    return _suggested(viewer, row)


def _suggestions(viewer: Viewer) -> QuerySet[Suggestion]:
    mine = (
        Q(owner_id=viewer.organisation) | Q(curator_id=viewer.organisation)
        | Q(record_owner_id=viewer.organisation)
    )
    return Suggestion.objects.filter(mine)


def _suggested(viewer: Viewer, row: Suggestion) -> Suggested:
    return Suggested(
        key=row.pk, record=row.record, field=row.field, old=row.old, proposed=row.proposed,
        reason=row.reason, state=row.state, words=row.words, made_at=row.made_at,
        made_by=row.made_by_id, settled_at=row.settled_at,
        may_decide=row.state == "open" and may_decide(viewer, row),
    )


def keys(viewer: Viewer) -> tuple[Key, ...]:
    """Return the keys that the viewer's organisation issued, latest first.

    Raises:
        NotAllowed: The role does not curate.
    """
    viewer.require(Action.CURATE)
    rows = ApiKey.objects.filter(owner_id=viewer.organisation).order_by("-pk")
    return tuple(
        Key(
            key=row.pk, name=row.name, scopes=tuple(row.scopes), created_at=row.created_at,
            expires_at=row.expires_at, last_used_at=row.last_used_at, revoked_at=row.revoked_at,
        )
        for row in rows
    )


def watches(viewer: Viewer) -> tuple[Watching, ...]:
    """Return what the viewer wants to be told of, oldest first."""
    rows = Watch.objects.filter(
        owner_id=viewer.organisation, account_id=viewer.account, ended_at=None
    ).order_by("pk")
    return tuple(
        Watching(key=row.pk, states=tuple(row.states), topics=tuple(row.topics),
                 frequency=row.frequency)
        for row in rows
    )
