"""The programme body changes its catalogue by a file: new types, words, effects, what comes first.

The file takes the place of all present edits, so that what is downloaded, changed and uploaded
again is exactly what holds.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from tutela.foundation.clock import Clock, SystemClock
from tutela.foundation.errors import N_, InputRefused, Place, Problem
from tutela.people.engine.roles import Action
from tutela.people.engine.viewer import Viewer
from tutela.planning.engine.catalogue import current_catalogue
from tutela.planning.engine.catalogue_file import (
    CatalogueRefused,
    Edits,
    edits_from_toml,
    merge,
)
from tutela.planning.engine.catalogue_words import words_with
from tutela.planning.store.access import require_programme
from tutela.planning.store.faults import CatalogueChanged
from tutela.planning.store.models import CatalogueEdit
from tutela.planning.store.queries.types import edits_of, stamp_of
from tutela.planning.store.trail import note

_CLOCK = SystemClock()
_REASON = N_("Say where the changes come from.")
_NAME = N_("A code is at most {longest} characters long. Choose a shorter one.")
_LONGEST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a file does to one type.

    Attributes:
        type: Its code.
        what: "added", "removed", "restored" (as in the catalogue again) or "changed".
        fields: Fields that come to differ from now, sorted.
    """

    type: str
    what: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a file would do; the stamp tells on which edits it was looked at."""

    changes: tuple[Change, ...]
    stamp: str


def preview_edits(*, viewer: Viewer, data: bytes, file: str = "") -> Preview:
    """Say what a file of edits would do, and write nothing.

    Raises:
        CatalogueRefused: The file has faults; each is named with its type and field.
        NotFound, NotAllowed: Only planners of the programme body.
    """
    require_programme(viewer, Action.PLAN)
    edits, now = read_edits(data, file=file), edits_of(viewer)
    return Preview(changes=_changes(now, edits), stamp=stamp_of(now))


@transaction.atomic
def keep_edits(
    *, viewer: Viewer, data: bytes, reason: str, stamp: str, clock: Clock = _CLOCK
) -> tuple[Change, ...]:
    """Put the edits of a file in the place of all present ones.

    Args:
        viewer: A planner of the programme body.
        data: The file, as it was looked at.
        reason: Where the changes come from.
        stamp: Of the preview.
        clock: Tells the time.

    Raises:
        CatalogueChanged: Somebody changed the catalogue since the preview.
        CatalogueRefused: The file has faults.
        InputRefused: Without a reason.
        NotFound, NotAllowed: Only planners of the programme body.
    """
    require_programme(viewer, Action.PLAN)
    return _put(viewer, read_edits(data), reason=reason, stamp=stamp, clock=clock)


@transaction.atomic
def drop_edits(
    *, viewer: Viewer, reason: str, stamp: str, clock: Clock = _CLOCK
) -> tuple[Change, ...]:
    """Take all edits back, so that the catalogue is as it came.

    Raises:
        CatalogueChanged, InputRefused, NotFound, NotAllowed: As in ``keep_edits``.
    """
    require_programme(viewer, Action.PLAN)
    return _put(viewer, {}, reason=reason, stamp=stamp, clock=clock)


def read_edits(data: bytes, *, file: str = "") -> Edits:
    """Read and check edits, with every fault of their fields and of their words at once.

    Raises:
        CatalogueRefused: The file has faults.
    """
    edits = edits_from_toml(data, file=file)
    problems = [
        Problem(code="planning.catalogue-code", template=_NAME, params={"longest": _LONGEST},
                place=Place(file=file, field=f"types.{code[:_LONGEST]}"))
        for code in edits if len(code) > _LONGEST
    ]
    for check in (
        lambda: merge(current_catalogue(), edits, file=file),
        lambda: words_with(edits, language="en"),
    ):
        try:
            check()
        except CatalogueRefused as fault:
            problems += fault.problems
    if problems:
        raise CatalogueRefused(problems)
    return edits


def _put(
    viewer: Viewer, edits: Edits, *, reason: str, stamp: str, clock: Clock
) -> tuple[Change, ...]:
    rows = CatalogueEdit.objects.filter(owner_id=viewer.organisation)
    list(rows.select_for_update())
    now = edits_of(viewer)
    if stamp != stamp_of(now):
        raise CatalogueChanged
    if not reason.strip():
        raise InputRefused([
            Problem(code="planning.type-reason", template=_REASON, place=Place(field="reason"))
        ])
    changes = _changes(now, edits)
    rows.exclude(type__in=list(edits)).delete()
    for one in changes:
        if one.type in edits:
            CatalogueEdit.objects.update_or_create(
                owner_id=viewer.organisation, type=one.type,
                defaults={"values": edits[one.type], "reason": reason.strip()[:500],
                          "edited_at": clock.now(), "edited_by_id": viewer.account},
            )
    note(viewer=viewer, action="catalogue.edited", subject=f"programme:{viewer.organisation}",
         clock=clock, reason=reason.strip()[:500], types=len(edits), changed=len(changes))
    return changes


def _changes(now: Edits, then: Edits) -> tuple[Change, ...]:
    return tuple(
        _change(code, now.get(code, {}), then.get(code, {}))
        for code in sorted({*now, *then}) if now.get(code, {}) != then.get(code, {})
    )


def _change(
    code: str, now: Mapping[str, object] | bool, then: Mapping[str, object] | bool
) -> Change:
    came_with = code in current_catalogue().types
    before = now if isinstance(now, Mapping) else {}
    if then is False or (not came_with and not then):
        return Change(type=code, what="removed")
    after = then if isinstance(then, Mapping) else {}
    fields = tuple(sorted(
        name for name in {*before, *after} if before.get(name) != after.get(name)
    ))
    if not came_with and not before:
        return Change(type=code, what="added", fields=fields)
    return Change(type=code, what="changed" if after else "restored", fields=fields)
