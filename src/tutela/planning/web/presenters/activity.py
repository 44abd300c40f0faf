"""One activity type: what it is, and where it stands in a plan."""

from typing import Any

from django.utils.translation import gettext as _

from tutela.planning.engine.catalogue import ActivityType
from tutela.planning.store.queries.plans import Version
from tutela.planning.web.presenters.gantt import table
from tutela.planning.web.presenters.names import PRESENCES, PROFICIENCIES, SORTS, Names


def page(found: Version, code: str, names: Names) -> dict[str, Any]:
    """Return what the page of one type in one version shows."""
    problem, solution = found.problem, found.solution
    rows = [row for row in table(problem, solution, names) if row["type"] == code]
    taking = {state for one in solution.deliveries if one.type == code for state in one.states}
    return {
        "code": code, "name": names.type(code), "words": names.types.get(code),
        "kind": problem.types[code], "facts": facts(problem.types[code], names, found.currency),
        "deliveries": rows, "cost": sum(row["cost"] for row in rows),
        "effects": effects(problem.types[code], names),
        "covered": [
            {"state": names.state(one.state), "title": one.title, "provider": one.provider,
             "until": one.until, "record": one.record}
            for one in problem.covered if one.type == code
        ],
        "others": sorted(names.state(state) for state in problem.states if state not in taking),
        "pins": [pin for pin in problem.pins if pin.type == code],
    }


def facts(kind: ActivityType, names: Names, currency: str) -> list[dict[str, Any]]:
    """List the facts of a type as name and value."""
    return [
        {"name": _("Form"), "value": SORTS.get(kind.sort, kind.sort)},
        {"name": _("Where people meet"), "value": PRESENCES.get(kind.presence, kind.presence)},
        {"name": _("For"), "value": _(", ").join(names.audiences(kind.audiences))},
        {"name": _("Takes people to"),
         "value": PROFICIENCIES.get(kind.proficiency, kind.proficiency)},
        {"name": _("Working days"), "number": kind.days},
        {"name": _("Places"), "number": kind.seats},
        {"name": _("Trainer-days"), "number": kind.trainer_days},
        {"name": _("States at a time"), "number": kind.most_states},
        {"name": _("Cost of one delivery, {currency}").format(currency=currency),
         "number": kind.fixed_cost},
        {"name": _("Further cost for each State, {currency}").format(currency=currency),
         "number": kind.state_cost},
        {"name": _("Languages"),
         "value": _(", ").join(names.spoken(code) for code in kind.languages)},
        {"name": _("Must come first"),
         "value": _(", ").join(names.type(code) for code in kind.requires) or _("nothing")},
        {"name": _("Paragraphs of E/CN.15/2014"),
         "value": _(", ").join(str(one) for one in kind.paragraphs)},
    ]


def effects(kind: ActivityType, names: Names) -> list[dict[str, Any]]:
    """List what a type is expected to do, each with the ground for the number."""
    return [
        {"code": code, "name": names.indicator(code), "levels": one.levels,
         "ceiling": one.ceiling,
         "basis": _("judgement") if one.basis == "judgement" else one.basis}
        for code, one in sorted(kind.effects.items())
    ]
