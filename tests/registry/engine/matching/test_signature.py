from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.registry.engine.matching.matching_material import TITLES, activity, signed
from tutela.registry.engine.matching.coding import SignatureDamaged, from_bytes, to_bytes
from tutela.registry.engine.matching.signature import Signature, signature, signatures


def test_a_signature_survives_its_bytes() -> None:
    one = signed(title="Cours en ligne, phase 2 [P123456]", parent="p-1", related=("x", "y"))
    again = from_bytes(to_bytes(one))
    assert again == one
    assert np.array_equal(again.meaning, one.meaning)
    assert len(to_bytes(one)) < 1_200


def test_empty_is_not_stated() -> None:
    bare = Signature(record="r")
    assert from_bytes(to_bytes(bare)) == bare
    assert not bare.embedding.any()


@settings(max_examples=200)
@given(st.binary(max_size=800))
def test_other_bytes_are_refused(content: bytes) -> None:
    with pytest.raises(SignatureDamaged):
        from_bytes(content)


@pytest.mark.parametrize("cut", [1, 5, 40, 300, 511])
def test_bytes_cut_short_are_refused(cut: int) -> None:
    content = to_bytes(signed())
    with pytest.raises(SignatureDamaged):
        from_bytes(content[:-cut])


def test_many_together_are_as_one_by_one() -> None:
    activities = [activity(code, title) for code, title in TITLES.items()]
    for one, other in zip(signatures(activities), map(signature, activities), strict=True):
        assert one == other
        assert float(one.embedding @ other.embedding) > 0.99


def test_a_component_is_read_from_title_or_from_the_key_after_its_parent() -> None:
    assert signed("GB-1-105862-103", parent="GB-1-105862").components == ("103",)
    assert signed("x", "Roads (104)").components == ("104",)
    assert signed("GB-1-105862-103").components == ()
    assert replace(signed("other"), parent="GB-1").components == ()
