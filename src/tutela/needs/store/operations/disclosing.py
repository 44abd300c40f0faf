"""The State chooses who sees which indicator, and publishes copies: the only way data leaves."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from tutela.foundation.clock import Clock, SystemClock
from tutela.foundation.country import countries
from tutela.foundation.errors import N_, InputRefused, Place, Problem
from tutela.needs.engine.instrument import current_instrument
from tutela.needs.engine.result import IndicatorResult
from tutela.needs.engine.scoring import score
from tutela.needs.store.access import owned_assessment
from tutela.needs.store.models import Answer, Assessment, Disclosed, Disclosure
from tutela.needs.store.models.disclosure import AUDIENCES
from tutela.needs.store.queries.assessments import engine_answer, sheet, to_answer_set
from tutela.needs.store.trail import note
from tutela.people.engine.roles import Action
from tutela.people.engine.states import state_name
from tutela.people.engine.viewer import Viewer


@transaction.atomic
def choose_audiences(
    *,
    viewer: Viewer,
    assessment: int,
    audiences: Mapping[str, str],
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> None:
    """Keep the widest audience of each indicator; nothing is shared before it is published.

    Raises:
        InputRefused: An unknown audience or indicator.
        NotFound, NotAllowed: See ``access``.
    """
    found = owned_assessment(viewer=viewer, key=assessment, action=Action.DISCLOSE)
    known = current_instrument().indicators
    if not (set(audiences) <= set(known) and set(audiences.values()) <= set(AUDIENCES)):
        template = N_("Choose who may see each answer from the list.")
        raise InputRefused(
            [Problem(code="needs.audience", template=template, place=Place(field="audience"))]
        )
    Disclosure.objects.filter(assessment=found, indicator__in=list(audiences)).delete()
    Disclosure.objects.bulk_create(
        Disclosure(assessment=found, owner_id=found.owner_id, indicator=code, audience=audience)
        for code, audience in audiences.items()
        if audience != "private"
    )
    note(
        viewer=viewer, action="disclosure.chosen", subject=f"assessment:{found.pk}", clock=clock,
        shared=sum(audience != "private" for audience in audiences.values()),
    )


@transaction.atomic
def publish(
    *,
    viewer: Viewer,
    assessment: int,
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> int:
    """Replace the copies that others read by the answers as they stand now.

    Returns:
        The number of indicators that are shared with anyone.

    Raises:
        NotFound, NotAllowed: See ``access``.
    """
    found = owned_assessment(viewer=viewer, key=assessment, action=Action.DISCLOSE)
    seen = sheet(viewer, found.pk)
    result = score(
        instrument=current_instrument(), answers=to_answer_set(seen), as_of=clock.now().date()
    )
    chosen = {row.indicator: row.audience for row in found.disclosures.all()}
    Disclosed.objects.filter(assessment=found).delete()
    Disclosed.objects.bulk_create(
        _copy(
            found, item, audience=audience, clock=clock,
            answers=[row for row in seen.answers if row.indicator == code],
        )
        for code, item in result.indicators.items()
        for audience in AUDIENCES[1 : AUDIENCES.index(chosen.get(code, "private")) + 1]
    )
    note(
        viewer=viewer, action="disclosure.published", subject=f"assessment:{found.pk}",
        clock=clock, shared=len(chosen),
    )
    return len(chosen)


def _copy(
    found: Assessment, item: IndicatorResult, *, audience: str, answers: Sequence[Answer],
    clock: Clock,
) -> Disclosed:
    return Disclosed(
        assessment=found, owner_id=found.owner_id, audience=audience, state=found.state,
        state_name=state_name(found.state), region=found.region,
        region_states=region_states(found.state, found.region),
        title=found.title, instrument_version=found.instrument_version, indicator=item.code,
        answer_state=item.state, level=item.level, low=item.low, high=item.high,
        evidence_weight=item.evidence_weight, target=item.target,
        detail=_detail(answers) if audience == "programme" else {},
        published_at=clock.now(),
    )


def _detail(answers: Sequence[Answer]) -> dict[str, object]:
    """Say to the programme, and to it alone, who answered what on which evidence."""
    return {
        "answers": [
            {
                "key": row.pk, "version": row.version, "agency": row.organisation_id,
                "name": row.organisation.name, "state": engine_answer(row).state.value,
                "level": row.level, "note": row.note, "answered": row.answered.isoformat(),
                "evidence": [
                    {"level": item.level, "title": item.title, "dated": item.dated.isoformat()}
                    for item in row.evidence.all()
                ],
            }
            for row in answers
        ]
    }


def region_states(state: str, region: str) -> str:
    """Return the States of the same sub-region between commas: ",KEN,UGA,"."""
    table = countries()
    own = table[state].subregion if state in table else region
    members = [code for code, one in table.items() if own and own in {one.region, one.subregion}]
    return f",{','.join(dict.fromkeys([state, *members]))},"
