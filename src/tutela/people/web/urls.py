"""Addresses of people's pages and of sign-in."""

from django.urls import include, path

from tutela.people.web import sign_in, views, views_door, views_organisations, views_profile
from tutela.people.web.marks import without_place

_people = [
    path("", views.home, name="home"),
    path("invite/", views.invite, name="invite"),
    path("invitations/<int:key>/withdraw/", views.withdraw, name="withdraw"),
    path("members/<int:key>/role/", views.role, name="role"),
    path("members/<int:key>/end/", views.end, name="end"),
    path("organisations/", views_organisations.organisations, name="organisations"),
    path("organisations/add/", views_organisations.add, name="organisation-add"),
    path("organisations/<int:key>/", views_organisations.organisation, name="organisation"),
    path("organisations/<int:key>/invite/", views.invite, name="appoint"),
    path("profile/", views_profile.profile, name="profile"),
    path("profile/sessions/end/", views_profile.end_other_sessions, name="sessions-end"),
    path("profile/sessions/<int:key>/end/", views_profile.end_session, name="session-end"),
    path("places/", views_profile.places, name="places"),
    path("no-place/", without_place(views_profile.no_place), name="no-place"),
    path("invitation/<str:token>/", views_door.invitation, name="invitation"),
    path("link/<str:token>/", views_door.link, name="link"),
]

urlpatterns = [
    path("people/", include((_people, "people"))),
    path("account/", include(sign_in)),
]
