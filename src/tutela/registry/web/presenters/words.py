"""Names of codes in the language of the page."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tutela.foundation.language import isolate, language
from tutela.pages.request import spoken
from tutela.people.engine.states import state_name
from tutela.registry.engine.filters import Order, When
from tutela.registry.engine.record import (
    CostBand,
    PartyRole,
    Presence,
    Proficiency,
    Sort,
    Status,
)
from tutela.registry.engine.vocabulary import names


def sorts() -> Mapping[str, str]:
    """Name what an activity can be."""
    return {
        Sort.COURSE: _("Course"), Sort.WORKSHOP: _("Workshop"), Sort.MENTORING: _("Mentoring"),
        Sort.E_LEARNING: _("E-learning"), Sort.PROGRAMME: _("Programme"),
        Sort.EQUIPMENT: _("Equipment"), Sort.LEGISLATION: _("Help with legislation"),
        Sort.CAMPAIGN: _("Campaign"), Sort.OTHER: _("Other activity"),
    }


def levels() -> Mapping[str, str]:
    """Name how far an activity takes people."""
    return {
        Proficiency.AWARENESS: _("Awareness"), Proficiency.PRACTITIONER: _("Practitioner"),
        Proficiency.ADVANCED: _("Advanced"), Proficiency.TRAINER: _("Training of trainers"),
    }


def presences() -> Mapping[str, str]:
    """Name how people meet."""
    return {
        Presence.ONSITE: _("On site"), Presence.ONLINE: _("Online"), Presence.HYBRID: _("Hybrid"),
    }


def statuses() -> Mapping[str, str]:
    """Name how far an activity is."""
    return {
        Status.OPEN: _("Open for registration"), Status.PLANNED: _("Planned"),
        Status.RUNNING: _("Running now"), Status.FINISHED: _("Finished"),
        Status.CANCELLED: _("Cancelled"), Status.SUSPENDED: _("Suspended"),
    }


def whens() -> Mapping[str, str]:
    """Name where an activity lies in time."""
    return {
        When.RUNNING: pgettext("time of an activity", "Running today"),
        When.COMING: pgettext("time of an activity", "Still to come"),
        When.PAST: pgettext("time of an activity", "Past"),
        When.UNDATED: pgettext("time of an activity", "Without a date"),
    }


def orders() -> Mapping[str, str]:
    """Name the orders of results."""
    return {
        Order.CLOSEST: pgettext("order of results", "Closest match"),
        Order.SOONEST: pgettext("order of results", "Soonest first"),
        Order.NEWEST: pgettext("order of results", "Latest first"),
    }


def cost_bands() -> Mapping[str, str]:
    """Name what it costs to take part."""
    return {
        CostBand.FREE: _("Free of charge"), CostBand.SHARED: _("Costs are shared"),
        CostBand.PAID: _("Paid"),
    }


def roles() -> Mapping[str, str]:
    """Name what organisations do in an activity."""
    return {
        PartyRole.PROVIDER: _("Provider"), PartyRole.IMPLEMENTING: _("Implementing"),
        PartyRole.FUNDING: _("Funding"), PartyRole.ACCOUNTABLE: _("Accountable"),
        PartyRole.EXTENDING: _("Extending"),
    }


def languages() -> Mapping[str, str]:
    """Name the languages that are counted."""
    return {
        "ar": _("Arabic"), "zh": _("Chinese"), "en": _("English"), "fr": _("French"),
        "ru": _("Russian"), "es": _("Spanish"), "pt": _("Portuguese"), "de": _("German"),
        "it": _("Italian"), "tr": _("Turkish"), "sw": _("Swahili"), "hi": _("Hindi"),
        "other": _("Another language"),
    }


def topics() -> Mapping[str, str]:
    """Name the topics of the vocabulary."""
    return names(spoken()).topics


def audiences() -> Mapping[str, str]:
    """Name the audiences of the vocabulary."""
    return names(spoken()).audiences


def apart(text: str) -> str:
    """Set a name apart from a sentence that runs the other way, so that its marks do not move."""
    return isolate(text) if language(spoken()).rtl else text


def state(code: str) -> str:
    """Name a State."""
    return state_name(code, spoken())


def fields() -> Mapping[str, str]:
    """Name the fields of an activity, in the order of its page."""
    return {
        "titles": _("Title"), "summaries": _("Description"), "sort": _("Kind of activity"),
        "status": _("Status"), "starts": _("First day"), "ends": _("Last day"),
        "sites": _("Where it takes place"), "presence": _("Presence"),
        "parties": _("Who takes part"),
        "topics": _("Topics"), "indicators": _("Needs served"), "audiences": _("Audience"),
        "proficiency": _("Level"), "languages": _("Languages"), "seats": _("Seats"),
        "attendance": _("People who took part"), "cost_band": _("What it costs to take part"),
        "budget": _("Budget"), "evaluation": _("Result of the evaluation"),
        "contact": _("Contact"), "url": _("Web page"), "parent": _("Part of"),
        "related": _("Related records"),
    }
