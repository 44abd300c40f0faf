import pytest

from tests.needs import scene as scenes


@pytest.fixture
def scene(db) -> scenes.Scene:
    return scenes.build()
