"""The report for machines: one JSON object that holds to data/report.schema.json."""

from typing import Any

from tutela.needs.engine.report.evidence import proofs
from tutela.needs.engine.report.material import Material
from tutela.needs.engine.report.summary import finding
from tutela.needs.engine.result import AreaResult, IndicatorResult

PLACES = 4
SCHEMA = "tutela-needs-report-1"


def report_json(material: Material) -> dict[str, Any]:
    """Return what the audience may know as plain JSON values, in a fixed order."""
    shown = material.for_audience()
    result = shown.result
    return {
        "schema": SCHEMA,
        "country": result.country,
        "country_name": shown.country_name,
        "title": result.title,
        "language": shown.language,
        "organisation": shown.organisation,
        "issued": shown.issued.isoformat(),
        "as_of": result.as_of.isoformat(),
        "instrument_version": result.instrument_version,
        "audience": shown.audience.value,
        "withheld": shown.withheld(),
        "draws": result.draws,
        "seed": result.seed,
        "finding": finding(shown),
        "overall": _area(shown, result.overall),
        "areas": [_area(shown, area) for area in result.areas.values()],
        "ranking": list(result.ranking),
        "indicators": [_indicator(shown, item) for item in result.indicators.values()],
        "priorities": [
            {"code": x.code, "gap": _round(x.gap), "priority": _round(x.priority),
             "holds": _round(x.holds)}
            for x in result.priorities
        ],
        "answer_first": [
            {"code": x.code, "reason": x.reason, "shift": x.shift, "narrows": _round(x.narrows)}
            for x in result.answer_first
        ],
        "evidence": _evidence(shown),
        "agencies": dict(shown.answers.agencies),
        "comparison": _comparison(shown),
        "changes": _changes(shown),
        "facts": _facts(shown),
        "journal": shown.journal
        and {"entry": shown.journal.entry, "digest": shown.journal.digest},
    }


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, PLACES)


def _area(material: Material, area: AreaResult) -> dict[str, Any]:
    return {
        "code": area.code,
        "name": material.words.domains.get(area.code, ""),
        **{name: _round(getattr(area, name))
           for name in ("level", "low", "high", "gap", "gap_low", "gap_high", "holds")},
        "known": area.known,
        "asked": area.asked,
        "place": area.place,
    }


def _indicator(material: Material, item: IndicatorResult) -> dict[str, Any]:
    indicator = material.instrument.indicators[item.code]
    settled = item.settlement
    return {
        "code": item.code,
        "name": material.words.indicators[item.code].name,
        "paragraphs": list(indicator.paragraphs),
        "state": item.state.value,
        **{name: _round(getattr(item, name))
           for name in ("level", "low", "high", "gap", "weight", "evidence_weight")},
        "target": item.target,
        "statements": [
            {"agency": x.agency, "state": x.state.value, "level": x.level}
            for x in item.statements
        ],
        "settlement": settled
        and {"level": settled.level, "reason": settled.reason,
             "settled": settled.settled.isoformat()},
    }


def _evidence(material: Material) -> list[dict[str, Any]]:
    return [
        {"code": answer.indicator, "agency": answer.agency, "level": proof.level,
         "title": proof.title, "reference": proof.reference,
         "dated": proof.dated.isoformat(), "weight": _round(weight)}
        for answer, proof, weight in proofs(material)
    ]


def _facts(material: Material) -> list[dict[str, Any]]:
    return [
        {"key": x.key, "value": x.value, "unit": x.unit, "year": x.year, "region": x.region,
         "source": x.source.title, "publisher": x.source.publisher,
         "read": x.source.read.isoformat(), "verified": x.source.verified}
        for x in material.facts
    ]


def _comparison(material: Material) -> list[dict[str, Any]]:
    groups = material.comparison.groups if material.comparison else ()
    return [
        {
            "group": x.group.kind,
            "code": x.group.code,
            "states": x.states,
            "areas": {
                letter: found
                and {"lower": _round(found.lower), "median": _round(found.median),
                     "upper": _round(found.upper), "states": found.states}
                for letter, found in x.areas.items()
            },
        }
        for x in groups
    ]


def _changes(material: Material) -> dict[str, Any] | None:
    given = material.changes
    if given is None:
        return None
    return {
        "since": given.earlier.as_of.isoformat(),
        "indicators": [
            {"code": x.code, "before": _round(x.before), "after": _round(x.after),
             "direction": x.direction}
            for x in given.indicators
        ],
    }
