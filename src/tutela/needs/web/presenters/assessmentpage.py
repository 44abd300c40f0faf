"""Everything the overview of one assessment shows, from one reading of it."""

from datetime import date
from typing import Any

from tutela.needs.engine.instrument import Words, current_instrument
from tutela.needs.store.queries.assessments import may_change, sheet
from tutela.needs.store.queries.questions import recent_changes
from tutela.needs.web.presenters import dashboard as shape
from tutela.needs.web.presenters.progress import by_domain, progress, standings
from tutela.people.engine.roles import Action
from tutela.people.engine.viewer import Viewer


def assessment_page(viewer: Viewer, key: int, *, words: Words, today: date) -> dict[str, Any]:
    """Return the overview of one assessment.

    Raises:
        NotFound: It belongs to others.
    """
    instrument = current_instrument()
    found = sheet(viewer, key)
    standing = standings(found, instrument, today=today)
    whole = progress(standing)
    return {
        "found": found, "whole": whole,
        "finding": shape.finding(found, whole),
        "lead": shape.lead(
            found, whole, spoken=words.language, decides=viewer.may(Action.SETTLE)
        ),
        "steps": shape.steps(
            found, standing, words=words, today=today, spoken=words.language,
            may_answer=viewer.may(Action.ANSWER), may_lead=viewer.may(Action.OPEN_ASSESSMENT),
        ),
        "domains": [
            {"letter": letter, "name": words.domains[letter], "progress": one}
            for letter, one in by_domain(standing, instrument).items()
        ],
        "team": shape.team(found),
        "changes": shape.changes(recent_changes(viewer, found), found, words=words),
        "may_invite": may_change(viewer, found, Action.OPEN_ASSESSMENT),
        "may_close": found.own and viewer.may(Action.OPEN_ASSESSMENT),
        "may_disclose": found.own and viewer.may(Action.DISCLOSE),
        "may_import": found.open and viewer.may(Action.ANSWER),
    }
