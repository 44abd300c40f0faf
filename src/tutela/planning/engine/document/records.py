"""The plan as records of the registry: how it goes out as IATI, and into the registry itself."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal

from tutela.planning.engine.catalogue import ActivityType
from tutela.planning.engine.document.material import Material
from tutela.planning.engine.solution import Delivery
from tutela.registry.engine.record import (
    Activity,
    Origin,
    Party,
    PartyRole,
    Presence,
    Proficiency,
    Site,
    Sort,
    Status,
)


def records(material: Material, *, prefix: str, publisher: Party) -> Iterator[Activity]:
    """Yield the plan as a programme, then each delivery as its component.

    Args:
        material: The plan; titles are written in its language.
        prefix: Start of identifiers, for instance "XM-DAC-00000-PLAN-7".
        publisher: Who answers for it.
    """
    problem, language = material.problem, material.language
    origins = {"": Origin(source=material.organisation, read=material.issued)}
    common = {"status": Status.PLANNED, "currency": problem.currency, "origins": origins}
    parties = (
        Party(name=publisher.name, role=PartyRole.ACCOUNTABLE, identifier=publisher.identifier),
        *(Party(name=fund.name, role=PartyRole.FUNDING) for fund in problem.funds
          if material.solution.spent.get(fund.code, 0)),
    )
    yield Activity(
        identifier=prefix, titles={language: problem.title}, sort=Sort.PROGRAMME,
        parties=parties, sites=tuple(Site(state=code) for code in material.taking_part),
        starts=quarter_start(problem.first_quarter, 0),
        ends=quarter_start(problem.first_quarter, problem.quarters) - timedelta(days=1),
        budget=Decimal(material.cost), **common,  # type: ignore[arg-type]
    )
    ordered = sorted(material.solution.deliveries,
                     key=lambda item: (item.quarter, item.type, item.region, item.states))
    for number, item in enumerate(ordered, 1):
        yield _component(material, item, f"{prefix}-{number:03d}", prefix, publisher, common)


def quarter_start(first: tuple[int, int], number: int) -> date:
    """Return the first day of a quarter, numbered from 0.

    >>> quarter_start((2027, 3), 2)
    datetime.date(2028, 1, 1)
    """
    year, quarter = first
    place = quarter - 1 + number
    return date(year + place // 4, place % 4 * 3 + 1, 1)


def _component(
    material: Material, item: Delivery, identifier: str, parent: str, publisher: Party,
    common: Mapping[str, object],
) -> Activity:
    kind: ActivityType = material.problem.types[item.type]
    words = material.said(item.type)
    starts = quarter_start(material.problem.first_quarter, item.quarter)
    return Activity(
        identifier=identifier, parent=parent, titles={material.language: words.name},
        summaries={material.language: words.summary} if words.summary else {}, sort=Sort(kind.sort),
        parties=(
            Party(name=publisher.name, role=PartyRole.PROVIDER, identifier=publisher.identifier),
            *(Party(name=fund.name, role=PartyRole.FUNDING) for fund in material.problem.funds
              if item.paid_by.get(fund.code, 0)),
        ),
        sites=tuple(Site(state=code) for code in item.states), topics=tuple(sorted(kind.topics)),
        indicators=tuple(sorted(kind.effects)), audiences=tuple(sorted(kind.audiences)),
        proficiency=Proficiency(kind.proficiency), languages=(item.language,), starts=starts,
        ends=quarter_start(material.problem.first_quarter, item.quarter + 1) - timedelta(days=1),
        presence=Presence(kind.presence), seats=kind.seats or None,
        budget=Decimal(item.cost), **common,  # type: ignore[arg-type]
    )
