"""What is planned and what exists, side by side."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tutela.foundation.language import language
from tutela.pages.request import spoken
from tutela.registry.engine.overlap import MONTHS, Why
from tutela.registry.engine.record import Activity
from tutela.registry.engine.untouched import untouched
from tutela.registry.store.queries.overlapping import Found, Standing
from tutela.registry.web.presenters import lines, words
from tutela.registry.web.presenters.warning import topic_words

_DIFFERENCES = {
    Why.OTHER_AUDIENCE, Why.OTHER_LEVEL, Why.AUDIENCE_UNKNOWN, Why.LEVEL_UNKNOWN,
    Why.DATES_UNKNOWN,
}
MOST = 12
"""Activities that stand side by side with the plan."""


def differs(found: Found, plan: Activity) -> list[Why]:
    """Return what keeps an activity from serving the same, as far as the plan says anything."""
    unsaid = {
        Why.AUDIENCE_UNKNOWN: not plan.audiences, Why.LEVEL_UNKNOWN: plan.proficiency is None,
    }
    return [why for why in found.serving.reasons if why in _DIFFERENCES and not unsaid.get(why)]


def the_same(standing: Standing, plan: Activity) -> list[Found]:
    """Return the activities that serve the same, as far as the plan says anything."""
    return [one for one in standing.every if not differs(one, plan)]


def finding(standing: Standing, plan: Activity) -> str:
    """Say in one sentence what is found."""
    state, topics = words.state(plan.states[0]), topic_words(plan.topics)
    count = len(the_same(standing, plan))
    if count:
        return ngettext(
            "{n} activity already does this in {state}",
            "{n} activities already do this in {state}", count,
        ).format(n=count, state=state)
    if standing.partly:
        count = len(standing.partly)
        return ngettext(
            "{n} activity serves {topics} in {state}, but not quite the same",
            "{n} activities serve {topics} in {state}, but not quite the same", count,
        ).format(n=count, topics=topics, state=state)
    return _("Nothing on {topics} is known in {state}").format(topics=topics, state=state)


def lead(standing: Standing) -> str:
    """Say what was compared."""
    text = ngettext(
        "{n} activity of this State and topic was compared. What lies more than {months} months "
        "before or after the plan does not count.",
        "{n} activities of this State and topic were compared. What lies more than {months} "
        "months before or after the plan does not count.", standing.looked_at,
    )
    return text.format(n=language(spoken()).number(standing.looked_at), months=MONTHS)


def rows(standing: Standing, plan: Activity) -> list[dict[str, Any]]:
    """Return the plan, then what exists: those that agree in all first."""
    return [_plan(plan), *(_existing(one, plan) for one in standing.every[:MOST])]


def _plan(plan: Activity) -> dict[str, Any]:
    return {
        "plan": True, "name": _("What you plan"), **_told(plan),
        "says": _("{states}: {topics}").format(
            states=words.state(plan.states[0]), topics=topic_words(plan.topics)),
    }


def _existing(found: Found, plan: Activity) -> dict[str, Any]:
    shown, apart = lines.line(found.line), differs(found, plan)
    return {
        "plan": False, **shown, **_told(found.line.activity), "whole": not apart,
        "says": lines.listed(reasons(apart)),
    }


def _told(activity: Activity) -> dict[str, str]:
    named, number = words.audiences(), language(spoken()).number
    level = activity.proficiency
    return {
        "dates": lines.dates(activity), "place": lines.place(activity),
        "audience": lines.listed([named[code] for code in activity.audiences if code in named])
        or _("not stated"),
        "level": words.levels()[level] if level else _("not stated"),
        "languages": lines.spoken_in(activity.languages) or _("not stated"),
        "seats": number(activity.seats) if activity.seats is not None else _("not stated"),
    }


def reasons(given: Sequence[Why]) -> list[str]:
    """Say what keeps an activity from serving the same."""
    said = {
        Why.OTHER_AUDIENCE: _("another audience"), Why.OTHER_LEVEL: _("another level"),
        Why.AUDIENCE_UNKNOWN: _("audience not stated"),
        Why.LEVEL_UNKNOWN: _("level not stated"), Why.DATES_UNKNOWN: _("no date stated"),
    }
    return [said[one] for one in given]


def additions(standing: Standing, plan: Activity) -> list[str]:
    """Say what the plan would add to those that serve the same."""
    there = [one.line.activity for one in the_same(standing, plan)]
    if not there:
        return []
    named, number = words.audiences(), language(spoken()).number
    whom = {code for one in there for code in one.audiences}
    tongues = {code for one in there for code in one.languages}
    towns = {site.town for one in there for site in one.sites}
    seats = [one.seats for one in there if one.seats is not None]
    found = [
        _("for {audience}").format(audience=named[code])
        for code in plan.audiences if code not in whom
    ]
    found += [
        _("in {language}").format(language=words.languages().get(code, code))
        for code in plan.languages if code not in tongues
    ]
    found += [
        _("in {town}").format(town=site.town)
        for site in plan.sites if site.town and site.town not in towns
    ]
    if plan.seats and seats:
        found.append(_("{n} seats beside the {there} there are").format(
            n=number(plan.seats), there=number(sum(seats))))
    return found


def left_out(standing: Standing) -> list[str]:
    """Name the audiences and levels that nobody serves for this State and topic."""
    if not standing.every:
        return []
    left = untouched(one.line.activity for one in standing.every)
    return [
        *(words.audiences()[code] for code in left.audiences),
        *(_("level: {level}").format(level=words.levels()[one]) for one in left.levels),
    ]


def contacts(standing: Standing) -> list[dict[str, Any]]:
    """List whom to ask for seats: each provider once, with what it says about reaching it."""
    found: dict[str, dict[str, Any]] = {}
    for one in standing.every[:MOST]:
        activity = one.line.activity
        row = {"name": activity.provider, "contact": activity.contact, "url": activity.url
               if activity.url.startswith(("https://", "http://")) else "",
               "address": lines.provider_address(activity.provider)}
        if activity.provider and (row["contact"] or activity.provider not in found):
            found[activity.provider] = row
    return list(found.values())
