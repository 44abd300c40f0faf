import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given, settings
from hypothesis import strategies as st

from tutela.journal.engine.chain import BadEntry, Reason, verify
from tutela.journal.engine.entry import START, Entry, Head, Sealed, seal
from tutela.journal.engine.faults import BadJournal, fault_of

KEY = bytes(range(32))
OTHER_KEY = bytes(range(1, 33))
PUBLIC = (
    Ed25519PrivateKey.from_private_bytes(KEY)
    .public_key()
    .public_bytes(Encoding.Raw, PublicFormat.Raw)
)
AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def entry(sequence: int, previous: str, **changes: object) -> Entry:
    facts = {
        "organisation": 3, "sequence": sequence, "at": AT, "actor": "account:1",
        "action": "thing.done", "subject": f"thing:{sequence}", "previous": previous,
    }
    return Entry(**{**facts, **changes})


def chain(length: int, **changes: object) -> list[Sealed]:
    sealed: list[Sealed] = []
    for sequence in range(1, length + 1):
        previous = sealed[-1].digest if sealed else START
        sealed.append(seal(entry(sequence, previous, **changes), private_key=KEY))
    return sealed


def first_bad(entries: list[Sealed], *heads: Head) -> tuple[int, Reason] | None:
    bad = verify(entries, organisation=3, heads=heads, public_key=PUBLIC)
    return (bad.sequence, bad.reason) if bad else None


def head_of(entries: list[Sealed]) -> Head:
    last = entries[-1]
    return Head(organisation=3, sequence=last.entry.sequence, digest=last.digest)


def changed(sealed: Sealed, **changes: object) -> Sealed:
    return replace(sealed, entry=replace(sealed.entry, **changes))


def test_a_whole_chain_holds() -> None:
    good = chain(5)
    assert first_bad(good, head_of(good), head_of(good[:2])) is None
    assert first_bad([]) is None


def test_the_digest_is_that_of_the_canonical_text() -> None:
    text = (
        '{"action":"thing.done","actor":"account:1","at":"2026-11-23T09:00:00.000000+00:00",'
        '"detail":{},"organisation":3,"previous":"' + START + '","reason":"","sequence":1,'
        '"subject":"thing:1"}'
    )


    assert entry(1, START).digest() == hashlib.sha256(text.encode()).hexdigest()


def test_the_same_instant_in_another_zone_has_the_same_digest() -> None:
    elsewhere = AT.astimezone(timezone(timedelta(hours=5)))
    assert entry(1, START, at=elsewhere).digest() == entry(1, START).digest()


@pytest.mark.parametrize(
    "changes",
    [
        {"actor": "account:2"}, {"action": "thing.undone"}, {"subject": "thing:9"},
        {"detail": {"n": 1}}, {"reason": "because"}, {"at": AT + timedelta(microseconds=1)},
        {"previous": "f" * 64},
    ],
)
def test_any_changed_fact_is_found(changes: dict[str, object]) -> None:
    bad = chain(5)
    bad[2] = changed(bad[2], **changes)
    assert first_bad(bad) == (3, Reason.CHANGED)


def test_a_fact_that_could_never_be_sealed_counts_as_changed() -> None:
    bad = chain(2)
    bad[1] = changed(bad[1], detail={"share": 0.5})
    assert first_bad(bad) == (2, Reason.CHANGED)


def test_a_change_with_a_new_digest_has_a_wrong_signature() -> None:
    bad = chain(5)
    other = changed(bad[4], actor="account:2")
    bad[4] = replace(other, digest=other.entry.digest())
    assert first_bad(bad) == (5, Reason.WRONG_SIGNATURE)


def test_a_chain_signed_with_another_key_is_found() -> None:
    sealed = seal(entry(1, START), private_key=OTHER_KEY)
    assert first_bad([sealed]) == (1, Reason.WRONG_SIGNATURE)


@pytest.mark.parametrize("signature", ["", "zz", "00" * 64])
def test_a_spoilt_signature_is_found(signature: str) -> None:
    bad = chain(3)
    bad[1] = replace(bad[1], signature=signature)
    assert first_bad(bad) == (2, Reason.WRONG_SIGNATURE)


@pytest.mark.parametrize("place", [0, 1, 3])
def test_a_removed_entry_is_found(place: int) -> None:
    bad = chain(5)
    del bad[place]
    assert first_bad(bad) == (place + 1, Reason.REMOVED)


def test_two_exchanged_entries_are_found() -> None:
    bad = chain(5)
    bad[1], bad[2] = bad[2], bad[1]
    assert first_bad(bad) == (2, Reason.REORDERED)


def test_a_copied_entry_is_found() -> None:
    bad = chain(4)
    bad.insert(3, bad[1])
    assert first_bad(bad) == (2, Reason.INSERTED)


def test_an_entry_put_in_and_the_rest_renumbered_is_found() -> None:
    good = chain(4)
    forged = seal(entry(3, good[1].digest, actor="account:6"), private_key=OTHER_KEY)
    rest = [changed(s, sequence=s.entry.sequence + 1) for s in good[2:]]
    assert first_bad([*good[:2], forged, *rest]) == (3, Reason.INSERTED)


def test_an_entry_of_another_history_is_found() -> None:
    good, other = chain(4), chain(4, actor="account:2")
    assert first_bad([*good[:2], *other[2:]]) == (3, Reason.INSERTED)


def test_an_entry_of_another_organisation_is_found() -> None:
    good = chain(2)
    foreign = seal(entry(3, good[1].digest, organisation=4), private_key=KEY)
    assert first_bad([*good, foreign]) == (3, Reason.INSERTED)


def test_a_chain_cut_short_is_found_by_a_noted_head() -> None:
    good = chain(5)
    assert first_bad(good[:3]) is None
    assert first_bad(good[:3], head_of(good)) == (4, Reason.TRUNCATED)
    assert first_bad([], head_of(good)) == (1, Reason.TRUNCATED)


def test_a_history_signed_anew_is_found_by_a_noted_head() -> None:
    good, other = chain(5), chain(5, actor="account:2")
    assert first_bad(other) is None
    assert first_bad(other, head_of(good[:2]), head_of(good)) == (2, Reason.REPLACED)


def test_heads_of_other_organisations_say_nothing() -> None:
    assert first_bad(chain(1), Head(organisation=4, sequence=9, digest="x")) is None


@given(data=st.data())
@settings(max_examples=60)
def test_every_single_tampering_is_found(data: st.DataObject) -> None:
    good = chain(6)
    bad = list(good)
    place = data.draw(st.integers(0, 5))
    kind = data.draw(st.sampled_from(["remove", "swap", "copy", "edit", "sign"]))
    if kind == "remove":
        del bad[place]
    elif kind == "swap":
        other = data.draw(st.integers(0, 5).filter(lambda n: n != place))
        bad[place], bad[other] = bad[other], bad[place]
    elif kind == "copy":
        bad.insert(data.draw(st.integers(0, 6)), bad[place])
    elif kind == "edit":
        words = data.draw(st.text(min_size=1, max_size=5))
        bad[place] = changed(bad[place], reason=words)
    else:
        bad[place] = replace(bad[place], signature=data.draw(st.sampled_from(["", "00" * 64])))
    assert first_bad(bad, head_of(good)) is not None


def test_a_null_character_is_refused() -> None:
    with pytest.raises(ValueError, match="null character"):
        entry(1, START, reason="a\0b").digest()


def test_a_text_that_only_looks_like_a_null_character_is_taken() -> None:
    assert len(entry(1, START, reason=r"\u0000", detail={"x": "\0"}).digest()) == 64


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_a_fault_of_its_own(reason: Reason) -> None:
    fault = fault_of(BadEntry(organisation=3, sequence=14, reason=reason))
    assert type(fault) is not BadJournal
    assert (fault.code, fault.exit_code) == (f"journal.{reason}", 7)
    assert "14" in fault.text()
    assert "3" in fault.text()
