"""An activity out of its form, and a form's first values out of an activity."""

from dataclasses import replace
from typing import Any

from django.http import QueryDict

from tutela.foundation.errors import Problem
from tutela.pages.request import spoken
from tutela.registry.engine.record import (
    Activity,
    CostBand,
    Party,
    PartyRole,
    Presence,
    Proficiency,
    Site,
    Sort,
    Status,
)
from tutela.registry.web.forms.activity import MOST_ROWS, ActivityForm
from tutela.registry.web.forms.choices import languages

_ROWS = 2
_LONGEST_NUMBER = 3


def form_for(
    data: QueryDict | None, *, before: Activity | None = None, purpose: str = "own",
    visibility: str = "shared",
) -> ActivityForm:
    """Return the form: of what was sent, or of an activity, or empty."""
    further = tuple(code for code in (before.titles if before else ()) if code)
    further += tuple(before.summaries) if before else ()
    kw: dict[str, Any] = {"spoken": spoken(), "further": dict.fromkeys(further), "purpose": purpose}
    if data is not None:
        more = 3 if data.get("step") == "more" else 0
        kw |= {name: min(_number(data.get(name, "")) + more, MOST_ROWS)
               for name in ("places", "partners")}
        return ActivityForm(data, **kw)
    if before is None:
        return ActivityForm(**kw)
    kw["places"] = max(_ROWS, len(before.sites) + 1)
    kw["partners"] = max(_ROWS, len(before.parties) + 1)
    return ActivityForm(initial={**initial_of(before), "visibility": visibility}, **kw)


def _number(text: str) -> int:
    fits = text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER
    return int(text) if fits else _ROWS


def initial_of(activity: Activity) -> dict[str, Any]:
    """Return the values a form begins with."""
    names = ("sort", "topics", "audiences", "proficiency", "languages", "presence", "starts",
             "ends", "status", "seats", "attendance", "cost_band", "budget", "currency",
             "contact", "url", "parent", "evaluation")
    found: dict[str, Any] = {name: getattr(activity, name) for name in names}
    found |= {f"title_{code}": text for code, text in activity.titles.items()}
    found |= {f"summary_{code}": text for code, text in activity.summaries.items()}
    for number, site in enumerate(activity.sites):
        found |= {f"state_{number}": site.state, f"town_{number}": site.town}
    for number, party in enumerate(activity.parties):
        found |= {
            f"party_{number}": party.name, f"role_{number}": party.role.value,
            f"party_key_{number}": party.identifier,
        }
    return found


def drafted(form: ActivityForm, before: Activity | None = None) -> Activity:
    """Return what a form says; what it does not ask for stays as it was.

    Fields with errors are left out, so that a draft may be looked at before it is right.
    """
    told = form.cleaned_data
    base = before or Activity(identifier="", titles={})
    kept = {code for code, _ in languages()}
    spoken_in = {*told.get("languages", ()), *(set(base.languages) - kept)}
    return replace(
        base,
        titles=_worded(form, "title"), summaries=_worded(form, "summary"),
        sort=Sort(told.get("sort") or Sort.OTHER), sites=_sites(form, base),
        parties=_parties(form), topics=tuple(sorted(told.get("topics", ()))),
        audiences=tuple(sorted(told.get("audiences", ()))), languages=tuple(sorted(spoken_in)),
        proficiency=Proficiency(told["proficiency"]) if told.get("proficiency") else None,
        presence=Presence(told["presence"]) if told.get("presence") else None,
        status=Status(told["status"]) if told.get("status") else None,
        cost_band=CostBand(told["cost_band"]) if told.get("cost_band") else None,
        starts=told.get("starts"), ends=told.get("ends"), seats=told.get("seats"),
        attendance=told.get("attendance"), budget=told.get("budget"),
        currency=str(told.get("currency", "")).upper(), contact=told.get("contact", ""),
        url=told.get("url", ""), parent=told.get("parent", ""),
        evaluation=told.get("evaluation", ""),
    )


def _worded(form: ActivityForm, field: str) -> dict[str, str]:
    pairs = ((code, form.cleaned_data.get(f"{field}_{code}", "")) for code in form.codes)
    return {code: text for code, text in pairs if text}


def _sites(form: ActivityForm, base: Activity) -> tuple[Site, ...]:
    """Return the places; one that stood there before keeps its degrees."""
    known = {(site.state, site.town): site for site in base.sites}
    told = form.cleaned_data
    pairs = ((told.get(f"state_{n}", ""), told.get(f"town_{n}", "")) for n in range(form.places))
    return tuple(
        known.get((state, town), Site(state=state, town=town))
        for state, town in pairs if state or town
    )


def _parties(form: ActivityForm) -> tuple[Party, ...]:
    told = form.cleaned_data
    return tuple(
        Party(
            name=told[f"party_{n}"], role=PartyRole(told.get(f"role_{n}") or "provider"),
            identifier=told.get(f"party_key_{n}", ""),
        )
        for n in range(form.partners) if told.get(f"party_{n}")
    )


def take_problems(form: ActivityForm, problems: tuple[Problem, ...]) -> None:
    """Put problems beside the fields they belong to."""
    beside = {"title": f"title_{form.codes[0]}", "sites": "state_0"}
    for problem in problems:
        field = beside.get(problem.place.field, problem.place.field)
        form.add_error(field if field in form.fields else None, problem.text(spoken()))
