"""The groups a State is compared within: its region, sub-region and special groups."""

from dataclasses import dataclass
from typing import Literal

from tutela.foundation.country import countries, regions
from tutela.foundation.errors import N_
from tutela.foundation.language import catalogue

type GroupKind = Literal["region", "subregion", "ldc", "lldc", "sids"]

SPECIAL = {
    "ldc": N_("Least developed countries"),
    "lldc": N_("Landlocked developing countries"),
    "sids": N_("Small island developing States"),
}


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Group:
    """A group of States.

    Attributes:
        kind: What makes the group.
        code: M49 code of a region or sub-region, "" for the special groups.
    """

    kind: GroupKind
    code: str = ""

    def name(self, language: str) -> str:
        """Return the group's name in one of the six languages.

        >>> Group(kind="region", code="002").name("fr")
        'Afrique'
        """
        if self.code:
            return regions()[self.code][language]
        return catalogue(language).gettext(SPECIAL[self.kind])


def groups_of(country: str, *, region: str = "") -> tuple[Group, ...]:
    """Return the groups of a State, the widest first.

    Args:
        country: ISO 3166-1 alpha-3, or a user-assigned code.
        region: M49 code of the region or sub-region of a State that is not in the table.

    >>> [group.kind for group in groups_of("NPL")]
    ['region', 'subregion', 'ldc', 'lldc']
    """
    known = countries().get(country)
    if known is None:
        return _groups_of_invented(region)
    found = [Group(kind="region", code=known.region)] if known.region else []
    if known.subregion and known.subregion != known.region:
        found.append(Group(kind="subregion", code=known.subregion))
    if known.ldc:
        found.append(Group(kind="ldc"))
    if known.lldc:
        found.append(Group(kind="lldc"))
    if known.sids:
        found.append(Group(kind="sids"))
    return tuple(found)


def _groups_of_invented(region: str) -> tuple[Group, ...]:
    if region not in regions():
        return ()
    parent = next((x.region for x in countries().values() if x.subregion == region), "")
    if not parent or parent == region:
        return (Group(kind="region", code=region),)
    return Group(kind="region", code=parent), Group(kind="subregion", code=region)
