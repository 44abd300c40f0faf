"""Who pays what: each delivery's cost laid on funds, to the last unit, first funds first."""

from collections.abc import Sequence

from ortools.graph.python import min_cost_flow

from tutela.planning.engine.model import Model
from tutela.planning.engine.schedule import Item, Placed

type Paid = dict[Placed, dict[str, int]]


def cost_of(*, model: Model, item: Item) -> int:
    """Return what one delivery costs."""
    kind = model.problem.types[model.cohorts[item.cohort].type]
    return kind.fixed_cost + kind.state_cost * len(item.states)


def pay(*, model: Model, placed: Sequence[Placed]) -> Paid | None:
    """Lay every cost on funds that may pay it; None when the money does not suffice.

    A flow of least cost from funds over their quarters to costs; what comes from the first fund
    counts least. Flows of whole units exist, so nothing is rounded.
    """
    flow, problem = min_cost_flow.SimpleMinCostFlow(), model.problem
    nodes: dict[tuple[object, ...], int] = {}

    def node(*key: object) -> int:
        return nodes.setdefault(key, len(nodes))

    arcs: list[tuple[int, Placed, str]] = []
    demands: dict[int, int] = {}
    for number, one in enumerate(placed):
        for payers, amount in _parts(model, one.item):
            sink = node("cost", number, payers)
            demands[sink] = demands.get(sink, 0) + amount
            for rank, fund in enumerate(problem.funds):
                if fund.code in payers:
                    tail = node("quarter", fund.code, one.quarter)
                    arc = flow.add_arc_with_capacity_and_unit_cost(tail, sink, amount, rank)
                    arcs.append((arc, one, fund.code))
    for fund in problem.funds:
        for quarter in range(problem.quarters):
            most = fund.by_quarter[quarter] if fund.by_quarter else fund.amount
            flow.add_arc_with_capacity_and_unit_cost(
                node("fund", fund.code), node("quarter", fund.code, quarter), most, 0
            )
        source, most = node("source"), fund.amount
        flow.add_arc_with_capacity_and_unit_cost(source, node("fund", fund.code), most, 0)
    flow.set_node_supply(node("source"), sum(demands.values()))
    for sink, amount in demands.items():
        flow.set_node_supply(sink, -amount)
    if flow.solve() != flow.OPTIMAL:
        return None
    paid: Paid = {one: {} for one in placed}
    for arc, one, code in arcs:
        if amount := flow.flow(arc):
            paid[one][code] = paid[one].get(code, 0) + int(amount)
    return paid


def _parts(model: Model, item: Item) -> list[tuple[tuple[str, ...], int]]:
    cohort = model.cohorts[item.cohort]
    kind = model.problem.types[cohort.type]
    sums: dict[tuple[str, ...], int] = {}
    if kind.fixed_cost:
        sums[cohort.payers] = kind.fixed_cost
    if kind.state_cost:
        for state in item.states:
            payers = model.places[state, cohort.type]
            sums[payers] = sums.get(payers, 0) + kind.state_cost
    return sorted(sums.items())
