"""Explain why no plan exists: a smallest set of rules that cannot be met together."""

from collections.abc import Callable

from tutela.planning.engine.problem import Problem
from tutela.planning.engine.solution import Clash


def find_clashes(
    *, problem: Problem, stop: Callable[[], bool] | None = None
) -> tuple[Clash, ...]:
    """Return a smallest set of rules that clash."""
    return ()
