"""Find what is malformed in a planning problem before anybody tries to solve it."""

from tutela.foundation.errors import InputRefused, N_
from tutela.foundation.errors import Problem as Fault
from tutela.planning.engine.problem import Problem


class ProblemRefused(InputRefused):
    """The planning problem is malformed."""

    code = "planning.problem-refused"
    template = N_("The plan cannot be calculated until what is wrong in its input is put right.")


def check(*, problem: Problem) -> tuple[Fault, ...]:
    """Return everything malformed, in the order of the problem's parts."""
    return ()


def refuse_malformed(*, problem: Problem) -> None:
    """Refuse a malformed problem.

    Raises:
        ProblemRefused: With everything that ``check`` finds.
    """
    faults = check(problem=problem)
    if faults:
        raise ProblemRefused(faults)
