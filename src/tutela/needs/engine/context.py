"""Open facts about a State that stand beside its answers, each with source and year.

They never enter a score. A State that is not in the tables (an invented one) gets the median of
its region, labelled as such; a treaty status has no median and is then left out.
"""

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from statistics import median
from typing import Literal

from tutela.foundation.country import countries
from tutela.foundation.errors import N_
from tutela.foundation.language import catalogue, language
from tutela.foundation.source import Source

type Unit = Literal["percent", "status"]

TITLES = {
    "electricity": N_("People with access to electricity"),
    "internet": N_("People who use the Internet"),
    "opsc": N_("Optional Protocol on the sale of children"),
    "untoc": N_("Convention against Transnational Organized Crime"),
}
STATUSES = {
    "party": N_("Party since {since}"),
    "signed": N_("Signed, not yet a party"),
    "none": N_("No action"),
}
_PARTIES = N_("{n} of {total} States are parties")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact about a State or, where it has none of its own, about its region.

    Attributes:
        key: "electricity", "internet", "opsc" or "untoc".
        value: Per cent 0..100, or "party", "signed" or "none".
        unit: What the value is.
        year: Year it refers to.
        since: Year in which a party became one; 0 otherwise.
        areas: Letters of the need areas it stands beside.
        source: Where it comes from.
        region: M49 code when this is the median of a region, "" for the State's own.
        states: Number of States behind a median; 1 for the State's own.
        parties: Of these, how many are parties to a treaty; 0 for other facts.
    """

    key: str
    value: float | str
    unit: Unit
    year: int
    since: int
    areas: tuple[str, ...]
    source: Source
    region: str = ""
    states: int = 1
    parties: int = 0

    def title(self, code: str) -> str:
        """Return what the fact is about, in one of the six languages."""
        return catalogue(code).gettext(TITLES[self.key])

    def text(self, code: str) -> str:
        """Return the value in words, in one of the six languages.

        >>> facts("KEN")[0].text("en").endswith("%")
        True
        """
        if self.unit == "status" and self.region:
            words = catalogue(code).gettext(_PARTIES)
            return words.format(n=self.parties, total=self.states)
        if isinstance(self.value, str):
            return catalogue(code).gettext(STATUSES[self.value]).format(since=self.since)
        return language(code).share(self.value / 100)


@cache
def _tables() -> Mapping[str, Mapping[str, Fact]]:
    folder = files("tutela.needs").joinpath("data/context")
    sources = tomllib.loads(folder.joinpath("SOURCES.toml").read_text("utf-8"))
    return {
        key: {
            row["alpha3"]: _fact(key, dict(table), row)
            for row in csv.DictReader(
                folder.joinpath(f"{key}.csv").read_text("utf-8").splitlines()
            )
        }
        for key, table in sources.items()
    }


def _fact(key: str, table: dict[str, object], row: dict[str, str]) -> Fact:
    unit, areas = table.pop("unit"), table.pop("areas")
    year = int(row["year"])
    return Fact(
        key=key,
        value=float(row["value"]) if unit == "percent" else row["value"],
        unit="percent" if unit == "percent" else "status",
        year=year,
        since=int(row.get("since") or 0),
        areas=tuple(areas) if isinstance(areas, list) else (),
        source=replace(Source.from_table(table), year=year),
    )


@cache
def facts(country: str, *, region: str = "") -> tuple[Fact, ...]:
    """Return the facts about a State in the order of the tables.

    Args:
        country: ISO 3166-1 alpha-3, or a user-assigned code.
        region: M49 code of the region or sub-region of a State that is not in the tables.
    """
    known = countries().get(country)
    regions = [known.subregion, known.region] if known else [region]
    found = []
    for table in _tables().values():
        fact = table.get(country) or next(
            (fact for code in regions if code and (fact := _median(table, code))), None
        )
        if fact is not None:
            found.append(fact)
    return tuple(found)


def treaties_around(region: str) -> tuple[Fact, ...]:
    """Return, for each treaty, how many States of a region are parties to it.

    Stands in for the status of a State that is not in the tables. A State whose status is not
    listed counts as no party.

    Args:
        region: M49 code of a region or sub-region.

    >>> [fact.text("en") for fact in treaties_around("053")]
    ['2 of 2 States are parties', '2 of 2 States are parties']
    """
    members = [
        code for code, one in countries().items()
        if one.un_member and region in (one.region, one.subregion)
    ]
    found = []
    for table in _tables().values():
        first = next(iter(table.values()))
        if members and first.unit == "status":
            known = [table[code] for code in members if code in table]
            found.append(replace(
                first, value="party", since=0, region=region, states=len(members),
                parties=sum(fact.value == "party" for fact in known),
            ))
    return tuple(found)


def facts_by_state(key: str) -> Mapping[str, Fact]:
    """Return one table, such as "electricity", by the three letters of each State."""
    return _tables()[key]


def _median(table: Mapping[str, Fact], region: str) -> Fact | None:
    members = [
        fact
        for code, fact in table.items()
        if region in (countries()[code].region, countries()[code].subregion)
        and countries()[code].un_member
    ]
    values = [fact.value for fact in members if isinstance(fact.value, float)]
    if not values:
        return None
    # The oldest year is the one the whole median can be answered for.
    year = min(fact.year for fact in members)
    return replace(
        members[0],
        value=round(median(values), 1),
        year=year,
        region=region,
        states=len(values),
        source=replace(members[0].source, year=year),
    )
