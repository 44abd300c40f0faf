"""The catalogue of activity types as the viewer's programme body plans with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tutela.foundation.errors import NotFound
from tutela.people.engine.roles import Action, Kind
from tutela.people.engine.viewer import Viewer
from tutela.people.store.queries import account_names
from tutela.planning.engine.catalogue import Catalogue, TypeWording, current_catalogue
from tutela.planning.engine.catalogue_file import merge
from tutela.planning.engine.catalogue_words import catalogue_words
from tutela.planning.store.models import CatalogueEdit


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """Who changed a type of the catalogue, when and why."""

    values: Mapping[str, Any]
    reason: str
    at: datetime
    by: str


def catalogue_of(viewer: Viewer) -> Catalogue:
    """Return the catalogue with the changes of the viewer's programme body; others see it as is."""
    base = current_catalogue()
    if viewer.kind is not Kind.PROGRAMME:
        return base
    edits = dict(
        CatalogueEdit.objects.filter(owner_id=viewer.organisation).values_list("type", "values")
    )
    return merge(base, edits) if edits else base


def edit_of(viewer: Viewer, code: str) -> Edited | None:
    """Return what the viewer's programme body changed in a type, None when nothing.

    Raises:
        NotFound: No such type.
    """
    if code not in current_catalogue().types:
        raise NotFound
    if viewer.kind is not Kind.PROGRAMME:
        return None
    row = CatalogueEdit.objects.filter(owner_id=viewer.organisation, type=code).first()
    if row is None:
        return None
    names = account_names(viewer, [row.edited_by_id])
    return Edited(values=row.values, reason=row.reason, at=row.edited_at,
                  by=names.get(row.edited_by_id, ""))


def edited_codes(viewer: Viewer) -> frozenset[str]:
    """Return the codes of the types the viewer's programme body changed."""
    rows = CatalogueEdit.objects.filter(owner_id=viewer.organisation)
    return frozenset(rows.values_list("type", flat=True))


def words_of(language: str) -> Mapping[str, TypeWording]:
    """Return the words of every type, in English where a language has none."""
    try:
        return catalogue_words(language)
    except FileNotFoundError:
        return catalogue_words("en")


def require_reader(viewer: Viewer) -> None:
    """Do nothing if the viewer may read the catalogue.

    Raises:
        NotAllowed: The role reads no plans.
    """
    viewer.require(Action.READ_PLAN)
