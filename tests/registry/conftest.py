from collections.abc import Iterator

import pytest

from tests.registry import scene as scenes
from tests.walls import put_behind_walls
from tutela.registry.store import memory
from tutela.storage.wall import acting_for


def _staged(request, monkeypatch) -> Iterator[scenes.Scene]:
    memory.forget()
    put_behind_walls(monkeypatch, request.module, capability="registry")
    made = scenes.build()
    with acting_for(made.organisations["programme"]):
        yield made


@pytest.fixture
def scene(db, request, monkeypatch) -> Iterator[scenes.Scene]:
    """The scene; a test looks at tables as the programme, and acts as whom it names."""
    yield from _staged(request, monkeypatch)


@pytest.fixture
def open_scene(transactional_db, request, monkeypatch) -> Iterator[scenes.Scene]:
    """The scene where every write is committed, as between requests."""
    yield from _staged(request, monkeypatch)
    memory.forget()
