"""Invite agencies into an assessment with their part, change the part, remind."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from tutela.foundation.clock import Clock, SystemClock
from tutela.foundation.errors import N_, InputRefused, NotFound, Place, Problem
from tutela.needs.engine.instrument import current_instrument
from tutela.needs.store.access import owned_assessment, require_open
from tutela.needs.store.models import Assessment, Participation
from tutela.needs.store.models.assessment import key_list
from tutela.needs.store.trail import note
from tutela.people.engine.roles import Action
from tutela.people.engine.viewer import Viewer
from tutela.people.store.queries import organisation


def _codes(domains: Iterable[str], indicators: Iterable[str]) -> list[str]:
    known = current_instrument()
    wanted = set(domains)
    chosen = {code for code, item in known.indicators.items() if item.domain in wanted}
    chosen |= set(indicators) & set(known.indicators)
    if chosen:
        return sorted(chosen)
    template = N_("Choose at least one domain.")
    raise InputRefused(
        [Problem(code="needs.part", template=template, place=Place(field="domains"))]
    )


@transaction.atomic
def invite_agency(
    *,
    viewer: Viewer,
    assessment: int,
    agency: int,
    domains: Iterable[str] = (),
    indicators: Iterable[str] = (),
    due: date | None = None,
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> Participation:
    """Ask an agency of the State to answer a part; asking again changes its part.

    Raises:
        NotFound: The organisation is not of this State.
        InputRefused: No domain and no indicator was chosen.
        NotAllowed, Conflict: See ``access``.
    """
    found = owned_assessment(viewer=viewer, key=assessment, action=Action.OPEN_ASSESSMENT)
    require_open(found)
    if organisation(viewer, agency).state != found.state:
        raise NotFound
    codes = _codes(domains, indicators)
    made, created = Participation.objects.update_or_create(
        assessment=found, organisation_id=agency,
        defaults={"owner_id": found.owner_id, "indicators": codes, "due": due},
        create_defaults={
            "owner_id": found.owner_id, "indicators": codes, "due": due,
            "invited_at": clock.now(),
        },
    )
    show_to_agencies(found)
    note(
        viewer=viewer, action="agency.invited" if created else "agency.part-changed", clock=clock,
        subject=f"assessment:{found.pk}", agency=agency, indicators=len(codes),
    )
    return made


def show_to_agencies(assessment: Assessment) -> None:
    """Let exactly the agencies that take part see the assessment itself."""
    parts = Participation.objects.filter(assessment=assessment)
    assessment.taking_part = key_list(parts.values_list("organisation_id", flat=True))
    assessment.save(update_fields=["taking_part"])


@transaction.atomic
def remind_agency(
    *,
    viewer: Viewer,
    assessment: int,
    agency: int,
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> Participation:
    """Put a reminder at the top of the agency's page of this assessment.

    Raises:
        NotFound: The agency takes no part.
    """
    found = owned_assessment(viewer=viewer, key=assessment, action=Action.OPEN_ASSESSMENT)
    require_open(found)
    part = Participation.objects.filter(assessment=found, organisation_id=agency).first()
    if part is None:
        raise NotFound
    part.reminded_at = clock.now()
    part.save(update_fields=["reminded_at"])
    note(
        viewer=viewer, action="agency.reminded", subject=f"assessment:{found.pk}", clock=clock,
        agency=agency,
    )
    return part
