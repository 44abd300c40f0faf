"""Turn entries into rows of the page."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from tutela.journal.store.models import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row.

    Attributes:
        who: The person's name, or the actor's key when it is no person of this installation.
        facts: Pairs of word and value.
    """

    sequence: int
    at: datetime
    who: str
    actor: str
    action: str
    subject: str
    facts: tuple[tuple[str, str], ...]
    reason: str


def rows_of(entries: Iterable[Entry]) -> list[Row]:
    """Return rows in the order of the entries, with the names of the people who acted."""
    listed = list(entries)
    names = _names({entry.actor for entry in listed})
    return [_row(entry, names) for entry in listed]


def _row(entry: Entry, names: Mapping[str, str]) -> Row:
    detail = json.loads(entry.detail)
    return Row(
        sequence=entry.sequence,
        at=entry.at,
        who=names.get(entry.actor) or _actor(entry.actor),
        actor=entry.actor,
        action=entry.action,
        subject=entry.subject,
        facts=tuple((word, _plain(value)) for word, value in detail.items()),
        reason=entry.reason,
    )


def _actor(actor: str) -> str:
    return _("Command line") if actor == "command-line" else actor


def _plain(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _names(actors: set[str]) -> dict[str, str]:
    keys = {
        int(key): actor
        for actor in actors
        for kind, _colon, key in [actor.partition(":")]
        if kind == "account" and key.isdecimal()
    }
    accounts = get_user_model()._default_manager.in_bulk(keys)
    return {keys[key]: str(account) for key, account in accounts.items()}
