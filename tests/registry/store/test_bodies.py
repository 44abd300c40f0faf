import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given

from tests.registry.activities import activities, an_activity
from tutela.foundation.digest import canonical_json
from tutela.registry.engine.record import (
    CostBand,
    Expert,
    Material,
    Origin,
    Party,
    PartyRole,
    Site,
)
from tutela.registry.store.bodies import (
    activity_from_json,
    activity_json,
    expert_from_json,
    expert_json,
    material_from_json,
    material_json,
)

ORIGINS = {"": Origin(source="Feed", read=date(2026, 1, 2), address="row 3")}
FULL = replace(
    an_activity("full", titles={"en": "One", "fr": "Un"}, summaries={"en": "Words"}),
    parties=(Party(name="A", role=PartyRole.FUNDING, identifier="XM-1"),),
    sites=(Site(state="XMA", town="Port Amel", latitude=-1.25, longitude=12.5), Site(state="XQL")),
    related=("x", "y"), parent="p", indicators=("D02",), cost_band=CostBand.SHARED,
    budget=Decimal("1200.50"), currency="USD", seats=0, attendance=3, evaluation="Good",
    contact="office", url="https://harbour.example", origins=ORIGINS,
)


@given(activities())
def test_an_activity_comes_back_as_it_was(activity):
    body = json.loads(canonical_json(activity_json(activity)))
    assert activity_from_json(body) == activity


def test_every_field_comes_back():
    body = json.loads(canonical_json(activity_json(FULL)))
    assert activity_from_json(body) == FULL


def test_a_material_and_an_expert_come_back_as_they_were():
    material = Material(identifier="m", titles={"en": "Slides"}, sort="slides", origins=ORIGINS,
                        topics=("forensics",), licence="CC-BY-4.0")
    expert = Expert(name="Ada Rill", states=("XMA",), consented=date(2026, 5, 1),
                    available_from=date(2026, 6, 1), visibility="everyone")
    assert material_from_json(json.loads(canonical_json(material_json(material)))) == material
    assert expert_from_json(json.loads(canonical_json(expert_json(expert)))) == expert
