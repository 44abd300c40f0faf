from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.http import Http404
from django.template.loader import get_template
from django.test import RequestFactory, override_settings

from tutela.foundation.clock import FixedClock
from tutela.foundation.errors import NotAllowed
from tutela.journal.store import operations, queries
from tutela.journal.web import presenters, views
from tutela.journal.web.forms import FilterForm
from tutela.storage.wall import acting_for


@pytest.fixture(autouse=True)
def _folder(tmp_path: Any) -> Any:
    with override_settings(JOURNAL_KEY=tmp_path / "key.pem"), acting_for(3):
        yield


def write(organisation: int, day: int, action: str = "thing.done", **more: Any) -> None:
    operations.record(
        organisation=organisation, actor="account:77", action=action, subject="thing:1",
        clock=FixedClock(datetime(2026, 11, day, 23, 59, tzinfo=UTC)), **more,
    )


def page(query: str = "", *, allowed: bool = True) -> str:
    request = RequestFactory().get(f"/journal/?{query}")
    viewer = SimpleNamespace(
        organisation=3, may=lambda action: allowed and action == "read-journal", language="en"
    )
    request.viewer = viewer
    return shown(request)


def shown(request: Any) -> str:
    """Render the page without the site around it."""
    found: dict[str, Any] = {}
    original = views.render
    views.render = lambda _request, _template, context: found.update(context)
    try:
        views.home(request)
    finally:
        views.render = original
    return " ".join(f"{row.sequence}:{row.action}" for row in found["rows"])


@pytest.mark.django_db
def test_only_the_viewers_own_journal_is_shown() -> None:
    write(3, 1)
    write(4, 1, "secret.done")
    write(3, 2)
    assert page() == "2:thing.done 1:thing.done"


@pytest.mark.django_db
def test_entries_are_chosen_by_action_and_day() -> None:
    write(3, 1)
    write(3, 2, "other.done")
    write(3, 3)
    assert page("action=other.done") == "2:other.done"
    assert page("since=2026-11-02&until=2026-11-02") == "2:other.done"
    assert page("since=2026-11-03") == "3:thing.done"
    assert page("action=nonsense&since=yesterday") == "3:thing.done 2:other.done 1:thing.done"


@pytest.mark.django_db
def test_there_are_fifty_on_a_page() -> None:
    for _ in range(52):
        write(3, 1)
    assert len(page().split()) == 50
    assert page("page=2") == "2:thing.done 1:thing.done"


@pytest.mark.django_db
def test_a_role_that_may_not_read_is_refused() -> None:
    with pytest.raises(NotAllowed):
        page(allowed=False)


def test_nobody_is_told_that_there_is_a_journal() -> None:
    request = RequestFactory().get("/journal/")
    with pytest.raises(Http404):
        views.home(request)


@pytest.mark.django_db
def test_a_row_tells_facts_and_reason() -> None:
    write(3, 1, detail={"role": "viewer", "n": 2}, reason="a request of the court")
    (row,) = presenters.rows_of(queries.entries(organisation=3))
    assert (row.who, row.facts, row.reason) == (
        "account:77", (("n", "2"), ("role", "viewer")), "a request of the court",
    )


def test_the_last_day_is_included() -> None:
    form = FilterForm({"until": "2026-11-02"}, actions=[])
    assert form.chosen() == {
        "action": "", "since": None, "until": datetime(2026, 11, 3, tzinfo=UTC)
    }


@pytest.mark.django_db
def test_the_page_is_drawn() -> None:
    write(3, 1, detail={"word": "<b>"}, reason="a request")
    form = FilterForm({}, actions=queries.actions(organisation=3))
    assert form.is_valid()
    entries = Paginator(queries.entries(organisation=3), 50).page(1)
    request = RequestFactory().get("/journal/")
    request.user, request.viewer = AnonymousUser(), None
    drawn = get_template("journal/home.html").render({
        "form": form, "page": entries, "rows": presenters.rows_of(entries), "query": "",
        "head": queries.head(organisation=3),
    }, request)
    assert "The journal ends at entry 1 with the digest below." in drawn
    assert queries.head(organisation=3).digest in drawn
    assert "&lt;b&gt;" in drawn
    assert 'value="thing.done"' in drawn
    assert 'type="date"' in drawn
    assert "style=" not in drawn
