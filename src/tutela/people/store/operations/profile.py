"""What people set about themselves."""

from tutela.foundation.clock import Clock
from tutela.foundation.errors import N_, InputRefused, Place, Problem
from tutela.foundation.language import CODES
from tutela.people.engine.viewer import Viewer
from tutela.people.store import models
from tutela.people.store.recording import actor_of, work, write

THEMES = ("auto", "light", "dark")


def set_profile(
    *, viewer: Viewer, clock: Clock, name: str | None = None, language: str | None = None,
    theme: str | None = None,
) -> None:
    """Set any of the viewer's name, language (one of the six) and theme (auto, light, dark).

    Raises:
        InputRefused: An empty or overlong name, or a language or theme there is not.
    """
    given = {"name": name, "language": language, "theme": theme}
    changes = {field: value.strip() for field, value in given.items() if value is not None}
    _check(changes)
    if not changes:
        return
    with work(viewer.organisation):
        models.Account.objects.filter(pk=viewer.account).update(**changes)
        write(
            organisation=viewer.organisation, actor=actor_of(viewer.account),
            action="profile.set", subject=actor_of(viewer.account),
            detail={field: True if field == "name" else value for field, value in changes.items()},
            clock=clock,
        )


def _check(changes: dict[str, str]) -> None:
    problems = []
    if "name" in changes and not 0 < len(changes["name"]) <= 150:  # noqa: PLR2004 - the column
        problems.append(_problem("name", N_("Enter your name, in at most 150 characters.")))
    if changes.get("language", "en") not in CODES:
        problems.append(_problem("language", N_("Choose one of the six languages.")))
    if changes.get("theme", "auto") not in THEMES:
        problems.append(_problem("theme", N_("Choose light, dark, or as the system.")))
    if problems:
        raise InputRefused(problems)


def _problem(field: str, template: str) -> Problem:
    return Problem(code=f"profile.{field}", template=template, place=Place(field=field))
