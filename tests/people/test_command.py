import json

import pytest
from click.testing import CliRunner

from tutela.people.command import group
from tutela.people.store import queries


def run(*words: str) -> tuple[int, dict]:
    answer = CliRunner().invoke(group, [*words, "--json"])
    return answer.exit_code, json.loads(answer.output)


@pytest.mark.django_db
def test_the_first_administrator_comes_in_by_the_command_line() -> None:
    made, added = run("organisation", "add", "Programme office", "--kind", "programme")
    code, invited = run("account", "invite", str(added["organisation"]), "first@example.org")
    assert (made, code, invited["email"]) == (0, 0, "first@example.org")
    assert "/people/invitation/" in invited["address"]


@pytest.mark.django_db
def test_what_is_wrong_ends_with_its_code() -> None:
    code, said = run("organisation", "add", "Agency", "--kind", "agency", "--state", "zzz")
    assert (code, [one["code"] for one in said["error"]["problems"]]) == (
        3, ["organisation.state.unknown"],
    )
    assert run("account", "invite", "999999", "first@example.org")[0] == 4


def test_members_are_listed_and_ended(world) -> None:
    rows = run("list")[1]["members"]
    assert len(rows) == len(world.accounts)
    key = queries.current_memberships(world.accounts["viewer"])[0].key
    assert run("end", str(key)) == (0, {"membership": key})
    assert len(run("list")[1]["members"]) == len(rows) - 1
    assert run("end", str(key))[0] == 4


def test_a_link_is_refused_outside_a_demonstration(world) -> None:
    code, said = run("link", "viewer@demonstration.example")
    assert (code, said["error"]["code"]) == (5, "link.no-demonstration")
