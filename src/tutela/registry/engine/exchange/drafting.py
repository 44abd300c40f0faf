"""A record while it is read: values one by one, and what is wrong with the place of each."""

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from tutela.foundation.digest import digest_of
from tutela.foundation.errors import Place, Problem
from tutela.registry.engine.exchange.faults import fault
from tutela.registry.engine.exchange.reading import Feed, Rejected
from tutela.registry.engine.exchange.texts import UnreadableError, language_code, shown, text
from tutela.registry.engine.record import Activity, Material, Origin

_TITLE, _MOST_PROBLEMS, _MOST_LISTED = 500, 50, 1_000


class Draft:
    """Collects the values of one record and the problems met on the way."""

    def __init__(self, *, feed: Feed, place: Place) -> None:
        """Start at the place of the record."""
        self.feed, self.place = feed, place
        self.problems: list[Problem] = []

    def problem(self, code: str, *, place: Place | None = None, **params: object) -> None:
        """Note what is wrong, at the record's place unless another is given."""
        if len(self.problems) < _MOST_PROBLEMS:
            self.problems.append(fault(code, place or self.place, **params))

    def at(self, field: str) -> Place:
        """Return the place of one field of the record."""
        path = f"{self.place.field}.{field}" if self.place.field else field
        return dataclasses.replace(self.place, field=path)

    def take[Value](
        self, raw: object, reader: Callable[[Any], Value], *, field: str = "",
        place: Place | None = None,
    ) -> Value | None:
        """Return a value as read, None when it is blank or cannot be taken."""
        if raw is None or (isinstance(raw, str) and not raw.strip()):
            return None
        try:
            return reader(raw)
        except UnreadableError as unreadable:
            place = place or self.at(field)
            self.problem(unreadable.code, place=place, **unreadable.params)
            return None

    def words(self, raw: object, *, field: str, place: Place | None = None) -> str:
        """Return a text, "" when there is none."""
        return self.take(raw, text, field=field, place=place) or ""

    def each[Value](
        self, raws: Iterable[object], reader: Callable[[Any], Value], *, field: str = "",
        place: Place | None = None,
    ) -> tuple[Value, ...]:
        """Return the values that could be taken, each once, in order."""
        found = []
        for raw in list(raws)[:_MOST_LISTED]:
            value = self.take(raw, reader, field=field, place=place)
            if value is not None:
                found.append(value)
        return tuple(dict.fromkeys(found))

    def language(self, raw: object, *, field: str) -> str:
        """Return a language's code, "und" when the source does not say."""
        return self.take(raw, language_code, field=field) or "und"

    def origins(self, address: str = "") -> Mapping[str, Origin]:
        """Return the origin of every field: this feed."""
        origin = Origin(source=self.feed.source, read=self.feed.read, address=address)
        return {"": origin}

    def close(
        self, record: Activity | Material, *, title_place: Place | None = None
    ) -> Activity | Material | Rejected:
        """Return the record, or every reason why it cannot be taken."""
        title = next(iter(record.titles.values()), "")
        if not title and not any(self._is_about(problem, title_place) for problem in self.problems):
            self.problem("title.missing", place=title_place or self.at("title"))
        if isinstance(record, Activity):
            if record.starts and record.ends and record.ends < record.starts:
                self.problem("dates.reversed")
            if record.budget is not None and not record.currency:
                self.problem("budget.currency")
        if self.problems:
            return Rejected(
                identifier=shown(record.identifier), title=title[:_TITLE],
                problems=tuple(self.problems),
            )
        if not record.identifier:
            return dataclasses.replace(record, identifier=content_key(record))
        return record

    def _is_about(self, problem: Problem, place: Place | None) -> bool:
        return problem.place == (place or self.at("title"))


def content_key(record: Activity | Material) -> str:
    """Return a key for a record that its source gave none; equal content has an equal key."""
    told: dict[str, object] = {"titles": dict(record.titles), "url": record.url}
    if isinstance(record, Activity):
        told |= {
            "provider": record.provider, "states": list(record.states),
            "starts": record.starts.isoformat() if record.starts else None,
        }
    return f"content:{digest_of(told)[:32]}"


class Keys:
    """Notices a key that stands twice in one file."""

    def __init__(self) -> None:
        """Start without keys."""
        self._seen: set[str] = set()

    def once(
        self, record: Activity | Material | Rejected, *, place: Place
    ) -> Activity | Material | Rejected:
        """Return the record, or its refusal when its key was there before."""
        if isinstance(record, Rejected):
            return record
        if record.identifier in self._seen:
            problem = fault("identifier.repeated", place, value=shown(record.identifier))
            return Rejected(
                identifier=shown(record.identifier), problems=(problem,),
                title=next(iter(record.titles.values()), "")[:_TITLE],
            )
        self._seen.add(record.identifier)
        return record
