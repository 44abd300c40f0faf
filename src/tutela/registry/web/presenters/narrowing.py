"""A short form that narrows a view: State, topic, audience."""

from typing import Any

from django.utils.translation import gettext as _

from tutela.foundation.country import countries
from tutela.people.engine.states import INVENTED
from tutela.registry.web.asking import FACETS, Asked
from tutela.registry.web.presenters import words

_SHOWN = ("state", "topic", "audience")


def state_choices() -> list[tuple[str, str]]:
    """List every State by its name in the page's language, invented ones last."""
    real = sorted(((code, words.state(code)) for code in countries()), key=lambda one: one[1])
    return [*real, *sorted(((code, words.state(code)) for code in INVENTED),
                           key=lambda one: one[1])]


def narrowing(asked: Asked, *, names: tuple[str, ...] = _SHOWN) -> dict[str, Any]:
    """Return selects with what is chosen, and what the form carries along unseen."""
    tables = {
        "state": (_("State"), _("All States"), state_choices),
        "topic": (_("Topic"), _("All topics"), lambda: list(words.topics().items())),
        "audience": (_("Audience"), _("All audiences"), lambda: list(words.audiences().items())),
    }
    selects = []
    for name in names:
        title, every, choices = tables[name]
        chosen = getattr(asked.filters, FACETS[name][0])[:1]
        selects.append({
            "name": name, "title": title, "every": every,
            "choices": [(code, said, code in chosen) for code, said in choices()],
        })
    return {"selects": selects, "carried": asked.hidden(*names)}
