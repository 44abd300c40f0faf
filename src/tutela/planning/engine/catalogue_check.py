"""Whether a catalogue holds together: every code known, every order of types possible."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from tutela.foundation.errors import N_, Problem
from tutela.needs.engine.instrument import current_instrument
from tutela.planning.engine.catalogue import Catalogue
from tutela.planning.engine.catalogue_rows import place_of, read_row, row_of
from tutela.registry.engine.vocabulary import vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The codes a catalogue may use.

    Attributes:
        indicators: Of the needs instrument.
        topics: Of the registry's vocabulary.
        audiences: Of the registry's vocabulary.
    """

    indicators: frozenset[str]
    topics: frozenset[str]
    audiences: frozenset[str]


@cache
def known_codes() -> Known:
    """Return the codes of the current instrument and vocabulary."""
    words = vocabulary()
    return Known(
        indicators=frozenset(current_instrument().indicators),
        topics=frozenset(words.topics),
        audiences=frozenset(words.audiences),
    )


def check_catalogue(
    catalogue: Catalogue,
    *,
    indicators: Collection[str],
    topics: Collection[str],
    audiences: Collection[str],
    file: str = "",
) -> tuple[Problem, ...]:
    """Return what is wrong: values out of range, unknown codes, circles of prerequisites."""
    problems: list[Problem] = []
    for code, kind in catalogue.types.items():
        problems += read_row(code, row_of(kind), file=file)[1]
        named = {
            "topics": (kind.topics, topics),
            "audiences": (kind.audiences, audiences),
            "effects": (kind.effects, indicators),
            "requires": (kind.requires, catalogue.types),
        }
        problems += [
            _unknown(code, field, value, file)
            for field, (used, known) in named.items()
            for value in used
            if value not in known
        ]
    problems += [_circle(circle, file) for circle in circles(catalogue)]
    return tuple(problems)


def circles(catalogue: Catalogue) -> Iterator[tuple[str, ...]]:
    """Yield each circle of types that wait for each other, from its first code in order."""
    requires = {code: kind.requires for code, kind in catalogue.types.items()}
    done: set[str] = set()
    for code in sorted(requires):
        found = _circle_from(code, requires, done)
        if found:
            start = found.index(min(found))
            yield found[start:] + found[:start]


def _circle_from(
    code: str, requires: Mapping[str, tuple[str, ...]], done: set[str]
) -> tuple[str, ...]:
    """Walk the prerequisites depth first without recursion; return a circle, or nothing."""
    path: list[str] = []
    waiting: list[tuple[str, bool]] = [(code, False)]
    found: tuple[str, ...] = ()
    while waiting:
        here, leaving = waiting.pop()
        if leaving:
            path.pop()
            done.add(here)
        elif here in path:
            found = found or tuple(path[path.index(here) :])
        elif here not in done:
            path.append(here)
            waiting.append((here, True))
            waiting.extend((item, False) for item in requires.get(here, ()))
    return found


def unserved(catalogue: Catalogue, *, indicators: Collection[str]) -> tuple[str, ...]:
    """Return the indicators that no type raises, sorted: their gaps cannot be planned for."""
    return tuple(sorted(set(indicators) - catalogue.served()))


def _unknown(code: str, field: str, value: str, file: str) -> Problem:
    return Problem(
        code="planning.catalogue-unknown",
        template=N_("The code {value} does not exist. Correct it or leave it out."),
        place=place_of(code, field, file=file),
        params={"value": value},
    )


def _circle(circle: tuple[str, ...], file: str) -> Problem:
    return Problem(
        code="planning.catalogue-circle",
        template=N_("These types wait for each other: {types}. Remove one of the prerequisites."),
        place=place_of(circle[0], "requires", file=file),
        params={"types": ", ".join(circle)},
    )
