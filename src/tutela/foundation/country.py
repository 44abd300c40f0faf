"""States and territories: codes, names in six languages, regions, special groups.

The table is made by tools/countries.py from UNTERM and CLDR (names; CLDR through Babel) and from
the M49 list (regions and groups); data/SOURCES.toml says from which releases.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tutela.foundation.language import CODES


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """One entry of ISO 3166-1.

    Attributes:
        alpha2: Two letters.
        alpha3: Three letters; the key everywhere in Tutela.
        m49: Three digits of the UN's standard.
        region: M49 code of the region, "" for Antarctica.
        subregion: M49 code of the sub-region.
        un_member: Whether it is a Member State of the United Nations.
        ldc: Least developed country.
        lldc: Landlocked developing country.
        sids: Small island developing State.
        names: Short name by language code.
    """

    alpha2: str
    alpha3: str
    m49: str
    region: str
    subregion: str
    un_member: bool
    ldc: bool
    lldc: bool
    sids: bool
    names: Mapping[str, str]

    def name(self, language: str) -> str:
        """Return the short name in one of the six languages."""
        return self.names[language]


@cache
def countries() -> Mapping[str, Country]:
    """Return every country by its three letters, in that order.

    >>> countries()["KEN"].name("fr")
    'Kenya'
    """
    text = files("tutela.foundation").joinpath("data/countries.csv").read_text("utf-8")
    return {row["alpha3"]: _country(row) for row in csv.DictReader(text.splitlines())}


def _country(row: dict[str, str]) -> Country:
    flags = {name: row[name] == "1" for name in ("un_member", "ldc", "lldc", "sids")}
    words = {name: row[name] for name in ("alpha2", "alpha3", "m49", "region", "subregion")}
    return Country(**words, **flags, names={code: row[f"name_{code}"] for code in CODES})  # type: ignore[arg-type]


@cache
def regions() -> Mapping[str, Mapping[str, str]]:
    """Return the names of M49 regions and sub-regions: code, then language, to name."""
    text = files("tutela.foundation").joinpath("data/regions.csv").read_text("utf-8")
    return {
        row["m49"]: {code: row[f"name_{code}"] for code in CODES}
        for row in csv.DictReader(text.splitlines())
    }
