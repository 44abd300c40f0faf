"""One record of a system has at most one duplicate in another: choose the best whole set."""

from collections.abc import Collection, Iterable
from typing import Any

from tutela.registry.engine.matching.comparing import Comparison

SCALE = 10_000
"""Weights are assigned in ten-thousandths of a bit, as whole numbers."""

type Key = tuple[str, str]
type Arc = tuple[Key, Key, Comparison]


def assign(
    pairs: Iterable[Comparison], *, first: Collection[Key] | None = None
) -> tuple[Comparison, ...]:
    """Choose pairs so that no record stands in two and their weights sum to the most.

    Pairs under a veto, below the threshold or with no weight are left out beforehand.

    Args:
        pairs: Pairs of records of two systems.
        first: Keys of one of the systems; None when every pair's left record is of the same one.

    Returns:
        The pairs chosen, best first; equal weights by keys.
    """
    kept = [pair for pair in pairs if pair.likely and pair.weight > 0]
    arcs: list[Arc] = []
    for pair in sorted(kept, key=_order):
        turned = first is not None and pair.left not in first
        ends = (pair.right, pair.left) if turned else (pair.left, pair.right)
        arcs.append((*ends, pair))
    chosen: list[Comparison] = []
    for group in _groups(arcs):
        chosen += [group[0][2]] if len(group) == 1 else _best(group)
    return tuple(sorted(chosen, key=_order))


def _order(pair: Comparison) -> tuple[float, Key, Key]:
    return -pair.weight, pair.left, pair.right


def _groups(arcs: list[Arc]) -> list[list[Arc]]:
    """Split to groups that share no record, each in the order given."""
    head: dict[tuple[int, Key], tuple[int, Key]] = {}

    def root(node: tuple[int, Key]) -> tuple[int, Key]:
        while head.setdefault(node, node) != node:
            head[node] = head[head[node]]
            node = head[node]
        return node

    for one, other, _ in arcs:
        ends = root((0, one)), root((1, other))
        head[max(ends)] = min(ends)
    groups: dict[tuple[int, Key], list[Arc]] = {}
    for arc in arcs:
        groups.setdefault(root((0, arc[0])), []).append(arc)
    return list(groups.values())


def _best(arcs: list[Arc]) -> list[Comparison]:
    """Solve one group; the solver wants a whole matching, so each record may stay with nobody."""
    # Imported here, so that what never assigns does not load the solver.
    from ortools.graph.python import linear_sum_assignment  # noqa: PLC0415

    rows = {key: row for row, key in enumerate(sorted({one for one, _, _ in arcs}))}
    columns = {key: column for column, key in enumerate(sorted({other for _, other, _ in arcs}))}
    solver: Any = linear_sum_assignment.SimpleLinearSumAssignment()
    by_place = {(rows[one], columns[other]): pair for one, other, pair in arcs}
    for (row, column), pair in sorted(by_place.items()):
        solver.add_arc_with_cost(row, column, -round(pair.weight * SCALE))
        solver.add_arc_with_cost(len(rows) + column, len(columns) + row, 0)
    for row in range(len(rows)):
        solver.add_arc_with_cost(row, len(columns) + row, 0)
    for column in range(len(columns)):
        solver.add_arc_with_cost(len(rows) + column, column, 0)
    solver.solve()  # everybody staying alone is a matching, so there always is a best one
    mates = ((row, solver.right_mate(row)) for row in range(len(rows)))
    return [by_place[mate] for mate in mates if mate in by_place]
