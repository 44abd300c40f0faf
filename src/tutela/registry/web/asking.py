"""What an address asks for: words, facets, dates, order and page. Unknown values are left out."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.http import QueryDict

from tutela.people.engine.states import is_state
from tutela.registry.engine.codes import LANGUAGES
from tutela.registry.engine.filters import Filters, Order, When
from tutela.registry.engine.record import Presence, Proficiency, Sort, Status
from tutela.registry.engine.vocabulary import vocabulary

LONGEST = 200
"""Longest text searched for, in characters."""
MOST_VALUES = 60
"""Most values of one facet."""
MOST_PAGES = 1_000_000
_PROVIDER = re.compile(r"-?[0-9]{1,19}")
_LARGEST = 2**63


def _provider(value: str) -> bool:
    return bool(_PROVIDER.fullmatch(value)) and -_LARGEST <= int(value) < _LARGEST


def _among(values: object) -> Callable[[str], bool]:
    known = frozenset(str(one) for one in values)  # type: ignore[attr-defined]
    return lambda value: value in known


FACETS: Mapping[str, tuple[str, Callable[[str], bool]]] = {
    "state": ("states", is_state),
    "audience": ("audiences", _among(vocabulary().audiences)),
    "level": ("levels", _among(Proficiency)),
    "presence": ("presences", _among(Presence)),
    "when": ("when", _among(When)),
    "topic": ("topics", _among(vocabulary().topics)),
    "sort": ("sorts", _among(Sort)),
    "status": ("statuses", _among(Status)),
    "provider": ("providers", _provider),
    "language": ("languages", _among(LANGUAGES)),
}
"""By name in an address: field of Filters, and whether a value can be meant. In a page's order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an address asks for.

    Attributes:
        filters: What is looked for.
        order: Value of Order.
        page: Number of the page, from 1.
        unknown: Names and values that mean nothing here, as they were given.
    """

    filters: Filters = field(default_factory=Filters)
    order: str = Order.CLOSEST
    page: int = 1
    unknown: tuple[tuple[str, str], ...] = ()

    def query(self, **changes: object) -> str:
        """Return it as the query of an address, page 1, after changes to the filters."""
        found = QueryDict(mutable=True)
        for name, value in self.changed(**changes).pairs():
            found.appendlist(name, value)
        return found.urlencode()

    def changed(self, **changes: object) -> "Asked":
        """Return it with other filters."""
        return replace(self, filters=replace(self.filters, **changes), page=1)  # type: ignore[arg-type]

    def without(self, name: str, value: str) -> str:
        """Return the query without one value of a facet, named as in addresses."""
        into = FACETS[name][0]
        left = tuple(one for one in getattr(self.filters, into) if one != value)
        return self.query(**{into: left})

    def hidden(self, *besides: str) -> list[tuple[str, str]]:
        """Return names and values as a form carries them along, some names left out."""
        return [pair for pair in self.pairs() if pair[0] not in besides]

    def pairs(self) -> list[tuple[str, str]]:
        """Return names and values as an address holds them, the page left out."""
        filters = self.filters
        pairs = [("q", filters.words)] if filters.words else []
        pairs += [
            (name, value) for name, (chosen, _) in FACETS.items()
            for value in getattr(filters, chosen)
        ]
        days = {"since": filters.since, "until": filters.until}
        pairs += [(name, day.isoformat()) for name, day in days.items() if day]
        return pairs + ([("order", str(self.order))] if self.order != Order.CLOSEST else [])


def asked(values: QueryDict) -> Asked:
    """Read the query of an address.

    >>> asked(QueryDict("state=XMA&state=nowhere&page=x")).unknown
    (('state', 'nowhere'), ('page', 'x'))
    """
    unknown: list[tuple[str, str]] = []
    chosen: dict[str, object] = {"words": " ".join(values.get("q", "").split())[:LONGEST]}
    for name, (into, fits) in FACETS.items():
        given = list(dict.fromkeys(one for one in values.getlist(name) if one))[:MOST_VALUES]
        chosen[into] = tuple(one for one in given if fits(one))
        unknown += [(name, one) for one in given if not fits(one)]
    for name in ("since", "until"):
        chosen[name] = _day(values, name, unknown)
    order = values.get("order", "") or Order.CLOSEST
    if order not in list(Order):
        unknown.append(("order", order))
        order = Order.CLOSEST
    return Asked(
        filters=Filters(**chosen), order=order, page=_page(values, unknown),  # type: ignore[arg-type]
        unknown=tuple(unknown),
    )


def _day(values: QueryDict, name: str, unknown: list[tuple[str, str]]) -> date | None:
    given = values.get(name, "")
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        unknown.append((name, given))
        return None


def _page(values: QueryDict, unknown: list[tuple[str, str]]) -> int:
    given = values.get("page", "") or "1"
    if given.isascii() and given.isdigit() and len(given) < len(str(MOST_PAGES)):
        return max(int(given), 1)
    unknown.append(("page", given))
    return 1
