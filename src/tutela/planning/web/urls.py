"""Addresses of planning, under /planning/."""

from django.urls import path

from tutela.planning.web.views import (
    approval,
    catalogue,
    hand,
    home,
    progress,
    setup,
    solving,
    states,
    unserved,
    version,
)

app_name = "planning"
_VERSION = "<int:key>/version/<int:number>/"

urlpatterns = [
    path("", home.home, name="home"),
    path("new/", home.new, name="new"),
    path("catalogue/", catalogue.catalogue, name="catalogue"),
    path("catalogue/<slug:code>/", catalogue.kind, name="type"),
    path("catalogue/<slug:code>/change/", catalogue.change, name="type-change"),
    path("requests/", states.requests, name="requests"),
    path("requests/ask/", states.ask, name="ask"),
    path("sheets/<int:sheet>/", states.own_sheet, name="sheet"),
    path("unserved/", unserved.unserved, name="unserved"),
    path("<int:key>/", version.newest, name="plan"),
    path("<int:key>/setup/", setup.setup, name="setup"),
    path("<int:key>/setup/time/", setup.time, name="setup-time"),
    path("<int:key>/setup/states/", setup.states, name="setup-states"),
    path("<int:key>/setup/states/add/", setup.add_states, name="setup-states-add"),
    path("<int:key>/setup/states/<slug:code>/", setup.state, name="setup-state"),
    path("<int:key>/setup/states/<slug:code>/remove/", setup.remove_state,
         name="setup-state-remove"),
    path("<int:key>/setup/needs/", setup.needs, name="setup-needs"),
    path("<int:key>/setup/money/", setup.money, name="setup-money"),
    path("<int:key>/setup/money/add/", setup.fund, name="setup-fund-add"),
    path("<int:key>/setup/money/<slug:code>/", setup.fund, name="setup-fund"),
    path("<int:key>/setup/money/<slug:code>/remove/", setup.remove_fund,
         name="setup-fund-remove"),
    path("<int:key>/setup/trainers/", setup.trainers, name="setup-trainers"),
    path("<int:key>/setup/rules/", setup.rules, name="setup-rules"),
    path("<int:key>/setup/rules/<int:place>/remove/", hand.remove, name="pin-remove"),
    path("<int:key>/solve/", solving.solve, name="solve"),
    path("<int:key>/run/", solving.run, name="run"),
    path("<int:key>/run/part/", solving.run_part, name="run-part"),
    path("<int:key>/run/stop/", solving.stop, name="stop"),
    path("<int:key>/versions/", version.versions, name="versions"),
    path("<int:key>/compare/", version.compare, name="compare"),
    path(_VERSION, version.version, name="version"),
    path(f"{_VERSION}proof/", version.proof, name="proof"),
    path(f"{_VERSION}activity/<slug:code>/", hand.activity, name="activity"),
    path(f"{_VERSION}state/<slug:code>/", states.state, name="state"),
    path(f"{_VERSION}send/", approval.send, name="send"),
    path(f"{_VERSION}decide/", approval.decide, name="decide"),
    path(f"{_VERSION}progress/", progress.progress, name="progress"),
    path(f"{_VERSION}progress/<int:delivery>/", progress.enter, name="progress-enter"),
    path(f"{_VERSION}results/", progress.results, name="results"),
    path(f"{_VERSION}documents/", version.documents, name="documents"),
]
