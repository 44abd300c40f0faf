"""Prepare a problem, solve it, explain the plan, compare two."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tutela.planning.command.files import plan_bytes, read_bytes, read_problem
from tutela.terminal import progress, verb
from tutela.terminal.files import FILE, write_file

if TYPE_CHECKING:
    from tutela.planning.engine.coverage import Record
    from tutela.planning.engine.problem import Need
    from tutela.planning.engine.problem import Problem as PlanningProblem
    from tutela.planning.engine.solution import Solution

DAY = click.DateTime(formats=["%Y-%m-%d"])


def day_of(given: datetime | None) -> date:
    """Return the day that was given, else the machine's."""
    from tutela.foundation.clock import SystemClock

    return (given or SystemClock().now()).date()


@click.command
@click.argument("setup", type=FILE)
@click.option("--needs", "needs_files", type=FILE, multiple=True, required=True,
              help="Answers of a State or a file of shared results; may be repeated.")
@click.option("--registry", "registry_files", type=FILE, multiple=True,
              help="Activities of others, in any format the registry reads; may be repeated.")
@click.option("--catalogue", type=FILE, help="TOML with changes to the catalogue of activities.")
@click.option("--as-of", type=DAY, help="Day for which all is looked at; today if not given.")
@click.option("-o", "--output", type=FILE, default=Path("problem.json"), show_default=True)
@verb
def prepare(
    *, setup: Path, needs_files: tuple[Path, ...], registry_files: tuple[Path, ...],
    catalogue: Path | None, as_of: datetime | None, output: Path,
) -> dict[str, Any]:
    """Join a set-up with needs, the registry and the catalogue to one problem."""
    from tutela.planning.engine.coverage import covered
    from tutela.planning.engine.draft import problem_of
    from tutela.planning.engine.payload import dumped, problem_to_plain
    from tutela.planning.engine.setup import read_setup

    day, found = day_of(as_of), read_setup(read_bytes(setup), name=setup.name)
    types = _types(catalogue)
    needs = [need for file in needs_files for need in _needs(file, day)]
    records = list(records_of(registry_files, day))
    problem = problem_of(
        found.draft, title=found.title, currency=found.currency,
        first_quarter=found.first_quarter, quarters=found.quarters, types=types,
        needs=needs, requests={},
        covered=covered(records, types, today=day, months=found.draft.months),
    )
    write_file(output, dumped(problem_to_plain(problem)))
    numbers = {"states": len(problem.states), "types": len(problem.types),
               "needs": len(problem.needs), "covered": len(problem.covered)}
    return {**numbers, "file": str(output), "text": (
        f"{numbers['states']} States, {numbers['types']} types of activity, "
        f"{numbers['needs']} needs, {numbers['covered']} already covered by others: {output}")}


def _types(file: Path | None) -> Any:
    from tutela.planning.engine.catalogue import current_catalogue
    from tutela.planning.engine.catalogue_file import edits_from_toml, merge

    catalogue = current_catalogue()
    if file is not None:
        catalogue = merge(catalogue, edits_from_toml(read_bytes(file), file=file.name),
                          file=file.name)
    return catalogue.types


def _needs(file: Path, day: date) -> "tuple[Need, ...]":
    """Read shared results, or score answers so that each gap has its range."""
    import json

    from tutela.needs.engine.forms.intake import read_any
    from tutela.needs.engine.instrument import current_instrument
    from tutela.needs.engine.scoring import score
    from tutela.planning.engine.needsfile import need_of, read_needs

    data, instrument = read_bytes(file), current_instrument()
    try:
        value = json.loads(data)
    except ValueError:
        value = None
    if not (isinstance(value, dict) and "answers" in value):
        return read_needs(data, name=file.name, instrument=instrument).needs
    reading = read_any(file.name, data, today=day)
    if reading.errors:
        from tutela.foundation.errors import InputRefused

        raise InputRefused(reading.errors)
    result = score(instrument=instrument, answers=reading.answers, as_of=day)
    return tuple(
        need_of(state=result.country, indicator=code, level=item.level, low=item.low,
                high=item.high, target=item.target, weight=item.weight)
        for code, item in result.indicators.items() if item.applies
    )


def records_of(files: tuple[Path, ...], day: date) -> "Iterator[Record]":
    """Yield what files of the registry hold, so far as planning asks."""
    from tutela.planning.engine.coverage import Record
    from tutela.registry.engine.exchange.detect import read_any
    from tutela.registry.engine.exchange.reading import Feed
    from tutela.registry.engine.record import Activity

    for file in files:
        read_bytes(file)  # says plainly what is wrong with the file itself
        with file.open("rb") as stream:
            feed = Feed(source=file.name, read=day, file=file.name)
            for number, found in enumerate(read_any(stream, feed=feed), 1):
                if isinstance(found, Activity):
                    yield Record(
                        key=found.identifier or f"{file.name}:{number}", title=found.title(),
                        provider=found.provider, states=found.states, topics=found.topics,
                        audiences=found.audiences, proficiency=found.proficiency or "",
                        status=found.status or "", starts=found.starts, ends=found.ends,
                    )


@click.command
@click.argument("problem", type=FILE)
@click.option("-o", "--output", type=FILE, default=Path("plan.json"), show_default=True)
@verb
def solve(*, problem: Path, output: Path) -> dict[str, Any]:
    """Find the plan that closes the most need, with the proven distance from the best."""
    from tutela.planning.engine.solver import solve as solve_problem

    given = read_problem(problem)
    with progress("Solving", 100) as advance:
        shown = 0

        def tell(_step: str, share: float) -> None:
            nonlocal shown
            while shown < round(share * 100):
                advance()
                shown += 1

        found = solve_problem(problem=given, progress=tell)
    write_file(output, plan_bytes(given, found))
    return {"file": str(output), **_numbers(given, found), "text": _said(given, found, output)}


def _numbers(problem: "PlanningProblem", found: "Solution") -> dict[str, Any]:
    return {
        "feasible": found.feasible, "deliveries": len(found.deliveries),
        "states": len({state for item in found.deliveries for state in item.states}),
        "cost": sum(item.cost for item in found.deliveries), "currency": problem.currency,
        "share_closed": round(found.share, 6), "value": round(found.value, 6),
        "bound": round(found.bound, 6), "gap": round(found.gap, 6),
        "clashes": [{"rule": clash.rule, **clash.params} for clash in found.clashes],
    }


def _said(problem: "PlanningProblem", found: "Solution", output: Path) -> str:
    if not found.feasible:
        lines = ["No plan meets these rules together. Change one of them:"]
        lines += [f"  {clash.rule}: " + ", ".join(f"{k} {v}" for k, v in clash.params.items())
                  for clash in found.clashes]
        return "\n".join([*lines, str(output)])
    cost = sum(item.cost for item in found.deliveries)
    return (
        f"{len(found.deliveries)} deliveries for {problem.currency} {cost:,} close "
        f"{found.share:.1%} of the weighted need; proven to be at most {found.gap:.2%} from the "
        f"best plan possible: {output}"
    )
