import json
from datetime import timedelta
from importlib.resources import files

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import get_resolver
from jsonschema import Draft202012Validator, FormatChecker

from tests.registry.scene import NOW, TODAY
from tests.walls import behind_wall
from tutela.registry.engine.record import Material
from tutela.registry.store.models import Record
from tutela.registry.store.operations.keys import issue_key, revoke_key
from tutela.registry.store.operations.merging import merge
from tutela.registry.store.operations.records import withdraw
from tutela.registry.store.operations.resources import add_material
from tutela.registry.web.asking import FACETS
from tutela.registry.web.views import api

BASE = "/registry/api/v1"
DOCUMENT = json.loads(files("tutela.registry").joinpath("data/openapi.json").read_text("utf-8"))


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()


@pytest.fixture
def issued(scene):
    def made(*scopes: str):
        return behind_wall(issue_key)(
            viewer=scene.viewer("programme-officer"), name="A system",
            scopes=scopes or ("read:activities", "read:materials"),
            expires=TODAY + timedelta(days=30), clock=scene.clock,
        )
    return made


@pytest.fixture
def ask(issued):
    secret = issued().secret

    def asked(path: str, key: str = secret, **query):
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        return Client().get(f"{BASE}{path}", query, headers=headers)
    return asked


def fits(answer, path: str) -> object:
    """Return the body once it fits what the description says of this status."""
    said = DOCUMENT["paths"][path]["get"]["responses"][str(answer.status_code)]
    if "$ref" in said:
        said = DOCUMENT["components"]["responses"][said["$ref"].rsplit("/", 1)[1]]
    ((media, content),) = said["content"].items()
    assert answer["Content-Type"] == media
    schema = {**content["schema"], "components": DOCUMENT["components"]}
    body = json.loads(answer.content)
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(body)
    return body


def test_the_description_names_every_address_and_every_parameter():
    routes = {
        pattern.pattern._route.removeprefix("api/v1")
        for part in get_resolver().url_patterns if str(part.pattern) == "registry/"
        for pattern in part.url_patterns
        if getattr(pattern.pattern, "_route", "").startswith("api/v1")
    }
    assert {path.replace("{id}", "<int:key>") for path in DOCUMENT["paths"]} == routes
    listed = DOCUMENT["paths"]["/activities"]["get"]["parameters"]
    names = {one["$ref"].rsplit("/", 1)[1] for one in listed}
    assert names == {"q", *FACETS, "since", "until", "changed_since", "size", "cursor"}
    for name in names:
        assert DOCUMENT["components"]["parameters"][name]["name"] == name


def test_every_schema_is_one():
    for schema in DOCUMENT["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    assert DOCUMENT["openapi"] == "3.1.0"


def test_the_description_needs_no_key():
    answer = Client().get(f"{BASE}/openapi.json")
    assert json.loads(answer.content)["servers"] == [
        {"url": "https://tutela.example/registry/api/v1"}
    ]


def test_activities_are_told_in_full_and_fit_the_description(course, ask):
    body = fits(ask("/activities"), "/activities")
    (told,) = body["activities"]
    assert body["next"] is None
    assert (told["id"], told["page"]) == (course, f"https://tutela.example/registry/{course}/")
    assert (told["budget"], told["currency"], told["seats"]) == ("12500.50", "EUR", 24)
    assert told["origins"][""]["read"] == "2026-11-21"
    assert fits(ask(f"/activities/{course}"), "/activities/{id}") == told


def test_pages_go_on_where_the_last_one_stopped(add, ask):
    keys = [add(f"n{number}", title=f"Course {number}") for number in range(5)]
    found, address = [], "/activities"
    query = {"size": "2", "state": "XMA"}
    for _ in range(4):
        body = fits(ask(address, **query), "/activities")
        found += [one["id"] for one in body["activities"]]
        if body["next"] is None:
            break
        assert body["next"].startswith(f"https://tutela.example{BASE}/activities?")
        address = "/activities?" + body["next"].partition("?")[2]
        query = {}
    assert found == keys


def test_filters_and_the_instant_of_change(scene, course, add, ask):
    add("other", title="Forensics", states=("XQL",), topics=("forensics",))
    Record.objects.filter(pk=course).update(changed_at=NOW - timedelta(days=3))
    only = fits(ask("/activities", topic="forensics"), "/activities")["activities"]
    assert [one["titles"]["en"] for one in only] == ["Forensics"]
    since = (NOW - timedelta(days=1)).isoformat()
    late = fits(ask("/activities", changed_since=since), "/activities")["activities"]
    assert [one["titles"]["en"] for one in late] == ["Forensics"]


@pytest.mark.parametrize("query", [
    {"state": "nowhere"}, {"size": "0"}, {"size": "501"}, {"size": "x"}, {"cursor": "x"},
    {"cursor": "azE½"}, {"changed_since": "soon"}, {"since": "2027-13-01"}, {"topic": "drones"},
])
def test_what_means_nothing_is_refused(query, course, ask):
    ((name, value),) = query.items()
    answer = ask("/activities", **query)
    assert answer.status_code == 400
    assert fits(answer, "/activities")["detail"] == (
        f"The parameter “{name}” cannot be “{value}”."
    )


def test_without_a_key_nothing_is_told(course, ask, enter):
    answer = ask("/activities", key="")
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == 'Bearer realm="registry"'
    fits(answer, "/activities")
    assert enter().get(f"{BASE}/activities").status_code == 401


def test_a_key_opens_what_it_allows_until_it_ends(scene, course, ask, issued):
    materials = issued("read:materials")
    assert ask("/activities", key=materials.secret).status_code == 403
    assert ask("/materials", key=materials.secret).status_code == 200
    behind_wall(revoke_key)(
        viewer=scene.viewer("programme-officer"), key=materials.key, clock=scene.clock
    )
    refused = ask("/materials", key=materials.secret)
    assert refused.status_code == 403
    fits(refused, "/materials")
    assert ask("/activities", key="tutela_guess").status_code == 403


def test_own_withdrawn_and_merged_records(scene, course, add, ask):
    own = add("closed", visibility="own")
    gone, copy = add("gone"), add("copy", title="The same course")
    behind_wall(withdraw)(
        viewer=scene.viewer("partner"), key=gone, why="Cancelled.", clock=scene.clock
    )
    behind_wall(merge)(
        viewer=scene.viewer("programme-officer"), lead=course, members=[course, copy],
        why="The same.", clock=scene.clock,
    )
    found = fits(ask("/activities"), "/activities")["activities"]
    assert [one["id"] for one in found] == [course]
    assert fits(ask(f"/activities/{copy}"), "/activities/{id}")["id"] == course
    for key in (own, gone, 10**12):
        answer = ask(f"/activities/{key}")
        assert answer.status_code == 404
        fits(answer, "/activities/{id}")


def test_vocabulary_and_materials(scene, ask):
    topics = fits(ask("/topics"), "/topics")["topics"]
    assert len(topics) == 31
    assert next(one for one in topics if one["code"] == "child-interviews")["indicators"] == [
        "D02", "D04", "D16"
    ]
    assert len(fits(ask("/audiences"), "/audiences")["audiences"]) == 13
    for visibility in ("shared", "own"):
        behind_wall(add_material)(
            viewer=scene.viewer("partner"), visibility=visibility, clock=scene.clock,
            material=Material(identifier=visibility, titles={"en": visibility}, version="2"),
        )
    (told,) = fits(ask("/materials"), "/materials")["materials"]
    assert told["titles"] == {"en": "shared"}


def test_a_key_asks_so_often_a_minute(course, ask, monkeypatch):
    monkeypatch.setattr(api, "A_MINUTE", 2)
    answers = [ask("/topics") for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert answers[0]["RateLimit"] == '"minute";r=1;t=60'
    assert answers[2]["Retry-After"] == "60"
    fits(answers[2], "/topics")


def test_no_cookie_is_set(course, ask):
    answer = ask("/activities")
    assert not answer.cookies
    assert answer["Cache-Control"] == "no-store"
