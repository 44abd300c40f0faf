from dataclasses import replace

from tests.registry.engine.matching.matching_material import TITLES, activity, signed
from tutela.registry.engine.matching.signature import signature, signatures


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
