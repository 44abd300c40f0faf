"""Addresses of the registry, under /registry/."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from tutela.registry.web.views import (
    api,
    check,
    glance,
    months,
    places,
    record,
    search,
    takeaway,
)

app_name = "registry"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", search.home, name="home"),
    path("<int:key>/", record.record, name="record"),
    path("<int:key>/calendar.ics", record.calendar_file, name="record-calendar"),
    path("check/", check.check, name="check"),
    path("calendar/", months.calendar, name="calendar"),
    path("timeline/", months.time_line, name="timeline"),
    path("map/", glance.world_map, name="map"),
    path("who/", glance.matrix, name="matrix"),
    path("provider/<str:code>/", places.provider, name="provider"),
    path("state/<str:code>/", places.state, name="state"),
    path("take-away/", takeaway.takeaway, name="takeaway"),
    path("take-away/<str:kind>/", takeaway.export, name="export"),
    path("feeds/calendar.ics", takeaway.feed, name="feed"),
    path("api/v1/openapi.json", api.description, name="api-description"),
    path("api/v1/activities", api.activities, name="api-activities"),
    path("api/v1/activities/<int:key>", api.activity, name="api-activity"),
    path("api/v1/topics", api.topics, name="api-topics"),
    path("api/v1/audiences", api.audiences, name="api-audiences"),
    path("api/v1/materials", api.materials, name="api-materials"),
]
if find_spec("tutela.registry.web.urls_work"):
    # The pages where records are worked on keep their own list.
    urlpatterns.append(path("", include("tutela.registry.web.urls_work")))
