"""The form of an activity as its page shows it, and the look before it is saved."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from tutela.people.engine.viewer import Viewer
from tutela.registry.engine.overlap import Addition
from tutela.registry.engine.record import Activity
from tutela.registry.store.queries.overlapping import Found, Standing, standing
from tutela.registry.store.queries.similar import Similar, similar
from tutela.registry.web.forms.activity import ActivityForm
from tutela.registry.web.forms.drafting import drafted
from tutela.registry.web.presenters import lines, weighing, words
from tutela.registry.web.presenters.suggested import audience_rows, suggestions, topic_groups

LOOKED_AT = 3
"""Likely duplicates that are shown side by side."""
PARTLY = 5
_CARRIED_NOT = {"csrfmiddlewaretoken", "step", "anyway_why"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What is in the registry already that an activity may repeat."""

    alike: tuple[Similar, ...]
    standing: Standing | None

    @property
    def found(self) -> bool:
        """Tell whether a person should see it before saving."""
        return bool(self.alike or (self.standing and self.standing.serving))


def look(viewer: Viewer, activity: Activity, *, today: date) -> Look:
    """Look for the same activity, and for others that serve the same."""
    alike = similar(viewer, activity=activity, limit=LOOKED_AT)
    planned = bool(activity.states and activity.topics)
    return Look(
        alike=alike, standing=standing(viewer, activity, today=today) if planned else None
    )


def parts(form: ActivityForm, *, suggest: bool) -> dict[str, Any]:
    """Return the parts of the form's page."""
    others = form.codes[1:]
    return {
        "purpose": form.purpose,
        "others": [
            {"name": form.fields[f"title_{code}"].tongue,  # type: ignore[attr-defined]
             "title": form[f"title_{code}"], "summary": form[f"summary_{code}"]}
            for code in others
        ],
        "others_open": any(
            form[f"{name}_{code}"].value() for code in others for name in ("title", "summary")
        ),
        "places": [
            (form[f"state_{number}"], form[f"town_{number}"]) for number in range(form.places)
        ],
        "partners": [
            (form[f"party_{number}"], form[f"role_{number}"], form[f"party_key_{number}"])
            for number in range(form.partners)
        ],
        **about(form, suggest=suggest),
    }


def about(form: ActivityForm, *, suggest: bool) -> dict[str, Any]:
    """Return topics and audiences: those suggested first, the others by need area."""
    topics, audiences = form["topics"].value() or [], form["audiences"].value() or []
    found: dict[str, list[dict[str, Any]]] = {"topics": [], "audiences": []}
    if suggest and hasattr(form, "cleaned_data"):
        found = suggestions(drafted(form), chosen=topics, whom=audiences)
    return {
        "form": form, "first": (form[f"title_{form.codes[0]}"], form[f"summary_{form.codes[0]}"]),
        "suggested": found, "asked": suggest,
        "groups": topic_groups(topics, {row["code"] for row in found["topics"]}),
        "audiences": audience_rows(audiences, {row["code"] for row in found["audiences"]}),
    }


def check_page(found: Look, activity: Activity, data: QueryDict) -> dict[str, Any]:
    """Return the page that shows what is there already."""
    shown = {one.record for one in found.alike}
    serving = [one for one in found.standing.serving if one.line.key not in shown] \
        if found.standing else []
    partly = [one for one in found.standing.partly if one.line.key not in shown] \
        if found.standing else []
    return {
        "title": lines.titled(activity),
        "alike": [_alike(one, activity) for one in found.alike],
        "serving": [_serving(one) for one in serving],
        "partly": [_serving(one) for one in partly[:PARTLY]],
        "adds": _adds(found.standing.adds) if found.standing and serving else [],
        "carried": [
            (name, value) for name, values in data.lists() if name not in _CARRIED_NOT
            for value in values
        ],
    }


def _alike(one: Similar, mine: Activity) -> dict[str, Any]:
    return {
        "address": reverse("registry:record", args=[one.record]),
        "title": lines.titled(one.activity),
        "provider": one.activity.provider, "chance": weighing.chance(one.comparison.probability),
        "rows": weighing.reasons(
            [asdict(reason) for reason in one.comparison.reasons], mine, one.activity
        ),
    }


def _adds(found: Addition) -> list[str]:
    """Say what the activity would add to those that serve the same in full."""
    topics, audiences, tongues = words.topics(), words.audiences(), words.languages()
    level = [words.levels()[found.proficiency]] if found.proficiency else []
    return [
        *(words.state(code) for code in found.states),
        *(topics[code] for code in found.topics),
        *(audiences[code] for code in found.audiences), *level,
        *(tongues.get(code, code) for code in found.languages), *found.towns,
    ]


def _serving(one: Found) -> dict[str, Any]:
    activity = one.line.activity
    return {
        "address": reverse("registry:record", args=[one.line.key]), "title": lines.titled(activity),
        "provider": activity.provider, "dates": lines.dates(activity),
        "people": lines.people(activity),
    }
