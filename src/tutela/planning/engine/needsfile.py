"""Needs from what States share or from a file: gaps with the range they could lie in."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tutela.foundation.errors import N_, InputRefused, Place, Problem
from tutela.needs.engine.forms.peers_json import SCHEMA as PEERS
from tutela.needs.engine.forms.peers_json import peers_from_json
from tutela.needs.engine.instrument import Instrument
from tutela.people.engine.states import is_state
from tutela.planning.engine.payload import SCHEMA, problem_from_plain
from tutela.planning.engine.problem import Need

_KINDS = N_(
    "The file holds no needs that can be read. Use the JSON of “tutela needs score --json”, a "
    "file of shared results, or a planning problem."
)
_TOP = 4
"""Highest level of the instrument."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedsFile:
    """What a file brought.

    Attributes:
        needs: By State, then indicator.
        names: Name of each State where the file gives one.
    """

    needs: tuple[Need, ...]
    names: Mapping[str, str]

    @property
    def states(self) -> tuple[str, ...]:
        """Return the codes of its States, sorted."""
        return tuple(sorted({need.state for need in self.needs}))


def need_of(
    *, state: str, indicator: str, level: float | None, low: float, high: float, target: int,
    weight: float,
) -> Need:
    """Make the need of one level: an unknown level brings no gap to plan for.

    >>> need_of(state="XMA", indicator="C05", level=1, low=0.5, high=2, target=3, weight=1).gap
    2.0
    """
    if level is None:
        return Need(state=state, indicator=indicator, target=target, gap=0.0, gap_low=0.0,
                    gap_high=0.0, weight=weight)
    return Need(
        state=state, indicator=indicator, level=level, target=target, weight=weight,
        gap=float(max(0.0, target - level)), gap_low=float(max(0.0, target - high)),
        gap_high=float(max(0.0, target - low)),
    )


def read_needs(data: bytes, *, name: str, instrument: Instrument) -> NeedsFile:
    """Read needs from one of the files that hold them.

    Raises:
        InputRefused: It is none of them, or something in it is wrong.
    """
    value = _json(data, name)
    if isinstance(value, dict) and value.get("schema") == PEERS:
        return _peers(data, name=name, instrument=instrument)
    if isinstance(value, dict) and value.get("schema") == SCHEMA:
        found = problem_from_plain(value, name=name)
        return NeedsFile(needs=_sorted(found.needs),
                         names={code: one.name for code, one in found.states.items()})
    scores = value if isinstance(value, list) else [value]
    needs = [need for one in scores for need in _score(one, name=name, instrument=instrument)]
    return NeedsFile(needs=_sorted(needs), names={})


def _json(data: bytes, name: str) -> Any:
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as fault:
        raise _refused(name) from fault


def _peers(data: bytes, *, name: str, instrument: Instrument) -> NeedsFile:
    peers = peers_from_json(data, name=name, instrument=instrument)
    needs = [
        need_of(state=peer.result.country, indicator=code, level=item.level, low=item.low,
                high=item.high, target=item.target, weight=item.weight)
        for peer in peers for code, item in peer.result.indicators.items()
    ]
    names = {peer.result.country: peer.names.get("en", "") for peer in peers}
    return NeedsFile(needs=_sorted(needs), names=names)


def _score(value: Any, *, name: str, instrument: Instrument) -> list[Need]:
    try:
        state, rows = str(value["country"]), value["priorities"]
        gaps = {str(row["code"]): float(row["gap"]) for row in rows}
        known = {code: instrument.indicators[code] for code in gaps}
    except (KeyError, TypeError, ValueError) as fault:
        raise _refused(name) from fault
    if not gaps or not is_state(state) or not all(0 <= one <= _TOP for one in gaps.values()):
        raise _refused(name)
    return [
        need_of(state=state, indicator=code, level=item.target - gaps[code],
                low=item.target - gaps[code], high=item.target - gaps[code],
                target=item.target, weight=item.weight)
        for code, item in known.items()
    ]


def _sorted(needs: Sequence[Need]) -> tuple[Need, ...]:
    return tuple(sorted(needs, key=lambda need: (need.state, need.indicator)))


def _refused(name: str) -> InputRefused:
    return InputRefused(
        [Problem(code="planning.needs-file", template=_KINDS, place=Place(file=name, field="file"))]
    )
