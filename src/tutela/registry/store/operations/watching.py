"""Tell people by e-mail what is new, for the States and topics they chose."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from tutela.foundation.clock import Clock, FixedClock, SystemClock
from tutela.foundation.errors import N_, InputRefused, NotFound, Place, Problem
from tutela.foundation.language import tag
from tutela.journal.store import operations as journal
from tutela.people.engine.roles import Action
from tutela.people.engine.viewer import Viewer
from tutela.people.store.queries import everyone, member_to_write_to
from tutela.registry.engine.filters import Filters
from tutela.registry.engine.vocabulary import vocabulary
from tutela.registry.store.digesting import digest_text
from tutela.registry.store.models import DigestSent, Watch
from tutela.registry.store.queries.records import shared_activities
from tutela.registry.store.trail import note
from tutela.storage.wall import acting_for

OPERATOR = "command-line"
"""Who acts where a verb acts for nobody."""
FREQUENCIES = {"daily": timedelta(days=1), "weekly": timedelta(days=7),
               "monthly": timedelta(days=30)}


@transaction.atomic
def watch(
    *,
    viewer: Viewer,
    states: Sequence[str] = (),
    topics: Sequence[str] = (),
    frequency: str = "weekly",
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> int:
    """Ask to be told of what is new from now on; return the watch's key.

    Raises:
        NotAllowed: The role does not read the registry.
        InputRefused: An unknown frequency or topic.
    """
    viewer.require(Action.READ_REGISTRY)
    if frequency not in FREQUENCIES or not set(topics) <= set(vocabulary().topics):
        template = N_("Choose topics and how often to be told from the lists.")
        raise InputRefused([
            Problem(code="registry.watch", template=template, place=Place(field="frequency"))
        ])
    now = clock.now()
    made = Watch.objects.create(
        owner_id=viewer.organisation, account_id=viewer.account, states=sorted(set(states)),
        topics=sorted(set(topics)), frequency=frequency, created_at=now, told_until=now,
    )
    note(viewer=viewer, action="watch.begun", subject=f"watch:{made.pk}", clock=clock)
    return made.pk


@transaction.atomic
def unwatch(
    *,
    viewer: Viewer,
    key: int,
    clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> None:
    """Ask not to be told any more.

    Raises:
        NotFound: The viewer has no such watch.
    """
    changed = Watch.objects.filter(
        pk=key, owner_id=viewer.organisation, account_id=viewer.account, ended_at=None
    ).update(ended_at=clock.now())
    if not changed:
        raise NotFound
    note(viewer=viewer, action="watch.ended", subject=f"watch:{key}", clock=clock)


def send_digests(
    *, clock: Clock = SystemClock(),  # noqa: B008 - stateless and frozen
) -> int:
    """Write to everyone whose digest is due and has something new; return how many were written to.

    For the operator's verb. A message that the mail server refuses raises and is due again; who
    was written to before is not written to twice.
    """
    sent = 0
    for organisation in sorted({int(one["organisation"]) for one in everyone()}):
        with acting_for(organisation):
            due = [
                row for row in Watch.objects.filter(owner_id=organisation, ended_at=None)
                if clock.now() - row.told_until >= FREQUENCIES[row.frequency]
            ]
            for row in due:
                sent += _send(row, now=clock.now())
    return sent


@transaction.atomic
def _send(row: Watch, *, now: datetime) -> int:
    person = member_to_write_to(row.account_id, row.owner_id)
    if person is None:
        row.ended_at = now
        row.save(update_fields=["ended_at"])
        return 0
    filters = Filters(states=tuple(row.states), topics=tuple(row.topics))
    since, row.told_until = row.told_until, now
    found = list(shared_activities(filters=filters, since=since, today=now.date()))
    row.save(update_fields=["told_until"])
    if not found:
        return 0
    DigestSent.objects.create(
        owner_id=row.owner_id, watch=row, since=since, sent_at=now, records=len(found)
    )
    journal.record(
        organisation=row.owner_id, actor=OPERATOR, action="registry.digest.sent",
        subject=f"watch:{row.pk}", detail={"records": len(found)}, clock=FixedClock(now),
    )
    # Last, so that nothing is noted of a message that was not taken.
    with translation.override(tag(person.language)):
        send_mail(
            _("New in the registry of training and assistance"),
            digest_text(person.language, found),
            settings.OPTIONS["mail_from"], [person.email],
        )
    return 1
