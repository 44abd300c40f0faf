"""Signed-in browsers: begin, keep, end. The row decides, whatever the cookie says."""

from datetime import timedelta

from django.db.models import QuerySet

from tutela.foundation.clock import Clock
from tutela.foundation.errors import NotFound
from tutela.people.engine.viewer import Viewer
from tutela.people.store import models, queries
from tutela.people.store.recording import actor_of, work, write

_SEEN_STEP = timedelta(minutes=1)  # one write a minute is enough to know that a session is idle


def begin_session(*, account: int, device: str, clock: Clock) -> int:
    """Note that a browser has signed in and return the key its session must hold."""
    now = clock.now()
    row = models.SignInSession(account_id=account, device=device[:60], started_at=now, seen_at=now)
    places = queries.current_memberships(account)
    if not places:  # nobody's journal could take the entry
        row.save()
        return int(row.pk)
    with work(places[0].organisation.key):
        row.save()
        write(
            organisation=places[0].organisation.key, actor=actor_of(account),
            action="session.begin", subject=actor_of(account), detail={}, clock=clock,
        )
    return int(row.pk)


def keep_session(
    *, account: int, session: int, longest: timedelta, idle: timedelta, clock: Clock
) -> bool:
    """Tell whether a browser's session still holds, and note that it is in use.

    Args:
        account: The account the cookie speaks for.
        session: Key of the row.
        longest: A session ends this long after sign-in.
        idle: A session ends this long after the last request.
        clock: Tells the present.
    """
    row = models.SignInSession.objects.filter(account=account, pk=session).first()
    if row is None:
        return False
    now = clock.now()
    if now >= row.started_at + longest or now >= row.seen_at + idle:
        row.delete()
        return False
    if now >= row.seen_at + _SEEN_STEP:
        models.SignInSession.objects.filter(pk=row.pk).update(seen_at=now)
    return True


def note_sign_in_change(*, account: int, what: str, clock: Clock) -> None:
    """Write into the journal that an account's way of signing in was changed.

    Args:
        account: Whose.
        what: "password.change", "factor.add" or "factor.remove".
        clock: Tells the present.
    """
    for place in queries.current_memberships(account)[:1]:
        with work(place.organisation.key):
            write(
                organisation=place.organisation.key, actor=actor_of(account), action=what,
                subject=actor_of(account), detail={}, clock=clock,
            )


def forget_session(*, account: int, session: int) -> None:
    """Forget a browser that signs itself out."""
    models.SignInSession.objects.filter(account=account, pk=session).delete()


def end_session(*, viewer: Viewer, session: int, clock: Clock) -> None:
    """Sign one browser of the viewer out.

    Raises:
        NotFound: No such session of this account.
    """
    if not _end(viewer, models.SignInSession.objects.filter(pk=session), clock):
        raise NotFound


def end_other_sessions(*, viewer: Viewer, keep: int, clock: Clock) -> int:
    """Sign the viewer out everywhere but in one browser; return how many sessions ended."""
    return _end(viewer, models.SignInSession.objects.exclude(pk=keep), clock)


def _end(
    viewer: Viewer, rows: QuerySet[models.SignInSession], clock: Clock
) -> int:
    with work(viewer.organisation):
        ended, _ = rows.filter(account=viewer.account).delete()
        if ended:
            write(
                organisation=viewer.organisation, actor=actor_of(viewer.account),
                action="session.end", subject=actor_of(viewer.account),
                detail={"sessions": ended}, clock=clock,
            )
    return ended
