"""What the programme sees over all States: which needs are shared, by whom and where.

Everything here is made of results already filtered to what each State discloses to the reader.
States are named because each chose to disclose; figures over a group of States appear only when
at least MINIMUM_GROUP of them share.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tutela.foundation.country import countries
from tutela.needs.engine.comparison import MINIMUM_GROUP, Quartiles, quartiles
from tutela.needs.engine.result import Result

NEED = 1.0
"""A State has a need where it is at least one level below its target."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionCount:
    """One region and one indicator.

    Attributes:
        region: M49 code; "" for States that are not in the table of countries.
        states: States of the region with a level.
        needing: Those with a need; None when fewer than MINIMUM_GROUP have a level.
    """

    region: str
    states: int
    needing: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedNeed:
    """One indicator over all States.

    Attributes:
        code: Of the indicator.
        domain: Letter of its area.
        answered: Number of States that disclose a level.
        states: Codes of the States with a need, in order.
        levels: Median and quartiles; None when too few disclose.
        regions: One entry a region with an answer, in the order of codes.
    """

    code: str
    domain: str
    answered: int
    states: tuple[str, ...]
    levels: Quartiles | None
    regions: tuple[RegionCount, ...]

    @property
    def share(self) -> float | None:
        """Return the share of answering States with the need; None when too few disclose."""
        return len(self.states) / self.answered if self.answered >= MINIMUM_GROUP else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeView:
    """All States together.

    Attributes:
        states: Codes of the States that disclose anything, in order.
        needs: Most widely shared first, then by code.
        areas: Median and quartiles by letter; None when too few disclose.
        first_areas: Number of States by the area of their largest gap.
        largest: Letter of the area of the largest gap, by State.
    """

    states: tuple[str, ...]
    needs: tuple[SharedNeed, ...]
    areas: Mapping[str, Quartiles | None]
    first_areas: Mapping[str, int]
    largest: Mapping[str, str]


def shared_needs(results: Sequence[Result]) -> ProgrammeView:
    """Bring the results of many States together; of several of one State the latest counts."""
    latest = {item.country: item for item in sorted(results, key=lambda x: (x.as_of, x.title))}
    sharing = {code: item for code, item in sorted(latest.items()) if item.indicators}
    domains = {x.code: x.domain for item in sharing.values() for x in item.indicators.values()}
    needs = [_need(code, domain, sharing) for code, domain in sorted(domains.items())]
    levels = {
        letter: [
            area.level
            for item in sharing.values()
            if (area := item.areas.get(letter)) and area.level is not None
        ]
        for letter in sorted(set(domains.values()))
    }
    largest = {code: item.ranking[0] for code, item in sharing.items() if item.ranking}
    return ProgrammeView(
        states=tuple(sharing),
        needs=tuple(sorted(needs, key=lambda x: (-len(x.states), x.code))),
        areas={letter: quartiles(values) for letter, values in levels.items()},
        first_areas=dict(sorted(Counter(largest.values()).items())),
        largest=largest,
    )


def _need(code: str, domain: str, sharing: Mapping[str, Result]) -> SharedNeed:
    items = {
        country: result.indicators[code]
        for country, result in sharing.items()
        if code in result.indicators and result.indicators[code].known
    }
    needing = tuple(country for country, x in items.items() if (x.gap or 0.0) >= NEED)
    asked = Counter(_region(country) for country in items)
    wanted = Counter(_region(country) for country in needing)
    return SharedNeed(
        code=code,
        domain=domain,
        answered=len(items),
        states=needing,
        levels=quartiles(x.level for x in items.values() if x.level is not None),
        regions=tuple(
            RegionCount(
                region=region,
                states=count,
                needing=wanted[region] if count >= MINIMUM_GROUP else None,
            )
            for region, count in sorted(asked.items())
        ),
    )


def _region(country: str) -> str:
    known = countries().get(country)
    return known.region if known else ""
