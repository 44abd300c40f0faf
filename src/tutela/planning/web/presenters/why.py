"""Why a State takes part in an activity or not, and what it would take."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tutela.foundation.language import language as spoken_language
from tutela.planning.engine.why import Reason, Want
from tutela.planning.store.queries.plans import Version
from tutela.planning.store.queries.questions import Instead
from tutela.planning.web.presenters.instead import sentences
from tutela.planning.web.presenters.names import Names, quarter_name

_FIRST = 8
_SMALL = 0.00005
"""Share of all need below which nothing is said of it."""
_SILENT = {"no-need", "small"}
"""Reasons that no reader asks about: the activity would not help this State."""
_ORDER = (
    "close", "budget", "trainer-days", "capacity", "order", "prerequisite", "not-requested",
    "language", "time", "covered", "pinned-out", "dominated",
)


def price_words(version: Version, names: Names) -> str:
    """Say where the next money would close most need, "" when that is not known."""
    prices = [one for one in version.marks.get("prices", []) if one["rule"] == "budget"]
    if not prices or not version.solution.need:
        return ""
    say = spoken_language(names.language)
    best = max(prices, key=lambda one: float(one["closes"]))
    share = best["closes"] / version.solution.need
    if share < _SMALL:
        return _("More money would close hardly anything now: other rules hold the plan back.")
    equal = sum(one["closes"] >= best["closes"] * 0.999 for one in prices)
    about = {"amount": say.number(best["amount"]), "share": say.share(share, 2),
             "fund": names.fund(best["code"])}
    if equal == len(prices) > 1:
        return _("The next {amount} in any fund would close about {share} of all need.").format(
            **about)
    return _(
        "The next {amount} would close most need in {fund}: about {share} of the whole."
    ).format(**about)


def of_state(
    version: Version, reasons: Sequence[Reason], code: str, names: Names, *, every: bool = False,
    asked: Mapping[str, Instead] | None = None,
) -> dict[str, Any]:
    """Say in how many activities a State takes part, and why not in the others."""
    taking = {one.type for one in version.solution.deliveries if code in one.states}
    others = [one for one in reasons if not one.chosen and one.reason not in _SILENT]
    others.sort(key=lambda one: (_ORDER.index(one.reason), -one.adds, one.type))
    shown = others if every else others[:_FIRST]
    number = version.line.number
    return {
        "lead": _lead(names.state(code), len(taking), len(others)),
        "rows": [
            _row(version, one, names)
            | ({} if asked is None else _asked(version, asked.get(one.type), names))
            for one in shown
        ],
        "more": len(others) - len(shown),
        "all": reverse("planning:state", args=[version.plan, number, code]) + "?why=all#why",
    }


def _lead(state: str, taking: int, others: int) -> str:
    if not others:
        return _("{state} takes part in everything that could help it.").format(state=state)
    part = ngettext("{state} takes part in {n} activity.", "{state} takes part in {n} activities.",
                    taking).format(state=state, n=taking)
    rest = ngettext("Why not in {n} other that could help it:",
                    "Why not in {n} others that could help it:", others).format(n=others)
    return _("{first} {second}").format(first=part, second=rest)


def _row(version: Version, one: Reason, names: Names) -> dict[str, Any]:
    title, icon, kind = _titles()[one.reason]
    return {
        "name": names.type(one.type), "code": one.type, "reason": title, "icon": icon,
        "kind": kind, "text": _text(version, one, names), "remedy": _remedy(version, one, names),
        "address": _record(version, one),
        "hand": reverse("planning:activity", args=[version.plan, version.line.number, one.type]),
    }


def _asked(version: Version, one: Instead | None, names: Names) -> dict[str, Any]:
    """Say what came of the question what would leave; "none" before it was asked."""
    return {"instead": one.status if one else "none",
            "said": sentences(version, one, names) if one else []}


def _titles() -> dict[str, tuple[str, str, str]]:
    return {
        "close": (_("Nearly in"), "arrow-up", ""),
        "budget": (_("Too little money"), "exclamation-triangle-fill", "warn"),
        "trainer-days": (_("Too few trainers"), "person-x", "warn"),
        "capacity": (_("More than the State can take up"), "people", "warn"),
        "order": (_("No quarter is left"), "calendar3", "warn"),
        "prerequisite": (_("Something must come first"), "list-task", ""),
        "not-requested": (_("Not requested"), "envelope-x", ""),
        "language": (_("Not given in its language"), "translate", ""),
        "time": (_("No time for what must come first"), "calendar3", ""),
        "covered": (_("Already covered"), "check2-all", ""),
        "pinned-out": (_("Decided by hand"), "pin-angle-fill", ""),
        "dominated": (_("Others close it"), "check2-all", ""),
    }


def _text(version: Version, one: Reason, names: Names) -> str:
    share = one.adds / version.solution.need if version.solution.need else 0.0
    listed = _(", ").join(names.type(code) for code in one.about)
    words = {
        "covered": _("The registry shows an activity for the same people on the same subject."),
        "not-requested": _("The State has not asked for it."),
        "language": _("It is not given in {language}.").format(
            language=names.spoken(version.problem.states[one.state].language)),
        "pinned-out": _("Somebody decided that it must not be in the plan."),
        "prerequisite": _("It needs this before it, which is not planned: {types}.").format(
            types=listed),
        "dominated": _("What is planned closes the same needs already: {types}.").format(
            types=listed),
        "order": _("What must come before it leaves no quarter for it."),
        "time": _("The plan is too short for what must come before it."),
    }.get(one.reason, "")
    if share >= _SMALL:
        adds = _("It would close {share} of all need.").format(
            share=spoken_language(names.language).share(share, 2))
        return _("{first} {second}").format(first=words, second=adds).strip() if words else adds
    return words


def _remedy(version: Version, one: Reason, names: Names) -> str:
    counted = [want for want in one.wants if want.amount]
    if one.reason == "not-requested":
        return _("A request lets it compete for money and trainers.")
    if one.reason == "close":
        return _("It would fit. The plan is within its proven distance without it.")
    if not counted:
        return ""
    listed = _(", ").join(_want(version, want, names) for want in counted)
    if one.quarter is None:
        return _("It would take {wants}.").format(wants=listed)
    return _("With {wants}, it enters in {quarter} and nobody leaves.").format(
        wants=listed, quarter=quarter_name(version.problem.first_quarter, one.quarter))


def _want(version: Version, want: Want, names: Names) -> str:
    say = spoken_language(names.language)
    if want.rule == "budget":
        funds = _(" or ").join(names.fund(code) for code in want.about[:3])
        return _("{currency} {amount} more in {funds}").format(
            currency=version.currency, amount=say.number(want.amount), funds=funds)
    if want.rule == "trainer-days":
        return ngettext("{n} more trainer-day in {language}", "{n} more trainer-days in {language}",
                        want.amount).format(
            n=want.amount, language=_(", ").join(names.spoken(code) for code in want.about))
    return ngettext("room for {n} more activity in that quarter",
                    "room for {n} more activities in that quarter", want.amount).format(
        n=want.amount)


def _record(version: Version, one: Reason) -> str:
    found: Mapping[str, str] = {
        item.type: item.record for item in version.problem.covered if item.state == one.state
    }
    record = found.get(one.type, "") if one.reason == "covered" else ""
    return record_address(record)


def record_address(record: str) -> str:
    """Return the page of a record of the registry, "" when it has none."""
    if not record.isdecimal():
        return ""
    try:
        return reverse("registry:record", args=[int(record)])
    except NoReverseMatch:
        return ""
