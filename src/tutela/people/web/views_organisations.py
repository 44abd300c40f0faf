"""Organisations: those the viewer may know of, founding one, appointing who runs it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tutela.foundation.errors import InputRefused, NotAllowed
from tutela.people.engine.reach import kinds_to_found, roles_to_invite
from tutela.people.engine.roles import Kind
from tutela.people.store import operations, queries
from tutela.people.web import forms, presenters
from tutela.people.web.acting import viewer_of
from tutela.people.web.clock import clock
from tutela.people.web.mailing import send_invitation


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """List the organisations a founder may know of."""
    viewer = viewer_of(request)
    if not kinds_to_found(viewer):
        raise NotAllowed
    rows = [one for one in queries.organisations(viewer) if one.key != viewer.organisation]
    return render(request, "people/organisations.html", {
        "organisations": [presenters.organisation_row(one) for one in rows],
        "own_state": viewer.kind is not Kind.PROGRAMME,
    })


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Found an organisation and invite the person who will run it."""
    viewer = viewer_of(request)
    if not kinds_to_found(viewer):
        raise NotAllowed
    form = forms.OrganisationForm(request.POST or None, viewer=viewer)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            place, issued = operations.create_organisation_with_manager(
                viewer=viewer, name=given["name"], kind=Kind(given["kind"]),
                state=given.get("state", viewer.state), email=given["email"], clock=clock(),
            )
        except InputRefused as fault:
            forms.refuse(form, fault)
        else:
            said = send_invitation(issued, organisation=place.name, invited_by=str(request.user))
            messages.success(request, said)
            return redirect("people:organisation", place.key)
    return render(request, "people/organisation_add.html", {"form": form})


@require_safe
def organisation(request: HttpRequest, key: int) -> HttpResponse:
    """Show one organisation, and the invitations to run it that are open."""
    viewer = viewer_of(request)
    place = queries.organisation(viewer, key)
    may_appoint = bool(roles_to_invite(viewer, place))
    waiting = queries.invitations(viewer, clock=clock()) if may_appoint else []
    return render(request, "people/organisation.html", {
        "target": presenters.organisation_row(place),
        "may_appoint": may_appoint,
        "invitations": [
            (one, presenters.role_words(one.role))
            for one in waiting if one.organisation.key == key
        ],
    })
