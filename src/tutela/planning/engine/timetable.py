"""The rules of a timetable, for CP-SAT: who is where in which quarter, and what it takes.

One worker, a fixed seed and a limit in deterministic time: equal input has equal answers.
Source: Perron and Didier, OR-Tools CP-SAT, https://developers.google.com/optimization.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from tutela.planning.engine.candidates import Pair
from tutela.planning.engine.model import Model
from tutela.planning.engine.stopping import Stopped

UNKNOWN = "unknown"


@dataclass(slots=True, kw_only=True)
class Timetable:
    """A timetable in the making.

    Attributes:
        model: What is planned.
        program: CP-SAT's model.
        counts: By item, how many deliveries in each quarter; an item is a delivery or a cohort.
        cohorts: Number of the cohort of each item.
        presence: By pair and quarter, the literals of which one is true when it takes part.
        costs: By quarter and payers, terms of money.
    """

    model: Model
    program: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    counts: dict[int, list[cp_model.IntVar]] = field(default_factory=dict)
    cohorts: dict[int, int] = field(default_factory=dict)
    presence: dict[Pair, list[list[cp_model.IntVar]]] = field(default_factory=dict)
    costs: dict[tuple[int, tuple[str, ...]], list[tuple[cp_model.IntVar, int]]] = field(
        default_factory=dict
    )

    @property
    def quarters(self) -> range:
        """Return the quarters' numbers."""
        return range(self.model.problem.quarters)

    def add_rules(self, *, money: bool) -> None:
        """Add every rule that quarters matter for.

        Args:
            money: Whether to see to the money too; needless when all of it is known to suffice.
        """
        self._order()
        self._capacity()
        self._trainers()
        self._pilots()
        if money:
            self._money()

    def _order(self) -> None:
        seen: set[tuple[object, ...]] = set()
        for pair, required in self.model.candidates.requires.items():
            if pair not in self.presence:
                continue
            for code in required:
                later = self.presence[pair]
                earlier = self.presence.get((pair[0], code), [[] for _ in self.quarters])
                key = tuple(
                    tuple(one.index for one in part) for side in (later, earlier) for part in side
                )
                if key not in seen:
                    seen.add(key)
                    self._before(earlier, later)

    def _before(
        self, earlier: list[list[cp_model.IntVar]], later: list[list[cp_model.IntVar]]
    ) -> None:
        for quarter in self.quarters:
            done = [one for part in earlier[:quarter] for one in part]
            self.program.add(sum(one for part in later[: quarter + 1] for one in part) <= sum(done))

    def _capacity(self) -> None:
        seen: set[tuple[int, ...]] = set()
        by_state: dict[str, list[list[list[cp_model.IntVar]]]] = {}
        for pair, parts in self.presence.items():
            by_state.setdefault(pair[0], []).append(parts)
        for state, all_parts in by_state.items():
            most = self.model.problem.states[state].capacity
            for quarter in self.quarters:
                terms = [one for parts in all_parts for one in parts[quarter]]
                key = most, *(one.index for one in terms)
                if len(terms) > most and key not in seen:
                    seen.add(key)
                    self.program.add(sum(terms) <= most)

    def _trainers(self) -> None:
        problem = self.model.problem
        terms: dict[tuple[str, int], list[tuple[cp_model.IntVar, int]]] = {}
        for item, counts in self.counts.items():
            cohort = self.model.cohorts[self.cohorts[item]]
            days = problem.types[cohort.type].trainer_days
            if days:
                for quarter in self.quarters:
                    terms.setdefault((cohort.language, quarter), []).append((counts[quarter], days))
        for (language, _), parts in terms.items():
            most = problem.trainer_days.get(language, 0)
            self.program.add(sum(days * count for count, days in parts) <= most)

    def _pilots(self) -> None:
        """Let the first delivery to pilots come in an earlier quarter than any to the others."""
        if self.model.problem.quarters == 1:
            return
        pilots: dict[str, list[list[cp_model.IntVar]]] = {}
        others: dict[str, list[list[cp_model.IntVar]]] = {}
        for item, counts in self.counts.items():
            cohort = self.model.cohorts[self.cohorts[item]]
            (pilots if cohort.pilot else others).setdefault(cohort.type, []).append(counts)
        for code in sorted(pilots.keys() & others.keys()):
            every = [one for counts in pilots[code] for one in counts]
            without = self.program.new_bool_var("")
            self.program.add(sum(every) == 0).only_enforce_if(without)
            self.program.add(sum(every) >= 1).only_enforce_if(~without)
            for quarter in self.quarters:
                before = [one for counts in pilots[code] for one in counts[:quarter]]
                led = self.program.new_bool_var("")
                self.program.add(sum(before) >= 1).only_enforce_if(led)
                for counts in others[code]:
                    self.program.add(counts[quarter] == 0).only_enforce_if(~led, ~without)

    def _money(self) -> None:
        """Pay everything; only what is limited by quarter is told apart by quarter."""
        problem = self.model.problem
        quarterly = {fund.code for fund in problem.funds if fund.by_quarter}
        sums: dict[tuple[str, ...], list[tuple[cp_model.IntVar, int]]] = {}
        paid: dict[tuple[str, ...], list[cp_model.IntVar]] = {}
        spent: dict[tuple[str, int], list[cp_model.IntVar]] = {}
        for (quarter, payers), terms in sorted(self.costs.items(), key=lambda item: item[0]):
            sums.setdefault(payers, []).extend(terms)
            by_quarter = []
            for code in payers:
                if code in quarterly:
                    part = self.program.new_int_var(0, _ceiling(terms), "")
                    by_quarter.append(part)
                    spent.setdefault((code, quarter), []).append(part)
            if by_quarter:
                cost = sum(price * one for one, price in terms)
                self.program.add(sum(by_quarter) <= cost)
                paid.setdefault(payers, []).extend(by_quarter)
        for payers, terms in sums.items():
            for code in payers:
                if code not in quarterly:
                    part = self.program.new_int_var(0, _ceiling(terms), "")
                    paid.setdefault(payers, []).append(part)
                    spent.setdefault((code, 0), []).append(part)
            cost = sum(price * one for one, price in terms)
            self.program.add(cost <= sum(paid.get(payers, [])))
        for fund in problem.funds:
            every = [one for q in self.quarters for one in spent.get((fund.code, q), [])]
            self.program.add(sum(every) <= fund.amount)
            for quarter, most in enumerate(fund.by_quarter):
                self.program.add(sum(spent.get((fund.code, quarter), [])) <= most)


def _ceiling(terms: list[tuple[cp_model.IntVar, int]]) -> int:
    return sum(cost * one.proto.domain[1] for one, cost in terms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What CP-SAT found.

    Attributes:
        status: "optimal", "feasible", "infeasible" or "unknown".
        value: Gives the value of a variable, when something was found.
        objective: Of what was found.
        bound: Proven.
    """

    status: str
    value: Callable[[cp_model.IntVar], int]
    objective: float = 0.0
    bound: float = 0.0


def search(
    *,
    program: cp_model.CpModel,
    effort: float,
    gap: float = 0.0,
    stop: Callable[[], bool] | None = None,
) -> Found:
    """Run CP-SAT.

    Args:
        program: The model.
        effort: Limit in CP-SAT's deterministic time, about seconds.
        gap: Proven distance from the best at which to stop, share.
        stop: Asked at each better answer and bound.

    Raises:
        Stopped: ``stop`` said so.
    """
    solver = cp_model.CpSolver()
    settings = solver.parameters
    settings.num_workers = 1
    settings.random_seed = 7
    settings.linearization_level = 2  # the sums of days and money are told well by its relaxation
    settings.max_deterministic_time = effort
    settings.relative_gap_limit = gap
    told: list[bool] = []
    if stop is not None:
        solver.best_bound_callback = lambda _: _ask(solver, stop, told)
    status = solver.solve(program)
    if told or (stop is not None and stop()):
        raise Stopped
    names = {"OPTIMAL": "optimal", "FEASIBLE": "feasible", "INFEASIBLE": "infeasible"}
    name = names.get(solver.status_name(status), UNKNOWN)
    if name not in {"optimal", "feasible"}:
        return Found(status=name, value=lambda _: 0)
    return Found(
        status=name,
        value=lambda one: int(solver.value(one)),
        objective=solver.objective_value,
        bound=solver.best_objective_bound,
    )


def _ask(solver: cp_model.CpSolver, stop: Callable[[], bool], told: list[bool]) -> None:
    if stop():
        told.append(True)
        solver.stop_search()
