"""What is worked out beside a solution: which choices may change, and what more money would do."""

from collections.abc import Callable
from typing import Any

from tutela.planning.engine.problem import Problem
from tutela.planning.engine.solution import Solution


def of(problem: Problem, solution: Solution, *, stop: Callable[[], bool]) -> dict[str, Any]:
    """Return marks for a version as JSON values."""
    return {}
