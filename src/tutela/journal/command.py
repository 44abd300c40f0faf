"""Verbs of the journal."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from tutela.terminal import verb

_ORGANISATION = click.option(
    "--organisation", type=int, help="Key of one organisation; 0 is the installation's own chain."
)


@click.group()
def group() -> None:
    """Verify the record of who did what."""
    import django

    django.setup()


@group.command()
@_ORGANISATION
@click.option("--head", help="A digest noted earlier, say on paper; it must still be there.")
@verb
def verify(*, organisation: int | None, head: str | None) -> dict[str, Any]:
    """Check every entry; name the first that is not as it was written. Exit code 7 when one is."""
    from tutela.journal.engine.faults import UnknownHead, fault_of
    from tutela.journal.store import queries

    chosen = queries.organisations() if organisation is None else [organisation]
    checked = []
    for key in chosen:
        bad = queries.first_bad_entry(organisation=key)
        if bad:
            raise fault_of(bad)
        checked.append({"organisation": key, "entries": queries.head(organisation=key).sequence})
    digest = head.strip().lower() if head else ""
    if digest and not any(queries.contains(organisation=key, digest=digest) for key in chosen):
        raise UnknownHead(digest=digest)
    entries = sum(row["entries"] for row in checked)
    words = f"{entries} entries in {len(checked)} chains are as they were written."
    return {"chains": checked, "text": words}


@group.command()
@_ORGANISATION
@verb
def head(*, organisation: int | None) -> dict[str, Any]:
    """Show where each chain ends. Print it and keep it elsewhere: it betrays later truncation."""
    from tutela.journal.store import queries

    chosen = queries.organisations() if organisation is None else [organisation]
    found = [queries.head(organisation=key) for key in chosen]
    lines = [f"organisation {h.organisation}, entry {h.sequence}: {h.digest}" for h in found]
    rows = [
        {"organisation": h.organisation, "sequence": h.sequence, "digest": h.digest} for h in found
    ]
    return {"heads": rows, "text": "\n".join(lines) or "Nothing was recorded yet."}


@group.command()
@click.option("--organisation", type=int, required=True, help="Key of the organisation.")
@click.option("--to", type=click.Path(dir_okay=False, path_type=Path),
              help="File to write; standard output when left out.")
@verb
def export(*, organisation: int, to: Path | None) -> dict[str, Any]:
    """Write a chain as JSON lines, with the key that verifies it, for somebody outside."""
    from tutela.journal.store import queries

    lines = [json.dumps(line, ensure_ascii=False) for line in queries.export(
        organisation=organisation
    )]
    text = "\n".join(lines) + "\n"
    if to is None:
        sys.stdout.write(text)
        return {}
    to.write_text(text, "utf-8")
    return {"file": str(to), "entries": len(lines) - 1,
            "text": f"{len(lines) - 1} entries were written to {to}."}
