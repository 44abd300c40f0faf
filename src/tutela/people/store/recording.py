"""How an operation of people is carried out: one transaction, behind the wall, with an entry."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import transaction

from tutela.foundation.clock import Clock
from tutela.journal.store import operations as journal
from tutela.storage.wall import acting_for

COMMAND_LINE = "command-line"
"""The actor of what an operator does on the machine itself."""


def actor_of(account: int) -> str:
    """Name an account in the journal: by key, since the journal cannot forget a name."""
    return f"account:{account}"


@contextmanager
def work(organisation: int) -> Iterator[None]:
    """Run one piece of work for an organisation, wholly or not at all."""
    with acting_for(organisation), transaction.atomic():
        yield


def write(
    *, organisation: int, actor: str, action: str, subject: str,
    detail: Mapping[str, str | int | bool | None], clock: Clock, reason: str = "",
) -> None:
    """Write the journal's entry of the present piece of work."""
    journal.record(
        organisation=organisation, actor=actor, action=f"people.{action}", subject=subject,
        detail=detail, reason=reason, clock=clock,
    )
