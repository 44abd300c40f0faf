"""Tasks whose effects are counted, and which may kill their own worker."""

import os
import signal
import time
from typing import Any

from tests.jobs.counting.models import Effect
from tutela.foundation.errors import InputRefused
from tutela.jobs.store.operations import task
from tutela.journal.store.operations import record
from tutela.storage.wall import current_organisation


def keep(n: int) -> None:
    organisation = current_organisation()
    assert organisation is not None
    Effect.objects.create(organisation=organisation, n=n)
    record(organisation=organisation, actor="job", action="counted", subject=f"n:{n}")


@task(attempts=1000, takes_context=True)
def count(context: Any, n: int, deadly: bool) -> int:
    """Write, then dawdle, so that a kill falls between the effect and the completion."""
    keep(n)
    time.sleep(0.01)
    if deadly and context.attempt == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return n


def think(n: int, deadly: bool) -> int:
    time.sleep(0.04)
    return n * 2


@task(attempts=1000, compute=think, takes_context=True)
def count_after_thinking(context: Any, doubled: int, n: int, deadly: bool) -> int:
    assert doubled == 2 * n
    keep(n)
    if deadly and context.attempt == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return doubled


@task
def fail(n: int) -> None:
    keep(n)
    raise RuntimeError("on purpose")


@task
def refuse(n: int) -> None:
    keep(n)
    raise InputRefused


@task(compute=think)
def add(doubled: int, n: int, deadly: bool) -> int:
    return doubled + n
