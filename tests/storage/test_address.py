import pytest

from tutela.foundation.errors import Misconfigured
from tutela.storage.postgresql.address import database_settings


def test_a_socket_is_given_as_a_host_in_the_query() -> None:
    found = database_settings("postgresql://ana@/tutela?host=/run/pg")
    assert (found["USER"], found["HOST"], found["PORT"], found["OPTIONS"]) == (
        "ana", "/run/pg", "", {},
    )


def test_a_socket_is_given_as_an_escaped_host() -> None:
    assert database_settings("postgresql://ana@%2Frun%2FPg/tutela")["HOST"] == "/run/Pg"


@pytest.mark.parametrize(
    "address",
    ["mysql://a@b/c", "postgresql://a@b", "tutela.sqlite3", "postgresql://a@b:port/c", "//"],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(Misconfigured):
        database_settings(address)
