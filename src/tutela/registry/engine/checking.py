"""What must hold of an activity before it is kept."""

from collections.abc import Iterator

from tutela.foundation.errors import N_, Place, Problem
from tutela.people.engine.states import is_state
from tutela.registry.engine.record import Activity
from tutela.registry.engine.vocabulary import vocabulary


def problems_of(activity: Activity) -> tuple[Problem, ...]:
    """Return everything that keeps an activity out, each with its field."""
    return tuple(_problems(activity))


def _problems(activity: Activity) -> Iterator[Problem]:
    if not any(title.strip() for title in activity.titles.values()):
        yield _problem("title", N_("Give the activity a title in at least one language."))
    if activity.starts and activity.ends and activity.ends < activity.starts:
        yield _problem(
            "ends", N_("The last day lies before the first day. Correct one of the two dates.")
        )
    yield from _unknown(activity)
    yield from _amounts(activity)
    if activity.url and not activity.url.startswith(("https://", "http://")):
        yield _problem("url", N_("Write the whole address of the page, beginning with https://"))


def _unknown(activity: Activity) -> Iterator[Problem]:
    for code in activity.states:
        if not is_state(code):
            yield _problem("sites", N_("“{value}” is not the code of a State. Choose a State from "
                                       "the list."), value=code)
    known = vocabulary()
    for name, codes in (("topics", known.topics), ("audiences", known.audiences)):
        for code in getattr(activity, name):
            if code not in codes:
                yield _problem(name, N_("“{value}” is not in the vocabulary. Choose from the "
                                        "list."), value=code)


def _amounts(activity: Activity) -> Iterator[Problem]:
    for name in ("seats", "attendance", "budget"):
        value = getattr(activity, name)
        if value is not None and value < 0:
            yield _problem(name, N_("Write a number that is not below zero, or leave the field "
                                    "empty."))
    if activity.budget is not None and not activity.currency:
        yield _problem("currency", N_("Say in which currency the budget is, for example USD."))


def _problem(field: str, template: str, **params: object) -> Problem:
    return Problem(
        code=f"registry.{field}", template=template, place=Place(field=field), params=params
    )
