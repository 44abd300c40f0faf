"""The database of the tests: SQLite, or PostgreSQL with its walls under the site's own role."""

import os

import pytest

from tests import walled_database


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what touches the database, so that it can be run on PostgreSQL too."""
    for item in items:
        uses = {"db", "django_db_setup"} & set(getattr(item, "fixturenames", ()))
        if uses or item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.database)


if os.environ.get("TUTELA_DATABASE"):

    @pytest.fixture(scope="session")
    def django_db_setup(django_test_environment, django_db_blocker, worker_id):
        """Migrate as the owner; the tests then run as the role that serves the site."""
        with django_db_blocker.unblock(), walled_database.prepared(worker_id):
            yield
