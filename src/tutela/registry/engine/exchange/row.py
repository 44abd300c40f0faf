"""One row of a table into one activity, by the mapping of its columns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from tutela.foundation.errors import Place
from tutela.registry.engine.exchange import amounts, days, texts
from tutela.registry.engine.exchange.cells import BadCell, split, unguarded
from tutela.registry.engine.exchange.drafting import Draft
from tutela.registry.engine.exchange.mapping import Mapping
from tutela.registry.engine.exchange.reading import Read
from tutela.registry.engine.exchange.states import is_known, state
from tutela.registry.engine.exchange.words import key, value_names
from tutela.registry.engine.record import (
    Activity,
    CostBand,
    Party,
    PartyRole,
    Presence,
    Proficiency,
    Site,
    Sort,
    Status,
)

ROLES = {
    "provider": PartyRole.PROVIDER, "funding": PartyRole.FUNDING,
    "accountable": PartyRole.ACCOUNTABLE, "extending": PartyRole.EXTENDING,
    "implementing": PartyRole.IMPLEMENTING,
}
"""Role by field, in the order of a written table."""
_COMMAS = {",", "،", "、", "，"}


@dataclass(frozen=True, slots=True)
class Told:
    """A cell and its place."""

    raw: object
    place: Place


class RowReader:
    """Reads the cells of one row.

    Attributes:
        draft: Collects problems.
        told: Cells by field; several where several columns hold one field.
    """

    def __init__(
        self, *, draft: Draft, told: dict[str, list[Told]], mapping: Mapping, epoch: date
    ) -> None:
        """Start with the cells of the row."""
        self.draft, self.told, self.mapping, self.epoch = draft, told, mapping, epoch

    def record(self) -> Read:
        """Return the activity, or every reason why it cannot be taken."""
        record = Activity(
            identifier=self.text("identifier"), titles=self.worded("title"),
            summaries=self.worded("summary"),
            sort=self.one("sort", _choice(Sort, "sort")) or Sort.OTHER,
            parent=self.text("parent"), related=self.several("related", texts.text),
            parties=self.parties(), sites=self.sites(),
            topics=_sorted(self.several("topics", lambda raw: texts.coded(raw, name="topics"))),
            indicators=_sorted(self.several("indicators", texts.indicator)),
            audiences=_sorted(
                self.several("audiences", lambda raw: texts.coded(raw, name="audiences"))),
            proficiency=self.one("proficiency", _choice(Proficiency, "proficiency")),
            languages=_sorted(self.several("languages", texts.language_code)),
            starts=self.one("starts", self.day), ends=self.one("ends", self.day),
            presence=self.one("presence", _choice(Presence, "presence")),
            seats=self.one("seats", amounts.whole),
            attendance=self.one("attendance", amounts.whole),
            cost_band=self.one("cost_band", _choice(CostBand, "cost_band")),
            budget=self.one("budget", self.budget),
            currency=self.one("currency", texts.currency) or "",
            status=self.one("status", _choice(Status, "status")),
            evaluation=self.text("evaluation"), contact=self.text("contact"),
            url=self.one("url", texts.address) or "",
            origins=self.draft.origins(self.draft.place.text()),
        )
        titles = self.told.get("title") or next(
            (cells for field, cells in self.told.items() if field.startswith("title:")), [])
        return self.draft.close(record, title_place=titles[0].place if titles else None)

    def one[Value](self, field: str, reader: Callable[[Any], Value]) -> Value | None:
        """Return the value of a field that has one."""
        for cell in self.told.get(field, ()):
            value = self.draft.take(_loose(cell.raw), _checked(reader), place=cell.place)
            if value is not None:
                return value
        return None

    def text(self, field: str) -> str:
        """Return a text, "" without one."""
        return self.one(field, texts.text) or ""

    def several[Value](self, field: str, reader: Callable[[Any], Value]) -> tuple[Value, ...]:
        """Return the values of a field that can have several."""
        found: list[Value] = []
        for cell in self.told.get(field, ()):
            pieces = self.pieces(cell.raw, known=field)
            found += self.draft.each(pieces, _checked(reader), place=cell.place)
        return tuple(dict.fromkeys(found))

    def pieces(self, raw: object, *, known: str = "") -> list[object]:
        """Return the parts of a cell; a name of ours with a comma in it is one."""
        cell = _loose(raw)
        if not isinstance(cell, str):
            return [] if cell is None else [cell]
        # Only a comma can be part of a name; any other mark was chosen because it is not.
        if self.mapping.separator in _COMMAS and (
            (known == "states" and is_known(cell))
            or (known in {"topics", "audiences"} and key(cell) in value_names(known))
        ):
            return [cell]
        return list(split(cell, self.mapping.separator))

    def names(self, field: str) -> list[str]:
        """Return names of places or organisations, blank ones kept in their place."""
        found: list[str] = []
        # A comma is part of many names, so it separates codes and States only.
        separator = "\n" if self.mapping.separator in _COMMAS else self.mapping.separator
        for cell in self.told.get(field, ()):
            text = self.draft.take(_loose(cell.raw), _checked(texts.text), place=cell.place) or ""
            found += split(text, separator)
        return found

    def worded(self, field: str) -> dict[str, str]:
        """Return title or summary by language."""
        found: dict[str, str] = {}
        for name, cells in self.told.items():
            base, _, language = name.partition(":")
            if base != field:
                continue
            code = self.draft.language(language or self.mapping.language, field=name)
            for cell in cells:
                text = self.draft.take(_loose(cell.raw), _checked(texts.text), place=cell.place)
                if text:
                    found.setdefault(code, text)
        return found

    def parties(self) -> tuple[Party, ...]:
        """Return the organisations, providers first."""
        found = []
        for field, role in ROLES.items():
            keys = self.names(f"{field}_id")
            for at, name in enumerate(self.names(field)):
                if name:
                    key = keys[at] if at < len(keys) else ""
                    found.append(Party(name=name, role=role, identifier=key))
        return tuple(dict.fromkeys(found))

    def sites(self) -> tuple[Site, ...]:
        """Return States, towns and positions; those of one number belong together."""
        states: list[str] = []
        for cell in self.told.get("states", ()):
            states += [self.draft.take(piece, _checked(state), place=cell.place) or ""
                       for piece in self.pieces(cell.raw, known="states")]
        towns = self.names("town")
        if len(states) == 1 and len(towns) > 1:
            states *= len(towns)
        rows = zip_longest(states, towns, self.angles("latitude", 90),
                           self.angles("longitude", 180))
        found = [Site(state=code or "", town=town or "", latitude=north, longitude=east)
                 for code, town, north, east in rows]
        return tuple(dict.fromkeys(site for site in found if site != Site(state="")))

    def angles(self, field: str, limit: int) -> list[float | None]:
        """Return latitudes or longitudes, None where there is none."""
        return [
            self.draft.take(piece, lambda raw: amounts.degrees(raw, limit=limit), place=cell.place)
            for cell in self.told.get(field, ())
            for piece in self.pieces(cell.raw)
        ]

    def day(self, raw: object) -> date:
        """Return a day in the mapping's order."""
        return days.day(raw, order=self.mapping.date_order, epoch=self.epoch)

    def budget(self, raw: object) -> Decimal:
        """Return an amount of money, 0 or more."""
        found = amounts.number(raw, decimal=self.mapping.decimal)
        if found < 0:
            raise texts.UnreadableError("number.range", value=texts.shown(raw))
        return found


def _choice(kind: Any, name: str) -> Callable[[Any], Any]:
    return lambda raw: texts.choice(raw, kind=kind, name=name)


def _checked[Value](reader: Callable[[Any], Value]) -> Callable[[Any], Value]:
    def read(raw: Any) -> Value:
        if isinstance(raw, BadCell):
            raise texts.UnreadableError(raw.code)
        return reader(raw)

    return read


def _loose(raw: object) -> object:
    return unguarded(raw) if isinstance(raw, str) else raw


def _sorted(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(values))
