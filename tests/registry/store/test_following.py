from datetime import date

import pytest
from django.core import mail

from tests.registry.activities import an_activity
from tutela.foundation.errors import InputRefused, NotAllowed, NotFound
from tutela.registry.store.faults import KeyRefused
from tutela.registry.store.models import ApiKey
from tutela.registry.store.operations.keys import issue_key, revoke_key, use_key
from tutela.registry.store.operations.records import register
from tutela.registry.store.operations.watching import send_digests, unwatch, watch
from tutela.registry.store.queries.desk import keys, watches


def issued(scene, **parts):
    parts = {"name": "Mirror", "scopes": ["read:activities"], "expires": date(2026, 12, 1)} | parts
    return issue_key(viewer=scene.viewer("programme-officer"), clock=scene.clock, **parts)


def test_a_key_opens_its_scope_until_its_day_ends_or_it_is_revoked(scene):
    made = issued(scene)
    holder = use_key(secret=made.secret, scope="read:activities", clock=scene.clock)
    assert holder.organisation == scene.organisations["programme"]
    assert keys(scene.viewer("programme-officer"))[0].last_used_at == scene.clock.now()
    assert made.secret not in str(list(ApiKey.objects.values()))
    refused = [
        (made.secret, "read:materials", scene.clock), (made.secret + "x", "read:activities",
        scene.clock), (made.secret, "read:activities", scene.later(days=8)),
    ]
    for secret, scope, clock in refused:
        with pytest.raises(KeyRefused):
            use_key(secret=secret, scope=scope, clock=clock)
    use_key(secret=made.secret, scope="read:activities", clock=scene.later(days=7))
    revoke_key(viewer=scene.viewer("programme-officer"), key=made.key, clock=scene.clock)
    with pytest.raises(KeyRefused):
        use_key(secret=made.secret, scope="read:activities", clock=scene.clock)


@pytest.mark.parametrize("parts", [
    {"name": " "}, {"scopes": []}, {"scopes": ["write:all"]}, {"expires": date(2026, 11, 1)},
])
def test_a_key_needs_a_name_known_rights_and_a_day_to_come(scene, parts):
    with pytest.raises(InputRefused):
        issued(scene, **parts)


def test_only_who_curates_issues_keys(scene):
    with pytest.raises(NotAllowed):
        issue_key(viewer=scene.viewer("partner"), name="x", scopes=["read:activities"],
                  expires=date(2027, 1, 1), clock=scene.clock)


def test_a_digest_names_what_is_new_once_and_in_the_readers_language(scene):
    viewer = scene.viewer("viewer")
    from tutela.people.store.operations import set_profile

    set_profile(viewer=viewer, name="Sanne Orlev", language="fr", theme="auto", clock=scene.clock)
    watch(viewer=viewer, states=["XMA"], frequency="weekly", clock=scene.clock)
    titles = {"en": "Interviewing children", "fr": "Entretiens avec des enfants"}
    for state, given in (("XMA", titles), ("XQL", {"en": "Elsewhere"})):
        register(viewer=scene.viewer("partner"), clock=scene.later(days=1),
                 activity=an_activity(state, titles=given, states=(state,)))
    assert send_digests(clock=scene.later(days=6)) == 0
    assert send_digests(clock=scene.later(days=7)) == 1
    assert send_digests(clock=scene.later(days=8)) == 0
    assert send_digests(clock=scene.later(days=20)) == 0
    assert [message.to for message in mail.outbox] == [["viewer@demonstration.example"]]
    text = mail.outbox[0].body
    assert "Entretiens avec des enfants" in text
    assert "Elsewhere" not in text


def test_who_ended_a_watch_is_told_nothing(scene):
    viewer = scene.viewer("viewer")
    key = watch(viewer=viewer, clock=scene.clock)
    assert [one.key for one in watches(viewer)] == [key]
    with pytest.raises(NotFound):
        unwatch(viewer=scene.viewer("focal-point"), key=key, clock=scene.clock)
    unwatch(viewer=viewer, key=key, clock=scene.clock)
    register(viewer=scene.viewer("partner"), clock=scene.later(days=1), activity=an_activity())
    assert send_digests(clock=scene.later(days=9)) == 0
    assert watches(viewer) == ()


def test_the_operators_verb_sends_what_is_due(scene):
    from click.testing import CliRunner

    from tutela.command import main

    result = CliRunner().invoke(main, ["registry", "send-digests"])
    assert (result.exit_code, result.stdout.strip()) == (0, "0 digests sent")
