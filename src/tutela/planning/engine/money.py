"""Who pays what: each delivery's cost laid on funds, to the last unit, first funds first."""

from collections.abc import Sequence
from dataclasses import dataclass, field

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
    network = _Network()
    network.add_funds(model=model)
    arcs = [
        (
            network.arc(tail=("quarter", rank, one.quarter), head=sink, most=amount, price=rank),
            one,
            fund,
        )
        for number, one in enumerate(placed)
        for payers, amount in _parts(model, one.item)
        for sink in [network.demand(("cost", number, payers), amount)]
        for rank, fund in enumerate(model.problem.funds)
        if fund.code in payers
    ]
    if not network.solved():
        return None
    paid: Paid = {one: {} for one in placed}
    for number, one, fund in arcs:
        if amount := int(network.flow.flow(number)):
            paid[one][fund.code] = paid[one].get(fund.code, 0) + amount
    return paid


type _Node = tuple[object, ...]


@dataclass(slots=True)
class _Network:
    """Money flowing from one source over funds and their quarters to costs."""

    flow: min_cost_flow.SimpleMinCostFlow = field(default_factory=min_cost_flow.SimpleMinCostFlow)
    nodes: dict[_Node, int] = field(default_factory=dict)
    total: int = 0

    def arc(self, *, tail: _Node, head: _Node, most: int, price: int = 0) -> int:
        """Add an arc and return its number."""
        start, end = (self.nodes.setdefault(one, len(self.nodes)) for one in (tail, head))
        return int(self.flow.add_arc_with_capacity_and_unit_cost(start, end, most, price))

    def demand(self, node: _Node, amount: int) -> _Node:
        """Ask for an amount at a node, and return the node."""
        self.flow.set_node_supply(self.nodes.setdefault(node, len(self.nodes)), -amount)
        self.total += amount
        return node

    def add_funds(self, *, model: Model) -> None:
        """Let each fund give its amount, and in each quarter what is allowed then."""
        for rank, fund in enumerate(model.problem.funds):
            self.arc(tail=("source",), head=("fund", rank), most=fund.amount)
            parts = fund.by_quarter or [fund.amount] * model.problem.quarters
            for quarter, most in enumerate(parts):
                self.arc(tail=("fund", rank), head=("quarter", rank, quarter), most=most)

    def solved(self) -> bool:
        """Tell whether all that was asked for can flow."""
        self.flow.set_node_supply(self.nodes.setdefault(("source",), len(self.nodes)), self.total)
        return self.flow.solve() == self.flow.OPTIMAL  # type: ignore[no-any-return,no-untyped-call]


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
