"""The catalogue of activity types as the viewer's programme body plans with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tutela.foundation.digest import sha256_hex
from tutela.foundation.errors import NotFound
from tutela.people.engine.roles import Action, Kind
from tutela.people.engine.viewer import Viewer
from tutela.people.store.queries import account_names
from tutela.planning.engine.catalogue import Catalogue, TypeWording, current_catalogue
from tutela.planning.engine.catalogue_file import WORDS, Edits, edits_to_toml, merge
from tutela.planning.engine.catalogue_words import catalogue_words, words_with
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
    edits = edits_of(viewer)
    return merge(current_catalogue(), edits) if edits else current_catalogue()


def edits_of(viewer: Viewer) -> Edits:
    """Return what the viewer's programme body changed, by type; False where it took one out."""
    if viewer.kind is not Kind.PROGRAMME:
        return {}
    rows = CatalogueEdit.objects.filter(owner_id=viewer.organisation).order_by("type")
    return dict(rows.values_list("type", "values"))


def stamp_of(edits: Edits) -> str:
    """Return what changes with the edits, so that two who change them at once lose nothing."""
    return sha256_hex(edits_to_toml(edits))[:16]


def edit_of(viewer: Viewer, code: str) -> Edited | None:
    """Return what the viewer's programme body changed in a type, None when nothing.

    Raises:
        NotFound: No such type.
    """
    if code not in catalogue_of(viewer).types:
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


def words_of(
    viewer: Viewer, language: str, *, codes: Iterable[str] = ()
) -> Mapping[str, TypeWording]:
    """Return the words of every type, with those of the viewer's programme body over them.

    Args:
        viewer: Whose programme body's words count.
        language: One of the six codes; English stands in where it has none.
        codes: Types that need words even when they were taken out since; a code is better than
            no name.
    """
    try:
        words = _words(viewer, language)
    except FileNotFoundError:
        words = _words(viewer, "en")
    gone = {code: TypeWording(name=code, summary="", outcome="", lasting="")
            for code in codes if code not in words}
    return {**words, **gone} if gone else words


def _words(viewer: Viewer, language: str) -> Mapping[str, TypeWording]:
    # what was taken out keeps its words, because earlier plans name it
    edits = {code: edit for code, edit in edits_of(viewer).items() if edit is not False}
    return words_with(edits, language=language) if edits else catalogue_words(language)


def own_words(viewer: Viewer) -> dict[str, Any]:
    """Return the words that the viewer's programme body gave to types, by type and language."""
    return {code: edit[WORDS] for code, edit in edits_of(viewer).items()
            if isinstance(edit, Mapping) and WORDS in edit}


def words_beside(
    words: Mapping[str, TypeWording], own: Mapping[str, Any], *, language: str
) -> Mapping[str, TypeWording]:
    """Return words with those that a sheet brings; its reader may not see the catalogue's edits."""
    given = {code: {WORDS: one} for code, one in own.items()}
    added = words_with(given, language=language) if given else {}
    return {**words, **{code: added[code] for code in own}}


def require_reader(viewer: Viewer) -> None:
    """Do nothing if the viewer may read the catalogue.

    Raises:
        NotAllowed: The role reads no plans.
    """
    viewer.require(Action.READ_PLAN)
