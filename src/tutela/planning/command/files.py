"""What the verbs read and write: problems and plans as JSON."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tutela.foundation.errors import N_, InputRefused, Place, Problem
from tutela.terminal.files import read_up_to

if TYPE_CHECKING:
    from tutela.planning.engine.problem import Problem as PlanningProblem
    from tutela.planning.engine.solution import Solution

LARGEST = 100_000_000
"""Bytes of the largest problem or plan that is read."""
SCHEMA = "tutela.plan/1"
_NOT_A_PLAN = N_("This is not a plan. Make one with “tutela planning solve”.")
_TOO_LARGE = N_("The file is larger than {megabytes} MB. Give the file of one plan.")


def read_bytes(file: Path) -> bytes:
    """Return a file's bytes.

    Raises:
        FileTrouble: It cannot be read.
        InputRefused: It is too large.
    """
    data = read_up_to(file, LARGEST)
    if len(data) > LARGEST:
        raise InputRefused([Problem(
            code="planning.file-large", template=_TOO_LARGE, place=Place(file=file.name),
            params={"megabytes": LARGEST // 1_000_000},
        )])
    return data


def read_json(file: Path) -> Any:
    """Return what a JSON file holds, or refuse it as no plan."""
    try:
        return json.loads(read_bytes(file).decode("utf-8-sig"))
    except (ValueError, RecursionError) as fault:
        raise _refused(file) from fault


def read_problem(file: Path) -> "PlanningProblem":
    """Return a problem from its own file, or from a plan's."""
    from tutela.planning.engine.payload import problem_from_plain

    value = read_json(file)
    if isinstance(value, dict) and value.get("schema") == SCHEMA:
        value = value.get("problem")
    return problem_from_plain(value, name=file.name)


def read_plan(file: Path) -> "tuple[PlanningProblem, Solution]":
    """Return a solved plan.

    Raises:
        InputRefused: It is no plan.
    """
    from tutela.planning.engine.payload import problem_from_plain, solution_from_plain

    value = read_json(file)
    if not isinstance(value, dict) or value.get("schema") != SCHEMA:
        raise _refused(file)
    problem = problem_from_plain(value.get("problem"), name=file.name)
    try:
        return problem, solution_from_plain(value["solution"])
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise _refused(file) from fault


def plan_bytes(problem: "PlanningProblem", solution: "Solution") -> bytes:
    """Return a plan's file."""
    from tutela.planning.engine.payload import dumped, problem_to_plain, solution_to_plain

    return dumped({"schema": SCHEMA, "problem": problem_to_plain(problem),
                   "solution": solution_to_plain(solution)})


def _refused(file: Path) -> InputRefused:
    return InputRefused([Problem(code="planning.plan-file", template=_NOT_A_PLAN,
                                 place=Place(file=file.name))])
