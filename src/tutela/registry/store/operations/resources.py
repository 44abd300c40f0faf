"""Materials, and experts who agreed to be listed."""

from django.db import transaction

from tutela.foundation.clock import Clock, SystemClock
from tutela.foundation.digest import digest_of
from tutela.foundation.errors import N_, NotAllowed, NotFound, Place, Problem
from tutela.people.engine.roles import Action
from tutela.people.engine.viewer import Viewer
from tutela.people.store.queries import organisation
from tutela.registry.engine.record import Expert, Material
from tutela.registry.engine.vocabulary import vocabulary
from tutela.registry.store.access import curator_for, seen_by
from tutela.registry.store.bodies import expert_json, material_json
from tutela.registry.store.content import content_digest
from tutela.registry.store.faults import RecordRefused
from tutela.registry.store.models import Expert as ExpertRow
from tutela.registry.store.models import Material as MaterialRow
from tutela.registry.store.models.record import OWN, SHARED, WITHDRAWN
from tutela.registry.store.trail import note

AUDIENCES = ("programme", "everyone")
"""Who sees an expert who agreed to be listed."""


@transaction.atomic
def add_material(
    *,
    viewer: Viewer,
    material: Material,
    visibility: str = SHARED,
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> int:
    """Register a material of the viewer's own organisation and return its key.

    Raises:
        NotAllowed: The role does not register.
        RecordRefused: Without a title, or with codes the vocabulary does not know.
    """
    viewer.require(Action.REGISTER)
    _require_sound(material)
    row = MaterialRow(
        owner_id=viewer.organisation, curator_id=curator_for(viewer), created_at=clock.now(),
        source=organisation(viewer, viewer.organisation).name,
        visibility=OWN if visibility == OWN else SHARED,
        identifier=material.identifier or digest_of(material_json(material))[:16],
    )
    _write_material(viewer, row, material, "added", clock)
    return row.pk


@transaction.atomic
def edit_material(
    *,
    viewer: Viewer,
    key: int,
    material: Material,
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> None:
    """Change a material.

    Raises:
        NotFound, NotAllowed: It is another's, or the role does not register.
        RecordRefused: See ``add_material``.
    """
    row = _material(viewer, key)
    _require_sound(material)
    _write_material(viewer, row, material, "edited", clock)


@transaction.atomic
def withdraw_material(
    *,
    viewer: Viewer,
    key: int,
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> None:
    """Take a material out of sight.

    Raises:
        NotFound, NotAllowed: It is another's, or the role does not register.
    """
    row = _material(viewer, key)
    row.state, row.changed_at, row.changed_by_id = WITHDRAWN, clock.now(), viewer.account
    row.save()
    note(viewer=viewer, action="material.withdrawn", subject=f"material:{key}", clock=clock)


def _material(viewer: Viewer, key: int) -> MaterialRow:
    row = MaterialRow.objects.filter(seen_by(viewer), pk=key).first()
    if row is None:
        raise NotFound
    own = row.owner_id == viewer.organisation and viewer.may(Action.REGISTER)
    if not own and not (row.curator_id == viewer.organisation and viewer.may(Action.CURATE)):
        raise NotAllowed
    return row


def _write_material(
    viewer: Viewer, row: MaterialRow, material: Material, verb: str, clock: Clock
) -> None:
    row.title = next(iter(material.titles.values()), "")[:300]
    row.body, row.digest = material_json(material), content_digest(material)
    row.changed_at, row.changed_by_id = clock.now(), viewer.account
    row.save()
    note(
        viewer=viewer, action=f"material.{verb}", subject=f"material:{row.pk}", clock=clock,
        sha256=row.digest,
    )


@transaction.atomic
def add_expert(
    *,
    viewer: Viewer,
    expert: Expert,
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> int:
    """List a person; without a day of consent only the own organisation sees the entry.

    Raises:
        NotAllowed: The role does not register.
        RecordRefused: Without a name, or with codes the vocabulary does not know.
    """
    viewer.require(Action.REGISTER)
    row = ExpertRow(
        owner_id=viewer.organisation, curator_id=curator_for(viewer), created_at=clock.now()
    )
    _write_expert(viewer, row, expert, "listed", clock)
    return row.pk


@transaction.atomic
def edit_expert(
    *,
    viewer: Viewer,
    key: int,
    expert: Expert,
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> None:
    """Change an entry, or the consent: without one it is hidden from others at once.

    Raises:
        NotFound, NotAllowed: It is another's, or the role does not register.
        RecordRefused: See ``add_expert``.
    """
    _write_expert(viewer, _expert(viewer, key), expert, "changed", clock)


@transaction.atomic
def withdraw_expert(
    *,
    viewer: Viewer,
    key: int,
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> None:
    """End a listing and forget what it said of the person.

    Raises:
        NotFound, NotAllowed: It is another's, or the role does not register.
    """
    _expert(viewer, key).delete()
    note(viewer=viewer, action="expert.withdrawn", subject=f"expert:{key}", clock=clock)


def _expert(viewer: Viewer, key: int) -> ExpertRow:
    row = ExpertRow.objects.filter(pk=key, owner_id=viewer.organisation).first()
    if row is None:
        raise NotFound
    viewer.require(Action.REGISTER)
    return row


def _write_expert(
    viewer: Viewer, row: ExpertRow, expert: Expert, verb: str, clock: Clock
) -> None:
    if not expert.name.strip() or expert.visibility not in AUDIENCES:
        raise RecordRefused([_problem("name", N_("Give the person’s name, and say who may see "
                                                 "the entry."))])
    _require_known(expert)
    row.name, row.consented = expert.name.strip()[:200], expert.consented
    row.visibility, row.body = expert.visibility, expert_json(expert)
    row.changed_at, row.changed_by_id = clock.now(), viewer.account
    row.save()
    note(
        viewer=viewer, action=f"expert.{verb}", subject=f"expert:{row.pk}", clock=clock,
        consented=expert.consented.isoformat() if expert.consented else "",
    )


def _require_sound(material: Material) -> None:
    if not any(title.strip() for title in material.titles.values()):
        raise RecordRefused([_problem("titles", N_("Give the material a title."))])
    _require_known(material)


def _require_known(thing: Material | Expert) -> None:
    known = vocabulary()
    for name, codes in (("topics", known.topics), ("audiences", known.audiences)):
        if not set(getattr(thing, name)) <= set(codes):
            raise RecordRefused([_problem(name, N_("Choose values from the list."))])


def _problem(field: str, template: str) -> Problem:
    return Problem(code=f"registry.{field}", template=template, place=Place(field=field))
