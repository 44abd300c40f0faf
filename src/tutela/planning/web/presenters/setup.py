"""What is set up for a plan, and what comes next."""

from collections.abc import Collection, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tutela.foundation.language import isolate
from tutela.foundation.language import language as spoken_language
from tutela.people.engine.roles import Kind
from tutela.people.engine.viewer import Viewer
from tutela.people.store.queries import organisations
from tutela.planning.engine.needsfile import NeedsFile
from tutela.planning.engine.problem import Fund, PlannedState
from tutela.planning.store.queries.material import shared_needs
from tutela.planning.store.queries.plans import Setup
from tutela.planning.store.queries.states import Asked
from tutela.planning.web.presenters.money import condition
from tutela.planning.web.presenters.names import Names, time_name
from tutela.planning.web.presenters.versions import pin_words


def parts(found: Setup, names: Names) -> list[dict[str, Any]]:
    """List the parts of the set-up: what stands in each, whether it is done, where it is."""
    done = found.material.done
    words = {"states": _states(found), "needs": _needs(found), "money": _money(found, names),
             "trainers": _trainers(found, names)}
    titles = {"states": _("States and requests"), "needs": _("Needs"), "money": _("Money"),
              "trainers": _("Trainers")}
    listed: list[dict[str, Any]] = [
        {"name": name, "title": titles[name], "text": words[name], "done": done[name],
         "address": reverse(f"planning:setup-{name}", args=[found.key])}
        for name in titles
    ]
    listed.append({
        "name": "rules", "title": _("Rules"), "text": _rules(found), "done": True,
        "address": reverse("planning:setup-rules", args=[found.key]),
    })
    listed.append({
        "name": "time", "title": _("Title and time"), "done": True,
        "text": time_name(found.first_quarter, found.quarters),
        "address": reverse("planning:setup-time", args=[found.key]),
    })
    return listed


def _states(found: Setup) -> str:
    states = found.material.problem.states
    asking = sum(one.requests != frozenset() for one in states.values())
    if not states:
        return _("No State takes part yet.")
    return _("{states}; {asking}.").format(
        states=ngettext("{n} State takes part", "{n} States take part",
                        len(states)).format(n=len(states)),
        asking=ngettext("{n} asks for something", "{n} ask for something",
                        asking).format(n=asking),
    )


def _needs(found: Setup) -> str:
    gaps = [need for need in found.material.problem.needs if need.gap > 0]
    states = len({need.state for need in gaps})
    if not gaps:
        return _("No need of these States is known yet.")
    where = _("a file") if found.material.draft.needs_from == "file" else _("what States share")
    return ngettext(
        "{n} need of {states}, from {where}.", "{n} needs of {states}, from {where}.", len(gaps)
    ).format(n=len(gaps), where=where,
             states=ngettext("{n} State", "{n} States", states).format(n=states))


def _money(found: Setup, names: Names) -> str:
    funds = found.material.draft.funds
    if not funds:
        return _("No fund yet.")
    total = spoken_language(names.language).number(sum(one.amount for one in funds))
    return ngettext("{n} fund, {currency} {total}.", "{n} funds, {currency} {total}.",
                    len(funds)).format(n=len(funds), currency=found.currency, total=total)


def _trainers(found: Setup, names: Names) -> str:
    days = found.material.draft.trainer_days
    if not days:
        return _("No trainers yet.")
    listed = [_("{language}: {n}").format(language=isolate(names.spoken(code)), n=count)
              for code, count in sorted(days.items())]
    return _("Trainer-days a quarter: {languages}.").format(languages=_(", ").join(listed))


def _rules(found: Setup) -> str:
    draft = found.material.draft
    counts = len(draft.floors), len(draft.pins), len(draft.left_out)
    if not any(counts):
        return _("No rules of your own. You may set a floor for a region or decide by hand.")
    return _("Floors: {floors}. Decisions by hand: {pins}. Activities left out: {out}.").format(
        floors=counts[0], pins=counts[1], out=counts[2])


def doubts(found: Setup, names: Names) -> list[str]:
    """List what would surprise somebody who solves now."""
    material, listed = found.material, []
    if material.draft.states and material.without_needs:
        few = [names.state(code) for code in material.without_needs]
        listed.append(ngettext(
            "{n} State has no known need, so nothing is planned for it: {states}.",
            "{n} States have no known need, so nothing is planned for them: {states}.", len(few),
        ).format(n=len(few), states=_(", ").join(few[:8])))
    silent = [names.state(code) for code, one in material.problem.states.items()
              if one.requests == frozenset()]
    if silent:
        listed.append(ngettext(
            "{n} State has asked for nothing, so nothing is planned for it: {states}.",
            "{n} States have asked for nothing, so nothing is planned for them: {states}.",
            len(silent),
        ).format(n=len(silent), states=_(", ").join(silent[:8])))
    spoken = {one.language for one in material.problem.states.values()}
    mute = sorted(spoken - set(material.draft.trainer_days))
    if material.draft.trainer_days and mute:
        listed.append(_("No trainer-days are entered in {languages}.").format(
            languages=_(", ").join(names.spoken(code) for code in mute)))
    return listed


def state_rows(
    found: Setup, names: Names, asked: Mapping[str, Asked]
) -> list[dict[str, Any]]:
    """List the States that take part, by region and name."""
    rows = []
    for code, one in found.material.problem.states.items():
        gaps = sum(need.state == code and need.gap > 0 for need in found.material.problem.needs)
        rows.append({
            "code": code, "name": names.state(code), "region": names.region(one.region),
            "language": names.spoken(one.language), "weight": one.weight, "pilot": one.pilot,
            "capacity": one.capacity, "needs": gaps, "itself": code in asked,
            "asks": _asks(one), "note": asked[code].note if code in asked else "",
        })
    return sorted(rows, key=lambda row: (row["region"], row["name"]))


def _asks(one: PlannedState) -> str:
    if one.requests is None:
        return _("whatever serves it")
    if not one.requests:
        return _("nothing yet")
    return ngettext("{n} activity", "{n} activities", len(one.requests)).format(
        n=len(one.requests))


def asked_words(asked: Asked, names: Names) -> str:
    """Say what a State asks for itself."""
    if asked.everything:
        return _("The State asks for whatever serves its needs.")
    if asked.asks == "nothing":
        return _("The State withdrew its request: it asks for nothing now.")
    return _("The State asks for: {types}.").format(
        types=_(", ").join(names.type(code) for code in asked.types))


def candidates(viewer: Viewer, found: Setup, names: Names) -> list[tuple[str, str]]:
    """List the States that could be added: those that share needs or have a focal point."""
    shared = shared_needs(viewer)
    known = {**shared.names, **{
        one.state: one.name for one in organisations(viewer, kind=Kind.FOCAL_POINT) if one.state
    }}
    from_file = {need.state for need in found.material.problem.needs}
    codes = (set(known) | from_file) - set(found.material.draft.states)
    return sorted(((code, names.state(code)) for code in codes), key=lambda one: one[1])


def region_choices(found: Setup, names: Names) -> list[tuple[str, str]]:
    """List the regions of the plan by name."""
    codes = {one.region for one in found.material.draft.states.values()}
    return sorted(((code, names.region(code)) for code in codes), key=lambda one: one[1])


def type_choices(found: Setup, names: Names) -> list[tuple[str, str]]:
    """List the activity types that are planned with, by name."""
    codes = found.material.problem.types
    return sorted(((code, names.type(code)) for code in codes), key=lambda one: one[1])


def every_type(names: Names) -> list[tuple[str, str]]:
    """List all activity types by name."""
    return sorted(((code, one.name) for code, one in names.types.items()), key=lambda one: one[1])


def state_values(one: PlannedState) -> dict[str, Any]:
    """Return what stands in the form of a State."""
    asks = "everything" if one.requests is None else "chosen" if one.requests else "nothing"
    return {
        "region": one.region, "language": one.language, "weight": one.weight,
        "capacity": one.capacity, "pilot": one.pilot, "asks": asks,
        "types": sorted(one.requests or ()),
    }


def need_rows(found: Setup, names: Names) -> list[dict[str, Any]]:
    """Count for each State how many needs have a gap and how many levels are unknown."""
    rows = []
    for code in found.material.draft.states:
        mine = [need for need in found.material.problem.needs if need.state == code]
        rows.append({
            "name": names.state(code), "known": sum(need.level is not None for need in mine),
            "gaps": sum(need.gap > 0 for need in mine),
            "unknown": sum(need.level is None for need in mine),
        })
    return sorted(rows, key=lambda row: row["name"])


def uploaded_words(read: NeedsFile) -> str:
    """Say what a file brought."""
    return ngettext(
        "The needs of {n} State were taken over.", "The needs of {n} States were taken over.",
        len(read.states),
    ).format(n=len(read.states))


def fund_rows(found: Setup, names: Names) -> list[dict[str, Any]]:
    """List the funds in the order money is taken from."""
    return [
        {"code": one.code, "name": one.name, "amount": one.amount,
         "condition": condition(one, names), "quarter": one.by_quarter[0] if one.by_quarter else 0}
        for one in found.material.draft.funds
    ]


def fund_choices(found: Setup, names: Names) -> dict[str, list[tuple[str, str]]]:
    """List what a fund can be bound to."""
    states = [(code, names.state(code)) for code in found.material.draft.states]
    return {
        "regions": region_choices(found, names), "areas": list(names.needs.domains.items()),
        "states": sorted(states, key=lambda one: one[1]), "types": every_type(names),
    }


def fund_values(fund: Fund) -> dict[str, Any]:
    """Return what stands in the form of a fund."""
    return {
        "name": fund.name, "amount": fund.amount,
        "quarter": fund.by_quarter[0] if fund.by_quarter else None,
        "regions": sorted(fund.regions), "areas": sorted(fund.areas),
        "states": sorted(fund.states), "types": sorted(fund.types),
    }


def free_code(name: str, taken: Collection[str]) -> str:
    """Make a code for a fund that no other has."""
    number = 1
    base = "".join(mark for mark in name.lower() if mark.isascii() and mark.isalnum())[:20]
    code = base or "fund"
    while code in taken:
        number += 1
        code = f"{base or 'fund'}-{number}"
    return code


def pin_rows(found: Setup, names: Names) -> list[dict[str, Any]]:
    """List decisions by hand with their place."""
    return [
        {"place": place, "words": pin_words(pin, found.material.problem, names)}
        for place, pin in enumerate(found.material.draft.pins)
    ]
