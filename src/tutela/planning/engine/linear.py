"""A mixed-integer model filled row by row and solved by HiGHS, the same way every time.

HiGHS is told to stop by its proven gap or by a number of nodes and never by the clock, and runs on
one thread: equal models have equal answers.
Source: Q. Huangfu and J. A. J. Hall, doi:10.1007/s12532-017-0130-5.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import highspy
import numpy as np

from tutela.planning.engine.stopping import Stopped

INFINITY = math.inf


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What HiGHS found.

    Attributes:
        status: "optimal" (to the gap asked for), "infeasible" or "limit".
        values: Value of each column; empty when no point was found.
        objective: Of that point.
        bound: Proven: no point is better.
        prices: Dual value of each row, of a linear model only.
    """

    status: str
    values: tuple[float, ...] = ()
    objective: float = -INFINITY
    bound: float = INFINITY
    prices: tuple[float, ...] = ()


class Silent(highspy.Highs):
    """HiGHS without its banner, which it would print as soon as its callbacks are enabled."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def enableCallbacks(self) -> None:  # noqa: N802 - the name it has there
        """Turn the output off first."""
        self.silent()
        super().enableCallbacks()  # type: ignore[no-untyped-call]


@dataclass(slots=True)
class Linear:
    """A model to be maximised, columns and rows in the order they were added."""

    gains: list[float] = field(default_factory=list)
    lowest: list[float] = field(default_factory=list)
    highest: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    columns: list[int] = field(default_factory=list)
    factors: list[float] = field(default_factory=list)
    least: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    impossible: bool = False

    def column(
        self, *, gain: float = 0.0, low: float = 0.0, high: float = 1.0, whole: bool = False
    ) -> int:
        """Add a column and return its number."""
        self.gains.append(gain)
        self.lowest.append(low)
        self.highest.append(high)
        self.whole.append(whole)
        return len(self.gains) - 1

    def row(
        self, terms: Sequence[tuple[int, float]], *, low: float = -INFINITY, high: float = INFINITY
    ) -> int:
        """Add a row over (column, factor) pairs and return its number."""
        if not terms and not low <= 0.0 <= high:
            self.impossible = True  # HiGHS passes over rows of a model without columns
        self.columns.extend(column for column, _ in terms)
        self.factors.extend(factor for _, factor in terms)
        self.starts.append(len(self.columns))
        self.least.append(low)
        self.most.append(high)
        return len(self.least) - 1

    def solve(
        self,
        *,
        gap: float = 0.0,
        nodes: int = 100_000,
        relaxed: bool = False,
        start: Sequence[float] = (),
        stop: Callable[[], bool] | None = None,
    ) -> Answer:
        """Maximise.

        Args:
            gap: Proven distance from the best at which to stop, share.
            nodes: Most nodes of the search tree.
            relaxed: Whether to let whole columns take parts, which yields prices.
            start: A point to begin from, if it is any good.
            stop: Asked now and then; True ends the search.

        Raises:
            Stopped: ``stop`` said so.
        """
        if self.impossible:
            return Answer(status="infeasible", bound=-INFINITY)
        solver = Silent()
        options: dict[str, float | str] = {
            "threads": 1, "random_seed": 7, "parallel": "off",
            "mip_rel_gap": gap, "mip_abs_gap": 1e-6, "mip_max_nodes": nodes,
        }  # fmt: skip
        for name, value in options.items():
            solver.setOptionValue(name, value)
        solver.passModel(self.passed(relaxed=relaxed))
        if len(start):
            point = highspy.HighsSolution()
            point.col_value = [float(value) for value in start]
            solver.setSolution(point)
        told = _listen(solver, stop)
        if solver.run() == highspy.HighsStatus.kError:
            message = "HiGHS refused the model or its options"
            raise AssertionError(message)
        if told:
            raise Stopped
        return self._answer(solver, relaxed=relaxed)

    def passed(self, *, relaxed: bool = False) -> highspy.HighsLp:
        """Return the model as HiGHS takes it, which looks for the least: gains become costs."""
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        passed = highspy.HighsLp()
        passed.num_col_, passed.num_row_ = len(self.gains), len(self.least)
        passed.col_cost_ = -np.array(self.gains, float)
        passed.col_lower_ = np.array(self.lowest, float)
        passed.col_upper_ = np.array(self.highest, float)
        passed.row_lower_ = np.array(self.least, float)
        passed.row_upper_ = np.array(self.most, float)
        if not relaxed:
            passed.integrality_ = [kinds[whole] for whole in self.whole]
        passed.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        passed.a_matrix_.start_ = np.array(self.starts, np.int32)
        passed.a_matrix_.index_ = np.array(self.columns, np.int32)
        passed.a_matrix_.value_ = np.array(self.factors, float)
        return passed

    def _answer(self, solver: highspy.Highs, *, relaxed: bool) -> Answer:
        status, info = solver.getModelStatus(), solver.getInfo()
        if status in {
            highspy.HighsModelStatus.kInfeasible,
            highspy.HighsModelStatus.kUnboundedOrInfeasible,
        }:
            return Answer(status="infeasible", bound=-INFINITY)
        found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        point = solver.getSolution()
        objective = -info.objective_function_value
        whole = not relaxed and any(self.whole)
        done = status == highspy.HighsModelStatus.kOptimal
        return Answer(
            status="optimal" if done else "limit",
            values=tuple(point.col_value) if found else (),
            objective=objective if found else -INFINITY,
            bound=-info.mip_dual_bound if whole else objective,
            prices=() if whole else tuple(-price for price in point.row_dual),
        )


def _listen(solver: highspy.Highs, stop: Callable[[], bool] | None) -> list[bool]:
    """Let HiGHS ask whether to stop; the list is no longer empty once it was told to."""
    told: list[bool] = []
    if stop is None:
        return told

    def ask(event: highspy.HighsCallbackEvent) -> None:
        if told or stop():
            told.append(True)
            event.interrupt()

    solver.cbMipInterrupt.subscribe(ask)
    return told
