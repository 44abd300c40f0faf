"""Verbs of background work."""

import signal
from typing import Any

import click

from tutela.terminal import verb


@click.group()
def group() -> None:
    """Background work."""
    import django

    django.setup()


@group.command()
@click.option("--queue", "queues", multiple=True, default=("default",), show_default=True,
              help="Queue to serve; may be given several times.")
@click.option("--drain", is_flag=True, help="Stop when no job is due.")
@verb
def work(*, queues: tuple[str, ...], drain: bool) -> dict[str, Any]:
    """Do jobs until told to stop with SIGTERM or Ctrl-C; the job in hand is finished first."""
    from tutela.jobs.store import operations

    if drain:
        done = operations.drain(queues=queues)
    else:
        told: list[int] = []
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda number, _: told.append(number))
        done = operations.work(stop=lambda: bool(told), queues=queues)
    return {"done": done, "text": f"{done} jobs done."}


@group.command("list")
@click.option("--state", type=click.Choice(["READY", "RUNNING", "SUCCESSFUL", "FAILED"]),
              help="Only jobs in this state.")
@click.option("--last", default=20, show_default=True, help="How many, latest first.")
@verb
def list_(*, state: str | None, last: int) -> dict[str, Any]:
    """List jobs, latest first, with the last line of what went wrong."""
    from tutela.jobs.store import queries

    rows = [
        {
            "key": job.key,
            "task": job.task,
            "state": job.state,
            "attempts": job.attempt,
            "enqueued_at": job.enqueued_at.isoformat(),
            "error": job.errors[-1]["traceback"].strip().splitlines()[-1] if job.errors else "",
        }
        for job in queries.jobs(state=state or "")[:last]
    ]
    lines = [f"{r['state']:<10} {r['attempts']} {r['key']} {r['task']} {r['error']}" for r in rows]
    counts = queries.counts()
    summary = ", ".join(f"{n} {name.lower()}" for name, n in counts.items())
    return {"jobs": rows, "counts": counts, "text": "\n".join([*lines, summary])}


@group.command()
@click.argument("key")
@verb
def retry(*, key: str) -> dict[str, Any]:
    """Try a job again that was given up."""
    from tutela.jobs.store import operations

    operations.retry(key=key)
    return {"key": key, "text": "The job will be tried again."}
