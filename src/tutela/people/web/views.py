"""People of the viewer's organisation: list, invite, roles, leaving."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tutela.foundation.errors import Conflict, InputRefused, NotFound
from tutela.people.engine.roles import Action, Role
from tutela.people.store import operations, queries
from tutela.people.web import forms, presenters
from tutela.people.web.acting import viewer_of
from tutela.people.web.clock import clock
from tutela.people.web.mailing import send_invitation


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """List the people and the open invitations of the viewer's organisation."""
    viewer = viewer_of(request)
    members = queries.people(viewer)
    waiting = queries.invitations(viewer, clock=clock())
    own = [one for one in waiting if one.organisation.key == viewer.organisation]
    return render(request, "people/home.html", {
        "members": [(one, presenters.role_words(one.role)) for one in members],
        "invitations": [(one, presenters.role_words(one.role)) for one in own],
        "target": queries.organisation(viewer, viewer.organisation),
    })


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, key: int | None = None) -> HttpResponse:
    """Invite a person to the viewer's organisation, or a manager to one it may appoint in."""
    viewer = viewer_of(request)
    place = queries.organisation(viewer, viewer.organisation if key is None else key)
    if not presenters.role_choices(viewer, place):
        viewer.require(Action.MANAGE_PEOPLE)
        raise NotFound
    form = forms.InviteForm(request.POST or None, viewer=viewer, organisation=place)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            issued = operations.invite(
                viewer=viewer, organisation=place.key, email=given["email"],
                role=Role(given["role"]), clock=clock(),
            )
        except InputRefused as fault:
            forms.refuse(form, fault)
        else:
            said = send_invitation(issued, organisation=place.name, invited_by=str(request.user))
            messages.success(request, said)
            own = place.key == viewer.organisation
            return redirect("people:home") if own else redirect("people:organisation", place.key)
    return render(request, "people/invite.html", {"form": form, "target": place})


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    """Ask, then withdraw an open invitation."""
    viewer = viewer_of(request)
    found = queries.invitation(viewer, key, clock=clock())
    if request.method == "POST":
        operations.withdraw_invitation(viewer=viewer, invitation=key, clock=clock())
        messages.success(request, _("The invitation was withdrawn. Its link no longer works."))
        own = found.organisation.key == viewer.organisation
        return redirect("people:home") if own else redirect(
            "people:organisation", found.organisation.key
        )
    return render(request, "people/withdraw.html", {"invitation": found})


@require_http_methods(["GET", "HEAD", "POST"])
def role(request: HttpRequest, key: int) -> HttpResponse:
    """Give a member another role."""
    viewer = viewer_of(request)
    member = queries.member(viewer, key)
    form = forms.RoleForm(
        request.POST or None, kind=viewer.kind, initial={"role": member.role.value}
    )
    if request.method == "POST" and form.is_valid():
        try:
            operations.change_role(
                viewer=viewer, membership=key, role=Role(form.cleaned_data["role"]), clock=clock()
            )
        except (InputRefused, Conflict) as fault:
            forms.refuse(form, fault)
        else:
            messages.success(request, _("{name} has a new role.").format(name=member.name))
            return redirect("people:home")
    return render(request, "people/role.html", {"form": form, "member": member})


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, key: int) -> HttpResponse:
    """Ask, then end a membership."""
    viewer = viewer_of(request)
    member = queries.member(viewer, key)
    refusal = ""
    if request.method == "POST":
        try:
            operations.end_membership(viewer=viewer, membership=key, clock=clock())
        except Conflict as fault:
            refusal = fault.text(presenters.spoken())
        else:
            text = _("{name} is no longer in the organisation.")
            messages.success(request, text.format(name=member.name))
            return redirect(settings.LOGIN_REDIRECT_URL if member.account == viewer.account
                            else "people:home")
    return render(request, "people/end.html", {"member": member, "refusal": refusal})
