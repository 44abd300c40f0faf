"""What a version says of itself, and how two differ."""

import math
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tutela.foundation.language import language as spoken_language
from tutela.planning.engine.problem import Pin, Problem
from tutela.planning.engine.solution import Clash, Solution
from tutela.planning.store.queries.plans import Version
from tutela.planning.web.presenters.names import STATUSES, Names, quarter_name

_EXACT = 1e-9
"""Distance that is no more than the rounding of numbers."""


def eyebrow(version: Version) -> str:
    """Say number and status."""
    return _("Version {number}, {status}").format(
        number=version.line.number, status=STATUSES[version.line.status]
    )


def lead(version: Version, language: str) -> str:
    """Say how many activities in how many States close how much."""
    solution = version.solution
    if not solution.feasible:
        return _("The rules clash, so there is no plan. Change one of the rules below.")
    if not solution.deliveries:
        return _("Under these rules nothing can be planned that closes a need.")
    kinds = {one.type for one in solution.deliveries}
    states = {code for one in solution.deliveries for code in one.states}
    return _(
        "{activities} in {states} close {share} of the weighted need that the States brought."
    ).format(
        activities=ngettext("{n} activity", "{n} activities", len(kinds)).format(n=len(kinds)),
        states=ngettext("{n} State", "{n} States", len(states)).format(n=len(states)),
        share=spoken_language(language).share(solution.share, 1),
    )


def proof(version: Version, language: str) -> dict[str, str]:
    """Say in plain words how near the plan is to the best one, which is proven."""
    solution, say = version.solution, spoken_language(language)
    limit = solution.bound / solution.need if solution.need else 0.0
    places = 1 if say.share(solution.share, 1) != say.share(limit, 1) else 2
    closes, most = say.share(solution.share, places), say.share(limit, places)
    if solution.gap <= _EXACT:
        title = _("No better plan is possible")
    else:
        # Rounded up: a limit must not look nearer than it is.
        title = _("At most {share} from the best plan possible").format(
            share=say.share(math.ceil(solution.gap * 1000) / 1000, 1)
        )
    return {
        "title": title,
        "text": _(
            "Under these rules and this budget, no plan can close more than {most} of the need; "
            "this one closes {closes}. The limit is proven by calculation, not estimated."
        ).format(most=most, closes=closes),
        "time": ngettext("It took {n} second.", "It took {n} seconds.",
                         max(1, round(version.seconds))).format(n=max(1, round(version.seconds))),
    }


def clashes(problem: Problem, solution: Solution, names: Names) -> list[dict[str, str]]:
    """Say which rules cannot be met together, each with what would help."""
    return [_clash(problem, one, names) for one in solution.clashes]


def _clash(problem: Problem, clash: Clash, names: Names) -> dict[str, str]:
    params = clash.params
    about = {
        "state": names.state(str(params.get("state", ""))),
        "region": names.region(str(params.get("region", ""))),
        "type": names.type(str(params.get("type", ""))),
        "language": names.spoken(str(params.get("language", ""))),
        "fund": names.fund(str(params.get("fund", ""))),
        "quarter": _quarter(problem, params.get("quarter")),
        "requires": names.type(str(params.get("requires", ""))),
    }
    title, text, part = _clash_words()[clash.rule]
    say = spoken_language(names.language)
    counts = {name: say.number(value) for name, value in params.items() if isinstance(value, int)}
    return {"title": title, "part": part,
            "text": text.format(**{"least": "", "amount": "", "days": "", "capacity": ""} | counts),
            "about": _about(params, about)}


def _quarter(problem: Problem, number: object) -> str:
    return quarter_name(problem.first_quarter, number) if isinstance(number, int) else ""


def _about(params: Any, about: dict[str, Any]) -> str:
    known = ("type", "state", "region", "language", "fund", "quarter", "requires")
    return _(", ").join(str(about[name]) for name in known if name in params and about[name])


def _clash_words() -> dict[str, tuple[str, str, str]]:
    """Return for each rule its name, what helps, and the part of the set-up where it stands."""
    return {
        "pin": (
            _("A decision by hand"),
            _("Somebody decided that this must be so. Take the decision back, or let it count for "
              "fewer States."), "rules"),
        "floor": (
            _("A floor for a region"),
            _("The region must get at least {least} places. Lower the floor, or let States "
              "of the region ask for more."), "rules"),
        "budget": (
            _("The money"),
            _("This fund holds {amount}, and that does not reach. Add money, or widen what a fund "
              "may be spent on."), "money"),
        "trainer-days": (
            _("The trainers"),
            _("There are {days} trainer-days a quarter, and that is too few. Add trainer-days, or "
              "let States be trained in another language."), "trainers"),
        "capacity": (
            _("What a State can take up"),
            _("The State can take part in {capacity} activities a quarter. Raise that number, or "
              "plan for more quarters."), "states"),
        "prerequisite": (
            _("What must come first"),
            _("An activity needs another one before it, and that one cannot be planned. Let "
              "the State ask for both, or plan for more quarters."), "rules"),
    }


def pin_words(pin: Pin, problem: Problem, names: Names) -> str:
    """Say one decision by hand as a sentence."""
    where = names.state(pin.state) if pin.state else names.region(pin.region)
    about = {"type": names.type(pin.type), "where": where}
    if pin.rule == "in":
        return _("“{type}” must be in the plan for {where}.").format(**about)
    if pin.rule == "out":
        return _("“{type}” must not be in the plan for {where}.").format(**about)
    when = quarter_name(problem.first_quarter, pin.quarter)
    return _("If “{type}” is in the plan for {where}, then in {quarter}.").format(
        **about, quarter=when)
