"""What happens beside sign-in and sign-out."""

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from tutela.people.store import operations
from tutela.people.store.models import Account
from tutela.people.web.acting import LANGUAGE_TO_SET, SIGN_IN_SESSION
from tutela.people.web.clock import clock
from tutela.people.web.device import device_words


@receiver(user_logged_in)
def begin(request: HttpRequest, user: Account, **_: Any) -> None:
    """Note the new session, and take the person's language over into the browser."""
    key = operations.begin_session(
        account=user.pk, device=device_words(request.META.get("HTTP_USER_AGENT", "")),
        clock=clock(),
    )
    request.session[SIGN_IN_SESSION] = key
    request.session[LANGUAGE_TO_SET] = user.language


@receiver(user_logged_out)
def end(request: HttpRequest, user: Account | None, **_: Any) -> None:
    """Forget the session that signs itself out."""
    key = request.session.get(SIGN_IN_SESSION)
    if user is not None and key is not None:
        operations.forget_session(account=user.pk, session=key)


@receiver([password_changed, password_reset, password_set])
def note_password(user: Account, **_: Any) -> None:
    """Leave an entry of a new password."""
    operations.note_sign_in_change(account=user.pk, what="password.change", clock=clock())


@receiver(authenticator_added)
def note_added(user: Account, **_: Any) -> None:
    """Leave an entry of a new generator, passkey or set of recovery codes."""
    operations.note_sign_in_change(account=user.pk, what="factor.add", clock=clock())


@receiver(authenticator_removed)
def note_removed(user: Account, **_: Any) -> None:
    """Leave an entry of a generator or passkey that is gone."""
    operations.note_sign_in_change(account=user.pk, what="factor.remove", clock=clock())
