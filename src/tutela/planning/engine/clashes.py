"""Explain why no plan exists: a smallest set of rules that cannot be met together.

Each rule can be taken out of the problem by itself; the set found cannot be met, and can be met as
soon as any one of its rules is taken out.
Source: U. Junker, QuickXplain: preferred explanations and relaxations, AAAI 2004, pp. 167-172.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from tutela.planning.engine.candidates import pinned_pairs
from tutela.planning.engine.choose import NODES, read, select
from tutela.planning.engine.integrated import everything, improve
from tutela.planning.engine.model import Chosen, Model, build_model
from tutela.planning.engine.problem import Fund, Pin, Problem
from tutela.planning.engine.schedule import schedule, split
from tutela.planning.engine.solution import Clash

ENOUGH = 10**9
"""Money or days nobody can use up, small enough for sums of whole numbers."""
EFFORT = 2.0

type Rule = tuple[str, str, str]
"""Name of the rule, and one or two codes that say which."""


def find_clashes(*, problem: Problem, stop: Callable[[], bool] | None = None) -> tuple[Clash, ...]:
    """Return a smallest set of rules that clash; empty when a plan exists."""
    rules = list_rules(problem=problem)
    if possible(problem=problem, stop=stop):
        return ()

    def fails(kept: Sequence[Rule]) -> bool:
        return not possible(problem=keep_only(problem=problem, rules=kept), stop=stop)

    return tuple(_clash(problem, rule) for rule in sorted(_smallest([], [], rules, fails)))


def list_rules(*, problem: Problem) -> list[Rule]:
    """Return every rule that can be taken out, those a person laid down by hand last."""
    languages = {state.language for state in problem.states.values()} | set(problem.trainer_days)
    return [
        *([("pilot", "", "")] if any(state.pilot for state in problem.states.values()) else []),
        *(
            ("prerequisite", code, required)
            for code in sorted(problem.types)
            for required in sorted(problem.types[code].requires)
        ),
        *(("capacity", code, "") for code in sorted(problem.states)),
        *(("trainer-days", language, "") for language in sorted(languages)),
        *(("budget", fund.code, "") for fund in problem.funds),
        *(("floor", region, "") for region in sorted(problem.floors)),
        *(("pin", f"{number:06}", "") for number in range(len(problem.pins))),
    ]


def keep_only(*, problem: Problem, rules: Sequence[Rule]) -> Problem:
    """Return the problem with all other rules taken out."""
    kept = set(rules)
    languages = {state.language for state in problem.states.values()} | set(problem.trainer_days)
    return replace(
        problem,
        pins=tuple(
            pin for number, pin in enumerate(problem.pins) if ("pin", f"{number:06}", "") in kept
        ),
        floors={
            code: least for code, least in problem.floors.items() if ("floor", code, "") in kept
        },
        funds=tuple(
            fund
            if ("budget", fund.code, "") in kept
            else Fund(code=fund.code, name=fund.name, amount=ENOUGH)
            for fund in problem.funds
        ),
        trainer_days={
            one: problem.trainer_days.get(one, 0) if ("trainer-days", one, "") in kept else ENOUGH
            for one in languages
        },
        states={
            code: replace(
                state,
                capacity=state.capacity if ("capacity", code, "") in kept else len(problem.types),
                pilot=state.pilot and ("pilot", "", "") in kept,
            )
            for code, state in problem.states.items()
        },
        types={
            code: replace(
                kind,
                requires=tuple(one for one in kind.requires if ("prerequisite", code, one) in kept),
            )
            for code, kind in problem.types.items()
        },
    )


def possible(*, problem: Problem, stop: Callable[[], bool] | None = None) -> bool:
    """Tell whether some plan meets the rules; when that cannot be found out, yes.

    Only what must be in the plan can make it impossible: other States and types are left away.
    """
    needed = _needed(problem)
    if not needed:
        return True
    floors = {region for region, least in problem.floors.items() if least > 0}
    model = build_model(
        problem=replace(
            problem,
            states={code: problem.states[code] for code in sorted(needed)},
            # Without needs only what is pinned in, and what that requires, may be planned.
            needs=tuple(
                need
                for need in problem.needs
                if need.state in needed and problem.states[need.state].region in floors
            ),
            pins=tuple(pin for pin in problem.pins if not pin.state or pin.state in needed),
        )
    )
    if any(pair not in model.candidates.windows for pair in model.candidates.forced):
        return False
    smallest = _choose_least(model, stop)
    if smallest is None:
        return False
    items = split(model=model, chosen=smallest)
    if items and schedule(model=model, items=items, gap=1.0, effort=0.5, stop=stop) is not None:
        return True
    offered = everything(model=model)
    found = improve(model=model, offered=offered, effort=EFFORT, valued=False, stop=stop)
    return found.status != "infeasible"


def _choose_least(model: Model, stop: Callable[[], bool] | None) -> Chosen | None:
    """Return a choice with few places that keeps the rules over all quarters; None if none does."""
    selection = select(model=model)
    linear = selection.linear
    linear.gains = [0.0] * len(linear.gains)
    for column in selection.joins.values():
        linear.gains[column] = -1.0
    answer = linear.solve(gap=0.2, nodes=NODES, stop=stop)
    if answer.status == "infeasible":
        return None
    return read(selection=selection, answer=answer) if answer.values else {}


def _needed(problem: Problem) -> set[str]:
    floors = {region for region, least in problem.floors.items() if least > 0}
    inside = {code for code, state in problem.states.items() if state.region in floors}
    pinned = {
        state
        for pin in problem.pins
        if pin.rule == "in"
        for state, _ in pinned_pairs(problem=problem, pin=pin)
    }
    if floors - {problem.states[code].region for code in inside}:
        return set(problem.states)
    return inside | pinned


def _smallest(
    background: list[Rule],
    added: list[Rule],
    rules: list[Rule],
    fails: Callable[[Sequence[Rule]], bool],
) -> list[Rule]:
    """Return a smallest part of the rules that fails together with the background."""
    if added and fails(background):
        return []
    if len(rules) == 1:
        return rules
    if not rules:
        return []
    half = len(rules) // 2
    first, second = rules[:half], rules[half:]
    late = _smallest(background + first, first, second, fails)
    early = _smallest(background + late, late, first, fails)
    return early + late


def _clash(problem: Problem, rule: Rule) -> Clash:
    name, code, other = rule
    params: dict[str, object] = {}
    if name == "pin":
        params = _pin_params(problem.pins[int(code)])
    elif name == "floor":
        params = {"region": code, "least": problem.floors[code]}
    elif name == "budget":
        amounts = {fund.code: fund.amount for fund in problem.funds}
        params = {"fund": code, "amount": amounts[code]}
    elif name == "trainer-days":
        params = {"language": code, "days": problem.trainer_days.get(code, 0)}
    elif name == "capacity":
        params = {"state": code, "capacity": problem.states[code].capacity}
    elif name == "prerequisite":
        params = {"type": code, "requires": other}
    return Clash(rule=name, params=params)


def _pin_params(pin: Pin) -> dict[str, object]:
    return {
        "type": pin.type, "rule": pin.rule, "state": pin.state, "region": pin.region,
        "quarter": pin.quarter,
    }  # fmt: skip
