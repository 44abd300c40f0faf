"""Materials and experts."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from tutela.foundation.errors import NotFound
from tutela.people.engine.roles import Action
from tutela.people.engine.viewer import Viewer
from tutela.registry.engine import record as engine
from tutela.registry.store.access import seen_by
from tutela.registry.store.bodies import expert_from_json, material_from_json
from tutela.registry.store.models import Expert, Material
from tutela.registry.store.models.record import KEPT, SHARED


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptMaterial:
    """A material with its key and owner; ``may_edit`` tells whether the viewer may change it."""

    key: int
    owner: int
    source: str
    visibility: str
    material: engine.Material
    may_edit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptExpert:
    """An expert with key and owner; ``may_edit`` tells whether the viewer may change it."""

    key: int
    owner: int
    expert: engine.Expert
    may_edit: bool


def materials(
    viewer: Viewer, *, topics: Sequence[str] = (), audiences: Sequence[str] = (),
    languages: Sequence[str] = (),
) -> tuple[KeptMaterial, ...]:
    """Return the materials the viewer may see that have any value of each choice, by title.

    Raises:
        NotAllowed: The role does not read the registry.
    """
    viewer.require(Action.READ_REGISTRY)
    rows = Material.objects.filter(seen_by(viewer), state=KEPT).order_by("title", "pk")
    found = (_material(viewer, row) for row in rows)
    return tuple(
        one for one in found
        if _fits(one.material.topics, topics) and _fits(one.material.audiences, audiences)
        and _fits(one.material.languages, languages)
    )


def material(viewer: Viewer, key: int) -> KeptMaterial:
    """Return one material.

    Raises:
        NotFound: None that the viewer may see.
    """
    viewer.require(Action.READ_REGISTRY)
    row = Material.objects.filter(seen_by(viewer), pk=key, state=KEPT).first()
    if row is None:
        raise NotFound
    return _material(viewer, row)


def shared_materials() -> tuple[tuple[int, engine.Material], ...]:
    """Return the materials that are shared with everyone, by key; it takes no viewer."""
    rows = Material.objects.filter(visibility=SHARED, state=KEPT).order_by("pk")
    return tuple((row.pk, material_from_json(row.body)) for row in rows)


def experts(
    viewer: Viewer, *, topics: Sequence[str] = (), states: Sequence[str] = (),
    languages: Sequence[str] = (),
) -> tuple[KeptExpert, ...]:
    """Return who agreed to be listed for this viewer, and the own entries, by name.

    An expert who names no State goes anywhere.

    Raises:
        NotAllowed: The role does not read the registry.
    """
    found = (_expert(viewer, row) for row in _listed(viewer).order_by("name", "pk"))
    return tuple(
        one for one in found
        if _fits(one.expert.topics, topics) and _fits(one.expert.languages, languages)
        and (not one.expert.states or _fits(one.expert.states, states))
    )


def expert(viewer: Viewer, key: int) -> KeptExpert:
    """Return one expert.

    Raises:
        NotFound: None that the viewer may see.
    """
    row = _listed(viewer).filter(pk=key).first()
    if row is None:
        raise NotFound
    return _expert(viewer, row)


def _listed(viewer: Viewer) -> QuerySet[Expert]:
    viewer.require(Action.READ_REGISTRY)
    agreed = Q(consented__isnull=False) & (
        Q(visibility="everyone") | Q(curator_id=viewer.organisation)
    )
    return Expert.objects.filter(Q(owner_id=viewer.organisation) | agreed, state=KEPT)


def _fits(held: Sequence[str], wanted: Sequence[str]) -> bool:
    return not wanted or bool(set(held) & set(wanted))


def _material(viewer: Viewer, row: Material) -> KeptMaterial:
    own = row.owner_id == viewer.organisation and viewer.may(Action.REGISTER)
    curated = row.curator_id == viewer.organisation and viewer.may(Action.CURATE)
    return KeptMaterial(
        key=row.pk, owner=row.owner_id, source=row.source, visibility=row.visibility,
        material=material_from_json(row.body), may_edit=own or curated,
    )


def _expert(viewer: Viewer, row: Expert) -> KeptExpert:
    return KeptExpert(
        key=row.pk, owner=row.owner_id, expert=expert_from_json(row.body),
        may_edit=row.owner_id == viewer.organisation and viewer.may(Action.REGISTER),
    )
