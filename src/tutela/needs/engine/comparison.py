"""A result beside those of other States that share theirs, and beside the State's earlier one.

A median or quartile is shown only when at least MINIMUM_GROUP States share the figure, so that
no State's answers can be read out of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from tutela.needs.engine.groups import Group, groups_of
from tutela.needs.engine.result import Result
from tutela.needs.engine.scoring import OtherVersion

MINIMUM_GROUP = 8
ALIKE = 1e-9
MINIMUM_SHARE = 0.5
"""An area of another State counts when at least this share of its questions is answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quartiles:
    """Where the middle half of a group stands.

    Attributes:
        lower: First quartile, 0..4.
        median: Half of the States stand below.
        upper: Third quartile.
        states: Number of States behind them, at least MINIMUM_GROUP.
    """

    lower: float
    median: float
    upper: float
    states: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupComparison:
    """One group of States.

    Attributes:
        group: Which.
        states: Number of other States in it that share anything.
        areas: Levels by letter; None where too few States share.
        indicators: Levels by code; None where too few States share.
    """

    group: Group
    states: int
    areas: Mapping[str, Quartiles | None]
    indicators: Mapping[str, Quartiles | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A State beside its groups, the widest first; special groups last."""

    groups: tuple[GroupComparison, ...]

    def within(self, result: Result) -> "Comparison":
        """Return the comparison of what a result still holds after disclosure."""
        return Comparison(
            groups=tuple(
                replace(
                    group,
                    areas={x: found for x, found in group.areas.items() if x in result.areas},
                    indicators={
                        x: found for x, found in group.indicators.items() if x in result.indicators
                    },
                )
                for group in self.groups
            )
        )


type Direction = Literal["up", "down", "same", "answered", "lost", "new"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of an area or indicator since the earlier assessment.

    Attributes:
        code: Letter of the area or code of the indicator.
        before: Level then; None without.
        after: Level now; None without.
        direction: "up", "down" or "same" with both levels; "answered" and "lost" when only one
            assessment has a level; "new" when neither has one.
    """

    code: str
    before: float | None
    after: float | None
    direction: Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Everything that changed between two assessments, in the order of codes."""

    earlier: Result
    areas: tuple[Change, ...]
    indicators: tuple[Change, ...]


def quartiles(levels: Iterable[float]) -> Quartiles | None:
    """Return median and quartiles (linear interpolation); None below MINIMUM_GROUP.

    >>> quartiles([0, 1, 1, 2, 2, 3, 3, 4])
    Quartiles(lower=1.0, median=2.0, upper=3.0, states=8)
    >>> quartiles([0, 1, 1, 2, 2, 3, 3]) is None
    True
    """
    values = tuple(levels)
    if len(values) < MINIMUM_GROUP:
        return None
    lower, median, upper = np.quantile(values, [0.25, 0.5, 0.75]).tolist()
    return Quartiles(lower=lower, median=median, upper=upper, states=len(values))


def compare(
    result: Result,
    peers: Sequence[Result],
    *,
    region: str = "",
    peer_regions: Mapping[str, str] | None = None,
) -> Comparison:
    """Set a result beside those of other States.

    Args:
        result: Of the State concerned.
        peers: Results already filtered to what each State discloses to the reader. Of several
            of one State the latest counts; the State's own are left out.
        region: M49 code for a State that is not in the table of countries.
        peer_regions: The same of peers, by their country codes.

    Raises:
        OtherVersion: A peer was scored with another version of the instrument.
    """
    latest: dict[str, Result] = {}
    places = peer_regions or {}
    for peer in sorted(peers, key=lambda x: (x.as_of, x.title)):
        _require_same_version(peer, result)
        if peer.country != result.country:
            latest[peer.country] = peer
    found = []
    for group in groups_of(result.country, region=region):
        members = [
            peer
            for code, peer in latest.items()
            if group in groups_of(code, region=places.get(code, ""))
        ]
        sharing = [peer for peer in members if peer.indicators]
        found.append(
            GroupComparison(
                group=group,
                states=len(sharing),
                areas={code: quartiles(_area_levels(sharing, code)) for code in result.areas},
                indicators={
                    code: quartiles(_levels(sharing, code)) for code in result.indicators
                },
            )
        )
    return Comparison(groups=tuple(found))


def changes(result: Result, earlier: Result) -> Changes:
    """Set a result beside the same State's earlier one, carried over to the same version.

    Raises:
        OtherVersion: The earlier answers were not carried over (``versions.carry``) first.
    """
    _require_same_version(earlier, result)
    return Changes(
        earlier=earlier,
        areas=tuple(
            _change(code, earlier.areas[code].level if code in earlier.areas else None, x.level)
            for code, x in result.areas.items()
        ),
        indicators=tuple(
            _change(
                code,
                earlier.indicators[code].level if code in earlier.indicators else None,
                x.level,
            )
            for code, x in result.indicators.items()
        ),
    )


def _require_same_version(other: Result, result: Result) -> None:
    if other.instrument_version != result.instrument_version:
        raise OtherVersion(given=other.instrument_version, wanted=result.instrument_version)


def _area_levels(sharing: Sequence[Result], code: str) -> list[float]:
    areas = [peer.areas[code] for peer in sharing if code in peer.areas]
    return [x.level for x in areas if x.level is not None and x.share_known >= MINIMUM_SHARE]


def _levels(sharing: Sequence[Result], code: str) -> list[float]:
    items = [peer.indicators[code] for peer in sharing if code in peer.indicators]
    return [item.level for item in items if item.level is not None]


def _change(code: str, before: float | None, after: float | None) -> Change:
    direction: Direction
    if before is None:
        direction = "new" if after is None else "answered"
    elif after is None:
        direction = "lost"
    elif abs(after - before) < ALIKE:
        direction = "same"
    else:
        direction = "up" if after > before else "down"
    return Change(code=code, before=before, after=after, direction=direction)
