"""Pages before sign-in: accept an invitation; the one-time link of a demonstration."""

import logging

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model, login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tutela.foundation.errors import Conflict, InputRefused, NotFound
from tutela.people.store import operations, queries
from tutela.people.web import acting, forms, presenters
from tutela.people.web.clock import clock
from tutela.people.web.demonstration import is_demonstration

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
_log = logging.getLogger(__name__)


@login_not_required
@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show an invitation and accept it: as the account signed in, or as a new person."""
    try:
        found = queries.invitation_by_token(token, clock=clock())
    except NotFound:
        return render(request, "people/invitation_gone.html", status=404)
    if request.user.is_authenticated:
        return _accept_as_account(request, token, found)
    form = None
    if not found.account_exists:
        form = forms.AcceptForm(request.POST or None, email=found.email)
        if request.method == "POST" and form.is_valid():
            return _accept_as_new(request, token, form)
    return render(request, "people/invitation.html", _words(found, form))


def _accept_as_account(
    request: HttpRequest, token: str, found: queries.OpenInvitation
) -> HttpResponse:
    refusal = ""
    if request.method == "POST":
        try:
            membership = operations.accept_invitation(
                token=token, account=int(request.user.pk or 0), clock=clock()
            )
        except Conflict as fault:
            refusal = fault.text(presenters.spoken())
        else:
            acting.act_for(request, membership)
            return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "people/invitation.html", {**_words(found, None), "refusal": refusal})


def _accept_as_new(request: HttpRequest, token: str, form: forms.AcceptForm) -> HttpResponse:
    given = form.cleaned_data
    try:
        operations.accept_invitation(
            token=token, name=given["name"], password=given["password"],
            language=presenters.spoken(), clock=clock(),
        )
    except (InputRefused, Conflict) as fault:
        forms.refuse(form, fault)
        found = queries.invitation_by_token(token, clock=clock())
        return render(request, "people/invitation.html", _words(found, form))
    messages.success(request, _("Your account is ready. Sign in with your new password."))
    return redirect("account_login")


def _words(found: queries.OpenInvitation, form: forms.AcceptForm | None) -> dict[str, object]:
    return {
        "invitation": found,
        "target": presenters.organisation_row(found.organisation),
        "role": presenters.role_words(found.role),
        "role_says": presenters.role_says(found.role),
        "form": form,
    }


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Sign an invented person in, in a demonstration on this machine only."""
    allowed = is_demonstration()
    if not allowed:
        _log.warning("one-time link refused: this installation is no demonstration")
        raise Http404
    if request.method != "POST":
        return render(request, "people/link.html")
    try:
        account = operations.use_link(token=token, demonstration=allowed, clock=clock())
    except NotFound:
        _log.warning("one-time link refused: unknown, used, expired or not an invented person's")
        raise
    # Another person may be signed in in this browser: nothing of that session is taken over.
    request.session.flush()
    login(request, get_user_model().objects.get(pk=account), backend=_BACKEND)
    return redirect(settings.LOGIN_REDIRECT_URL)
