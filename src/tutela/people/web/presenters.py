"""Words for what the store holds: roles, kinds, headings, states."""

from dataclasses import dataclass

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from tutela.foundation.country import countries
from tutela.foundation.language import from_tag
from tutela.people.engine.reach import Organisation, kinds_to_found, roles_to_invite
from tutela.people.engine.roles import Kind, Role
from tutela.people.engine.states import INVENTED, state_name
from tutela.people.engine.viewer import Viewer
from tutela.people.store import queries


def spoken() -> str:
    """Return the code of the language of the page, one of the six."""
    return from_tag(get_language())


def role_words(role: Role) -> str:
    """Name a role in the reader's language."""
    return {
        Role.ADMINISTRATOR: pgettext("role", "Administrator"),
        Role.PROGRAMME_OFFICER: pgettext("role", "Programme officer"),
        Role.FOCAL_POINT: pgettext("role", "Focal point"),
        Role.RESPONDENT: pgettext("role", "Respondent"),
        Role.TRAINER: pgettext("role", "Trainer"),
        Role.TRAINEE: pgettext("role", "Trainee"),
        Role.VIEWER: pgettext("role", "Viewer"),
    }[role]


def role_says(role: Role) -> str:
    """Say in one sentence what a role does."""
    return {
        Role.ADMINISTRATOR: _("Invites people, gives roles and reads the journal."),
        Role.PROGRAMME_OFFICER: _("Works with what States disclose, and checks evidence."),
        Role.FOCAL_POINT: _("Opens assessments, invites agencies, settles and discloses answers."),
        Role.RESPONDENT: _("Answers the questions that concern the organisation."),
        Role.TRAINER: _("Prepares courses and asks future trainees what they need."),
        Role.TRAINEE: _("Answers questions about its own training needs."),
        Role.VIEWER: _("Reads the organisation's assessments and changes nothing."),
    }[role]


def kind_words(kind: Kind) -> str:
    """Name a kind of organisation in the reader's language."""
    return {
        Kind.PROGRAMME: pgettext("kind of organisation", "Programme body"),
        Kind.FOCAL_POINT: pgettext("kind of organisation", "State focal point"),
        Kind.AGENCY: pgettext("kind of organisation", "Agency"),
        Kind.ACADEMY: pgettext("kind of organisation", "Academy"),
        Kind.PARTNER: pgettext("kind of organisation", "Partner"),
    }[kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The two lines beside the brand: the State, or the organisation; then the organisation."""

    heading: str
    subheading: str


def heading(organisation: Organisation) -> Heading:
    """Say for whom the reader acts."""
    if not organisation.state:
        return Heading(heading=organisation.name, subheading=kind_words(organisation.kind))
    return Heading(
        heading=state_name(organisation.state, spoken()), subheading=organisation.name
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRow:
    """An organisation in a list."""

    key: int
    name: str
    kind: str
    state: str


def organisation_row(organisation: Organisation) -> OrganisationRow:
    """Put an organisation into the reader's words."""
    return OrganisationRow(
        key=organisation.key, name=organisation.name, kind=kind_words(organisation.kind),
        state=state_name(organisation.state, spoken()),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """One of the account's places in the list to switch between."""

    key: int
    organisation: str
    state: str
    role: str
    current: bool


def place_row(place: queries.OwnMembership, *, viewer: Viewer) -> PlaceRow:
    """Put a membership of the account into the reader's words."""
    return PlaceRow(
        key=place.key, organisation=place.organisation.name, role=role_words(place.role),
        state=state_name(place.organisation.state, spoken()),
        current=place.organisation.key == viewer.organisation,
    )


def state_choices(*, invented: bool) -> list[tuple[str, str]]:
    """Return the States by code and name, in the order of the reader's alphabet, empty first."""
    language = spoken()
    names = [(code, country.name(language)) for code, country in countries().items()]
    if invented:
        names += [(code, state_name(code, language)) for code in INVENTED]
    return [("", ""), *sorted(names, key=lambda pair: pair[1])]


def kind_choices(viewer: Viewer) -> list[tuple[str, str]]:
    """Return the kinds the viewer may found, with their names."""
    return [(kind.value, kind_words(kind)) for kind in kinds_to_found(viewer)]


def role_choices(viewer: Viewer, organisation: Organisation) -> list[tuple[str, str]]:
    """Return the roles the viewer may invite to, with what they do."""
    return role_options(roles_to_invite(viewer, organisation))


def role_options(roles: tuple[Role, ...]) -> list[tuple[str, str]]:
    """Return roles as choices: a name and one sentence."""
    text = pgettext("role and what it does", "{role}. {sentence}")
    return [(r.value, text.format(role=role_words(r), sentence=role_says(r))) for r in roles]
