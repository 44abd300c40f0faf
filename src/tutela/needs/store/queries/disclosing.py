"""What a State chose to share, and what the programme and other States may read of it."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q, QuerySet

from tutela.foundation.errors import NotFound
from tutela.needs.store.access import owned_assessment
from tutela.needs.store.models import Disclosed, Disclosure, Verification
from tutela.people.engine.roles import Action, Kind
from tutela.people.engine.viewer import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedLevel:
    """One indicator of one State, as shared with the viewer."""

    state: str
    state_name: str
    region: str
    assessment: int
    indicator: str
    answer_state: str
    level: float | None
    low: float
    high: float
    evidence_weight: float
    target: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ToVerify:
    """One answer that a State shared with the programme; the day in ISO form."""

    disclosed: int
    state_name: str
    title: str
    indicator: str
    answer: int
    version: int
    agency: str
    answer_state: str
    level: int | None
    note: str
    evidence: tuple[Mapping[str, object], ...]


def chosen_audiences(viewer: Viewer, key: int) -> Mapping[str, str]:
    """Return the audience of each indicator that is not private.

    Raises:
        NotFound, NotAllowed: Only the focal point chooses.
    """
    found = owned_assessment(viewer=viewer, key=key, action=Action.DISCLOSE)
    return dict(
        Disclosure.objects.filter(assessment=found).values_list("indicator", "audience")
    )


def published_at(viewer: Viewer, key: int) -> datetime | None:
    """Return when copies were last published, None if there are none."""
    found = owned_assessment(viewer=viewer, key=key, action=Action.DISCLOSE)
    newest: datetime | None = found.disclosed.aggregate(at=Max("published_at"))["at"]
    return newest


def _readable(viewer: Viewer) -> QuerySet[Disclosed]:
    """Return the copies meant for the viewer, one an indicator and assessment."""
    every = Disclosed.objects.all()
    if viewer.kind is Kind.PROGRAMME and viewer.may(Action.READ_AGGREGATE):
        return every.filter(audience="programme")
    public = Q(audience="public")
    if viewer.kind is Kind.FOCAL_POINT and viewer.state:
        region = Q(audience="region", region_states__contains=f",{viewer.state},")
        # What is public is in the region's copies too, where there are any.
        return every.filter(region | public & ~Q(region_states__contains=f",{viewer.state},"))
    return every.filter(public)


def shared_levels(viewer: Viewer) -> list[SharedLevel]:
    """List what States share with the viewer: the newest assessment of each, by State and code."""
    rows = list(_readable(viewer).defer("detail").order_by("state", "indicator", "assessment_id"))
    newest: dict[str, int] = {}
    for row in rows:
        newest[row.state] = max(newest.get(row.state, 0), row.assessment_id)
    return [
        SharedLevel(
            state=row.state, state_name=row.state_name, region=row.region,
            assessment=row.assessment_id, indicator=row.indicator,
            answer_state=row.answer_state, level=row.level,
            low=row.low, high=row.high, evidence_weight=row.evidence_weight, target=row.target,
        )
        for row in rows
        if row.assessment_id == newest[row.state]
    ]


def shared_stamp(viewer: Viewer) -> Hashable:
    """Return what changes with everything that is shared with the viewer: copies are made anew."""
    found = _readable(viewer).aggregate(n=Count("pk"), newest=Max("pk"), at=Max("published_at"))
    return tuple(found.values())


def to_verify(viewer: Viewer) -> list[ToVerify]:
    """List the shared answers with evidence that nobody verified yet, by State and code.

    Raises:
        NotFound: Only the programme verifies.
        NotAllowed: The role does not verify.
    """
    if viewer.kind is not Kind.PROGRAMME:
        raise NotFound
    viewer.require(Action.VERIFY)
    done = set(
        Verification.objects.filter(programme_id=viewer.organisation).values_list(
            "answer", "answer_version"
        )
    )
    rows = Disclosed.objects.filter(audience="programme").order_by("state", "indicator")
    return [
        ToVerify(
            disclosed=row.pk, state_name=row.state_name, title=row.title, indicator=row.indicator,
            answer=one["key"], version=one["version"], agency=one["name"],
            answer_state=one["state"], level=one["level"], note=one["note"],
            evidence=tuple(one["evidence"]),
        )
        for row in rows
        for one in row.detail.get("answers", [])
        if one["state"] == "evidenced" and (one["key"], one["version"]) not in done
    ]
