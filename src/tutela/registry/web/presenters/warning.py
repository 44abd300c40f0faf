"""The warning before something is planned that others do already."""

from datetime import date
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tutela.foundation.country import countries
from tutela.pages.request import spoken
from tutela.people.engine.states import INVENTED, state_name
from tutela.people.engine.viewer import Viewer
from tutela.registry.engine.overlap import MONTHS
from tutela.registry.engine.record import Activity, Proficiency, Site
from tutela.registry.engine.untouched import untouched
from tutela.registry.engine.words import folded
from tutela.registry.store.queries.overlapping import Found, Standing, standing
from tutela.registry.web.about import topics_of
from tutela.registry.web.asking import Asked
from tutela.registry.web.presenters import lines, words

NAMED = 3
"""Activities that the warning names."""
_SHORT = 4


def warning(viewer: Viewer, asked: Asked, *, today: date) -> dict[str, Any] | None:
    """Return what to know before planning, when one State and a topic are asked for."""
    state = state_of(asked)
    topics = asked.filters.topics or (topics_of(asked.filters.words, spoken()) if state else ())
    if not state or not topics:
        return None
    plan = planned(state, topics, asked)
    found = standing(viewer, plan, today=today)
    if not found.every:
        return _nothing(state, topics, asked)
    left = untouched(
        (one.line.activity for one in found.every), audiences=plan.audiences,
        levels=[Proficiency(level) for level in asked.filters.levels],
    )
    return {
        "title": _("Before you plan this for {state}").format(state=words.state(state)),
        "text": _already(found, state, topics), "named": [_named(one) for one in _first(found)],
        "adds": [
            *(words.audiences()[code] for code in left.audiences),
            *(_("level: {level}").format(level=words.levels()[one]) for one in left.levels),
        ],
        "unsaid": _unsaid(left.silent + left.half_silent),
        "address": compare_address(state, topics, asked), "found": True,
    }


def planned(state: str, topics: tuple[str, ...], asked: Asked) -> Activity:
    """Return the activity that a search would plan."""
    levels = asked.filters.levels
    return Activity(
        identifier="", titles={}, sites=(Site(state=state),), topics=tuple(sorted(topics)),
        audiences=tuple(sorted(asked.filters.audiences)),
        proficiency=Proficiency(levels[0]) if len(levels) == 1 else None,
    )


def state_of(asked: Asked) -> str:
    """Return the one State that is chosen, or that the words name; "" without one."""
    if asked.filters.states:
        return asked.filters.states[0] if len(asked.filters.states) == 1 else ""
    return named_state(asked.filters.words, spoken())


def named_state(text: str, language: str) -> str:
    """Return the State that a text names in a language, "" when none or several are.

    >>> named_state("interviewing children marevia", "en"), named_state("Kenya and Chad", "en")
    ('XMA', '')
    """
    plain = f" {folded(text)} "
    if not plain.strip():
        return ""
    found = {code for code in (*countries(), *INVENTED) if _names(plain, code, language)}
    return next(iter(found)) if len(found) == 1 else ""


def _names(plain: str, code: str, language: str) -> bool:
    name = folded(state_name(code, language))
    # An invented State is called by the last word of its name, as real ones are by theirs.
    shown = {name, name.split()[-1]} if code in INVENTED and language == "en" else {name}
    if language == "zh":
        return name in plain
    return any(f" {one} " in plain for one in shown if len(one) >= _SHORT)


def _first(found: Standing) -> tuple[Found, ...]:
    return found.every[:NAMED]


def _already(found: Standing, state: str, topics: tuple[str, ...]) -> str:
    count = len(found.every)
    text = ngettext(
        "{n} activity already serves {topics} in {state}, within {months} months of today.",
        "{n} activities already serve {topics} in {state}, within {months} months of today.",
        count,
    )
    return text.format(
        n=count, topics=topic_words(topics), state=words.state(state), months=MONTHS
    )


def topic_words(topics: tuple[str, ...]) -> str:
    """Name topics in a sentence."""
    named = words.topics()
    return lines.listed([_("“{words}”").format(words=named[code]) for code in topics])


def _named(found: Found) -> dict[str, Any]:
    shown = lines.line(found.line)
    level = found.line.activity.proficiency
    return {**shown, "level": words.levels()[level] if level else _("level not stated")}


def _unsaid(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "{n} of them does not say whom it takes or how far, so it may serve this too.",
        "{n} of them do not say whom they take or how far, so they may serve this too.", count,
    ).format(n=count)


def _nothing(state: str, topics: tuple[str, ...], asked: Asked) -> dict[str, Any]:
    return {
        "title": _("Nobody is known to do this in {state}").format(state=words.state(state)),
        "text": _(
            "The registry holds nothing on {topics} there within {months} months of today. It "
            "knows only what providers have told it."
        ).format(topics=topic_words(topics), months=MONTHS),
        "named": [], "adds": [], "unsaid": "", "found": False,
        "address": compare_address(state, topics, asked),
    }


def compare_address(state: str, topics: tuple[str, ...], asked: Asked) -> str:
    """Return where the plan and what exists stand side by side."""
    query = QueryDict(mutable=True)
    query.update({"state": state, "topic": topics[0]})
    query.setlist("audience", list(asked.filters.audiences))
    if len(asked.filters.levels) == 1:
        query["level"] = asked.filters.levels[0]
    return f"{reverse('registry:check')}?{query.urlencode()}"
