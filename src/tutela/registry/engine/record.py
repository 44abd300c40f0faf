"""What the registry holds: activities, materials, experts, and where each field comes from.

Terms of IATI are used where it has them. Source: IATI Standard 2.03; E/CN.15/2014, paras 12, 21.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Sort(StrEnum):
    """What an activity is."""

    PROGRAMME = "programme"
    COURSE = "course"
    WORKSHOP = "workshop"
    MENTORING = "mentoring"
    E_LEARNING = "e-learning"
    EQUIPMENT = "equipment"
    LEGISLATION = "legislation"
    CAMPAIGN = "campaign"
    OTHER = "other"


class Proficiency(StrEnum):
    """How far an activity takes its audience."""

    AWARENESS = "awareness"
    PRACTITIONER = "practitioner"
    ADVANCED = "advanced"
    TRAINER = "trainer"


class Presence(StrEnum):
    """Whether people meet."""

    ONSITE = "onsite"
    ONLINE = "online"
    HYBRID = "hybrid"


class Status(StrEnum):
    """How far an activity is; OPEN takes registrations."""

    PLANNED = "planned"
    OPEN = "open"
    RUNNING = "running"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    SUSPENDED = "suspended"


class PartyRole(StrEnum):
    """Role of an organisation; the values are IATI's codes, except the provider of a course.

    PROVIDER is written to IATI as implementing (4) and read from it as the first of that role.
    """

    FUNDING = "1"
    ACCOUNTABLE = "2"
    EXTENDING = "3"
    IMPLEMENTING = "4"
    PROVIDER = "provider"


class CostBand(StrEnum):
    """What taking part costs a participant or a State."""

    FREE = "free"
    SHARED = "shared"
    PAID = "paid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An organisation that takes part.

    Attributes:
        name: In its own writing.
        role: What it does.
        identifier: IATI organisation identifier, "" when unknown.
    """

    name: str
    role: PartyRole
    identifier: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where an activity takes place.

    Attributes:
        state: ISO 3166-1 alpha-3 or an invented State's code.
        town: Name of the place, "" when unknown.
        latitude: Degrees, -90..90; None when unknown.
        longitude: Degrees, -180..180; None when unknown.
    """

    state: str
    town: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a field's value comes from.

    Attributes:
        source: Name of the feed, file or person's organisation.
        read: Day it was read or entered.
        address: Where in the source: file and place, or a public address; "" when there is none.
    """

    source: str
    read: date
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One activity as one source tells it. Empty means not stated, never "none".

    Attributes:
        identifier: The source's own key, unique within the source: an IATI identifier, an
            iCalendar UID, an address, a row's key.
        titles: Title by language code; a language outside the six keeps its own BCP 47 code,
            "und" when the source does not say.
        sort: What it is.
        summaries: Description by language code.
        parent: Identifier of the programme it is a component of.
        related: Identifiers of siblings and co-funded records.
        parties: Who takes part, provider first.
        sites: States and places, in the source's order.
        topics: Codes of the vocabulary (need areas follow from them), sorted.
        indicators: Codes of needs served, when the source names them, sorted.
        audiences: Codes of the vocabulary, sorted.
        proficiency: Level it takes people to.
        languages: Codes of the languages it is given in, sorted.
        starts: First day.
        ends: Last day.
        presence: Whether people meet.
        seats: Places offered.
        attendance: People who took part.
        cost_band: What it costs to take part.
        budget: Whole budget.
        currency: ISO 4217 of the budget, "" without one.
        status: How far it is.
        evaluation: Result of its evaluation, in one or two sentences.
        contact: Public contact: name or address of an office.
        url: Public page.
        origins: Origin by field name; the key "" stands for all other fields.
    """

    identifier: str
    titles: Mapping[str, str]
    sort: Sort = Sort.OTHER
    summaries: Mapping[str, str] = field(default_factory=dict)
    parent: str = ""
    related: tuple[str, ...] = ()
    parties: tuple[Party, ...] = ()
    sites: tuple[Site, ...] = ()
    topics: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    proficiency: Proficiency | None = None
    languages: tuple[str, ...] = ()
    starts: date | None = None
    ends: date | None = None
    presence: Presence | None = None
    seats: int | None = None
    attendance: int | None = None
    cost_band: CostBand | None = None
    budget: Decimal | None = None
    currency: str = ""
    status: Status | None = None
    evaluation: str = ""
    contact: str = ""
    url: str = ""
    origins: Mapping[str, Origin] = field(default_factory=dict)

    @property
    def states(self) -> tuple[str, ...]:
        """Return the codes of its States, each once, in the source's order."""
        return tuple(dict.fromkeys(site.state for site in self.sites if site.state))

    @property
    def provider(self) -> str:
        """Return the provider's name: the first with that role, else implementing, else any."""
        wanted = (PartyRole.PROVIDER, PartyRole.IMPLEMENTING)
        for role in wanted:
            for party in self.parties:
                if party.role is role:
                    return party.name
        return self.parties[0].name if self.parties else ""

    def title(self, language: str = "en") -> str:
        """Return the title in a language, else in English, else the first there is."""
        return _worded(self.titles, language)

    def summary(self, language: str = "en") -> str:
        """Return the summary in a language, else in English, else the first there is."""
        return _worded(self.summaries, language)


def _worded(words: Mapping[str, str], language: str) -> str:
    return words.get(language) or words.get("en") or next(iter(words.values()), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Something to train with: a curriculum, slides, an exercise.

    Attributes:
        identifier: The source's own key.
        titles: Title by language code.
        sort: "curriculum", "slides", "exercise", "handbook" or "film".
        topics: Codes of the vocabulary, sorted.
        audiences: Codes of the vocabulary, sorted.
        languages: Languages it exists in, sorted.
        version: As its makers count.
        licence: SPDX identifier or plain words, "" when not stated.
        rights: Who holds the rights.
        url: Where to get it.
        origins: As in an activity.
    """

    identifier: str
    titles: Mapping[str, str]
    sort: str = "curriculum"
    topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    version: str = ""
    licence: str = ""
    rights: str = ""
    url: str = ""
    origins: Mapping[str, Origin] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expert:
    """A person who trains or advises, listed only with consent.

    Attributes:
        name: As the person wishes to be called.
        topics: Codes of the vocabulary, sorted.
        audiences: Whom the person trains.
        languages: Working languages, sorted.
        states: Where the person works or is ready to go; empty means anywhere.
        available_from: First day; None when not stated.
        available_until: Last day.
        consented: Day of the consent to be listed; None means: show nothing.
        visibility: "programme" or "everyone" signed in.
        contact: How to reach the person.
    """

    name: str
    topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    available_from: date | None = None
    available_until: date | None = None
    consented: date | None = None
    visibility: str = "programme"
    contact: str = ""
