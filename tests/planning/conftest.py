from collections.abc import Iterator

import pytest

from tests.planning import scene as scenes
from tests.walls import put_behind_walls
from tutela.storage.wall import acting_for


def _staged(request, monkeypatch) -> Iterator[scenes.Scene]:
    put_behind_walls(monkeypatch, request.module, scenes, capability="planning")
    made = scenes.build()
    with acting_for(made.organisations["programme"]):
        yield made


@pytest.fixture
def scene(db, request, monkeypatch) -> Iterator[scenes.Scene]:
    """A plan that is set up; a test looks at tables as the programme, and acts as whom it names."""
    yield from _staged(request, monkeypatch)


@pytest.fixture
def open_scene(transactional_db, request, monkeypatch) -> Iterator[scenes.Scene]:
    """The scene where every write is committed, as between requests; jobs run in their own."""
    yield from _staged(request, monkeypatch)
