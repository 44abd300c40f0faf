"""How verbs speak: one way to print for people, one for programmes, one set of exit codes."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

import click
from rich.console import Console

from tutela.foundation.errors import InputRefused, TutelaError

EXIT_CODES = {
    0: "done",
    1: "a fault of Tutela itself; please report it",
    2: "the command was not written correctly",
    3: "the input was refused; nothing was changed",
    4: "not found",
    5: "not allowed",
    6: "somebody else changed it first, or its state forbids this",
    7: "stored data does not match its own proof",
    8: "an option is missing or wrong",
    130: "interrupted by the user",
}

console = Console(highlight=False)
errors = Console(stderr=True, highlight=False)


def verb(function: Callable[..., dict[str, Any] | None]) -> Callable[..., None]:
    """Make a verb of a function: adds ``--json``, prints its result, turns errors into exit codes.

    The function returns a JSON-ready mapping; its key "text", when present, is what a person
    reads and is left out of the JSON.
    """

    @click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
    @wraps(function)
    def run(*args: Any, as_json: bool, **kwargs: Any) -> None:
        try:
            result = function(*args, **kwargs) or {}
        except TutelaError as fault:
            _print_fault(fault, as_json=as_json)
            sys.exit(fault.exit_code)
        text = result.pop("text", "")
        if as_json:
            click.echo(json.dumps(result, ensure_ascii=False, indent=2, default=str))
        elif text:
            console.print(text, markup=False, soft_wrap=True)

    return run


def _print_fault(fault: TutelaError, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"error": fault.as_json()}, ensure_ascii=False, indent=2))
        return
    errors.print(fault.text(), markup=False, style="bold", soft_wrap=True)
    if isinstance(fault, InputRefused):
        for problem in fault.problems:
            place = problem.place.text()
            errors.print(f"  {place}: {problem.text()}" if place else f"  {problem.text()}",
                         markup=False, soft_wrap=True)


@contextmanager
def progress(description: str, total: int) -> Iterator[Callable[[], None]]:
    """Show a bar on a terminal, nothing otherwise; yields a function that advances it by one."""
    from rich.progress import (  # noqa: PLC0415 - slow to load, and few verbs need it
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    bar = Progress(TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(),
                   TimeRemainingColumn(), console=errors, disable=not errors.is_terminal)
    with bar:
        task = bar.add_task(description, total=total)
        yield lambda: bar.advance(task)
