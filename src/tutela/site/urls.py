"""All addresses of the site: its own pages, then each capability's under its name."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from tutela.site import errors, health, overview, pages

handler400 = errors.bad_request
handler403 = errors.denied
handler404 = errors.not_found
handler500 = errors.failed

urlpatterns: list[URLPattern | URLResolver] = [
    path("", overview.overview, name="overview"),
    path("help/", pages.show_help, name="help"),
    path("accessibility/", pages.show_accessibility, name="accessibility"),
    path("who-sees-what/", pages.show_who_sees_what, name="who-sees-what"),
    path("language/<slug:chosen>/", pages.choose_language, name="language"),
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("robots.txt", pages.robots, name="robots"),
]
_BUILT = [
    name for name in settings.CAPABILITIES
    if find_spec(f"tutela.{name}.web") and find_spec(f"tutela.{name}.web.urls")
]
# People's addresses begin at the root: sign-in stands beside the pages about people.
urlpatterns += [
    path("" if name == "people" else f"{name}/", include(f"tutela.{name}.web.urls"))
    for name in _BUILT
]
