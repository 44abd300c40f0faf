"""The invented organisations and people of a demonstration: every kind, every role, two States."""

from collections.abc import Mapping

from django.db import transaction

from tutela.foundation.clock import Clock
from tutela.people.engine.roles import Kind, Role
from tutela.people.store import models
from tutela.people.store.operations.organisations import found_organisation
from tutela.people.store.recording import COMMAND_LINE, actor_of, work, write

OFFICE = "Programme office (demonstration)"

# key: name, kind, State
_ORGANISATIONS: dict[str, tuple[str, Kind, str]] = {
    "programme": (OFFICE, Kind.PROGRAMME, ""),
    "focal-point": ("National focal point of Marevia", Kind.FOCAL_POINT, "XMA"),
    "police": ("Cyber unit of the national police", Kind.AGENCY, "XMA"),
    "prosecutor": ("Office of the prosecutor", Kind.AGENCY, "XMA"),
    "justice": ("Ministry of Justice", Kind.AGENCY, "XMA"),
    "protection": ("Child protection service", Kind.AGENCY, "XMA"),
    "academy": ("Police academy", Kind.ACADEMY, "XMA"),
    "partner": ("Foundation for safe childhood (demonstration)", Kind.PARTNER, ""),
    "other-focal-point": ("National focal point of Quelinor", Kind.FOCAL_POINT, "XQL"),
}

# key: name, organisation, role; the first of an organisation is who runs it
_PEOPLE: dict[str, tuple[str, str, Role]] = {
    "programme-administrator": ("Ilse Tarvan", "programme", Role.ADMINISTRATOR),
    "programme-officer": ("Odran Veil", "programme", Role.PROGRAMME_OFFICER),
    "focal-point": ("Miren Asto", "focal-point", Role.FOCAL_POINT),
    "focal-point-administrator": ("Dovan Ketri", "focal-point", Role.ADMINISTRATOR),
    "viewer": ("Sanne Orlev", "focal-point", Role.VIEWER),
    "police-administrator": ("Bero Halm", "police", Role.ADMINISTRATOR),
    "police": ("Tamsa Rill", "police", Role.RESPONDENT),
    "prosecutor-administrator": ("Lio Marent", "prosecutor", Role.ADMINISTRATOR),
    "prosecutor": ("Enna Vosk", "prosecutor", Role.RESPONDENT),
    "justice-administrator": ("Paro Sidel", "justice", Role.ADMINISTRATOR),
    "justice": ("Yuna Calder", "justice", Role.RESPONDENT),
    "protection-administrator": ("Rasko Imre", "protection", Role.ADMINISTRATOR),
    "protection": ("Adé Lorn", "protection", Role.RESPONDENT),
    "academy-administrator": ("Nilo Fesk", "academy", Role.ADMINISTRATOR),
    "academy": ("Orla Dint", "academy", Role.RESPONDENT),
    "trainer": ("Kasimo Wren", "academy", Role.TRAINER),
    "trainee": ("Suri Halden", "academy", Role.TRAINEE),
    "partner": ("Ivo Tessen", "partner", Role.ADMINISTRATOR),
    "other-focal-point": ("Mara Quill", "other-focal-point", Role.FOCAL_POINT),
}


def demonstration_people(*, clock: Clock) -> Mapping[str, int]:
    """Make what is missing of the demonstration's people; return each account's key by its name.

    The accounts have no password: only a one-time link opens them. Run twice it changes nothing.
    """
    with transaction.atomic():
        organisations = {key: _organisation(key, clock) for key in _ORGANISATIONS}
        return {key: _person(key, organisations, clock) for key in _PEOPLE}


def demonstration_organisations() -> Mapping[str, int]:
    """Return the keys of the demonstration's organisations by name, those that exist."""
    found = {}
    for key, (name, kind, state) in _ORGANISATIONS.items():
        row = models.Organisation.objects.filter(name=name, kind=kind.value, state=state).first()
        if row is not None:
            found[key] = int(row.pk)
    return found


def _organisation(key: str, clock: Clock) -> int:
    name, kind, state = _ORGANISATIONS[key]
    row = models.Organisation.objects.filter(name=name, state=state).first()
    if row is not None:
        return int(row.pk)
    return found_organisation(name=name, kind=kind, state=state, clock=clock).key


def _person(key: str, organisations: Mapping[str, int], clock: Clock) -> int:
    name, place, role = _PEOPLE[key]
    address = f"{key}@demonstration.example"
    row = models.Account.objects.filter(email=address).first()
    if row is not None:
        return int(row.pk)
    with work(organisations[place]):
        row = models.Account.objects.create_user(address, name)
        row.is_demonstration = True
        row.save(update_fields=["is_demonstration"])
        membership = models.Membership.objects.create(
            account=row, organisation_id=organisations[place], role=role.value,
            started_at=clock.now(),
        )
        write(
            organisation=organisations[place], actor=COMMAND_LINE, action="demonstration.person",
            subject=f"membership:{membership.pk}", detail={"account": actor_of(row.pk)},
            clock=clock,
        )
    return int(row.pk)
