"""Results that other States disclose, as JSON: what a comparison reads."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tutela.foundation.errors import InputRefused
from tutela.needs.engine.answers import AnswerState
from tutela.needs.engine.forms.answerset_json import is_state_code
from tutela.needs.engine.forms.entries import shown
from tutela.needs.engine.forms.jsontext import load_json
from tutela.needs.engine.forms.plaintext import decode
from tutela.needs.engine.forms.reading import Ledger
from tutela.needs.engine.instrument import Instrument
from tutela.needs.engine.result import IndicatorResult, Result
from tutela.needs.engine.scoring import conclude

SCHEMA = "tutela.peers/1"
_DRAWS, _SEED, _TOP = 1, 0, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """What one State discloses.

    Attributes:
        result: Concluded from the disclosed indicators alone.
        names: Name of an invented State by language.
        region: M49 code for a State that is not in the table of countries.
    """

    result: Result
    names: Mapping[str, str]
    region: str = ""


def peers_to_json(peers: Sequence[Peer]) -> bytes:
    """Return JSON with one object a State: levels and their intervals, nothing of agencies."""
    value = {"schema": SCHEMA, "peers": [_peer(peer) for peer in peers]}
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def _peer(peer: Peer) -> dict[str, Any]:
    result = peer.result
    return {
        "country": result.country, "names": dict(peer.names), "region": peer.region,
        "title": result.title, "instrument_version": result.instrument_version,
        "as_of": result.as_of.isoformat(),
        "indicators": {
            code: {"state": str(item.state), "level": item.level, "low": round(item.low, 3),
                   "high": round(item.high, 3), "target": item.target}
            for code, item in result.indicators.items() if item.known
        },
    }


def peers_from_json(data: bytes, *, name: str, instrument: Instrument) -> tuple[Peer, ...]:
    """Read what ``peers_to_json`` wrote.

    Raises:
        InputRefused: Anything is wrong; with every problem.
    """
    ledger = Ledger(file=name)
    text = decode(data, ledger=ledger)
    value = load_json(text, ledger=ledger) if text is not None else None
    peers: list[Peer] = []
    if not ledger.errors:
        if not isinstance(value, dict) or value.get("schema") != SCHEMA:
            found = shown(value.get("schema")) if isinstance(value, dict) else ""
            ledger.error("json.schema", found=found, expected=SCHEMA)
        elif not isinstance(value.get("peers"), list):
            ledger.error("json.shape", ledger.place(field="peers"), expected="list")
        else:
            peers = [peer for row, item in enumerate(value["peers"], start=1)
                     if (peer := _read(item, row=row, ledger=ledger, instrument=instrument))]
    if ledger.errors:
        raise InputRefused(ledger.errors)
    return tuple(peers)


def _read(item: Any, *, row: int, ledger: Ledger, instrument: Instrument) -> Peer | None:
    place = ledger.place(row=row)
    try:
        country, version = str(item["country"]), item["instrument_version"]
        as_of, rows = date.fromisoformat(item["as_of"]), dict(item["indicators"])
        names = {str(code): str(name) for code, name in dict(item["names"]).items()}
        region, title = str(item["region"]), str(item["title"])
    except (KeyError, TypeError, ValueError):
        ledger.error("json.shape", place, expected="object")
        return None
    if not is_state_code(country):
        ledger.error("country.unknown", place, value=shown(country))
    if version != instrument.version:
        ledger.error("version.wrong", place, found=shown(version), expected=instrument.version)
    items = [_indicator(code, row, instrument=instrument) for code, row in sorted(rows.items())]
    for code, found in zip(sorted(rows), items, strict=True):
        if found is None:
            ledger.error("indicator.unknown", place, indicator=shown(code))
    if ledger.errors:
        return None
    result = conclude(
        items=[found for found in items if found], country=country, title=title,
        instrument_version=version, as_of=as_of, draws=_DRAWS, seed=_SEED)
    return Peer(result=result, names=names, region=region)


def _indicator(code: str, row: Any, *, instrument: Instrument) -> IndicatorResult | None:
    known = instrument.indicators.get(code)
    try:
        level, low, high = (float(row[name]) for name in ("level", "low", "high"))
        state, target = AnswerState(row["state"]), int(row["target"])
    except (KeyError, TypeError, ValueError):
        return None
    if known is None or not 0 <= low <= level <= high <= _TOP or not 1 <= target <= _TOP:
        return None
    return IndicatorResult(
        code=code, domain=known.domain, state=state, level=level, low=low, high=high,
        target=target, gap=max(0.0, target - level), gap_low=max(0.0, target - high),
        gap_high=max(0.0, target - low), weight=known.weight, evidence_weight=1.0, statements=(),
    )
