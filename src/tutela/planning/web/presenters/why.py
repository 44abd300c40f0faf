"""Why a State takes part in an activity or not, and what it would take."""

from collections.abc import Mapping
from typing import Any

from tutela.planning.engine.problem import Problem
from tutela.planning.engine.solution import Solution
from tutela.planning.store.queries.plans import Version
from tutela.planning.web.presenters.names import Names


def price_words(
    marks: Mapping[str, Any], problem: Problem, solution: Solution, names: Names
) -> str:
    """Say where the next money would close most need, "" when that is not known."""
    return ""


def of_state(version: Version, code: str, names: Names) -> dict[str, Any] | None:
    """Say in how many activities a State takes part, and why not in the others."""
    return None
