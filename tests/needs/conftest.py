from collections.abc import Iterator

import pytest

from tests.needs import scene as scenes
from tests.walls import put_behind_walls
from tutela.needs.store import memory
from tutela.storage.wall import acting_for


def _staged(request, monkeypatch) -> Iterator[scenes.Scene]:
    put_behind_walls(monkeypatch, request.module, scenes, capability="needs")
    made = scenes.build()
    with acting_for(made.organisations["focal-point"]):
        yield made


@pytest.fixture
def scene(db, request, monkeypatch) -> Iterator[scenes.Scene]:
    """The scene; a test looks at tables as the focal point, and acts as whom it names."""
    yield from _staged(request, monkeypatch)


@pytest.fixture
def open_scene(transactional_db, request, monkeypatch) -> Iterator[scenes.Scene]:
    """The scene where every write is committed, as between requests."""
    memory.forget()
    yield from _staged(request, monkeypatch)
