"""The weights of the comparison, read from data/matching/weights.toml."""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

CERTAIN = 50.0
"""Bits beyond which a probability cannot be told from 0 or 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What each level of each field weighs.

    Attributes:
        prior: Share of the pairs that blocking brings together which are one activity, 0..1.
        threshold: Least probability at which a pair is shown to a person, 0..1.
        bits: Weight in bits, by field and level.
        cosines: Knots of the weight of meaning, ascending, -1..1.
        meaning: Weight in bits at each knot.
        caps: Most that all but title and numbers weigh together, by "one-source"
            or "two-sources".
    """

    prior: float
    threshold: float
    bits: Mapping[str, Mapping[str, float]]
    cosines: tuple[float, ...]
    meaning: tuple[float, ...]
    caps: Mapping[str, float]

    def probability(self, weight: float) -> float:
        """Return the probability, 0..1, that a pair with this total weight is one activity.

        Source: Fellegi and Sunter, "A Theory for Record Linkage", JASA 64 (1969), pp. 1183-1210.

        >>> weights = Weights(
        ...     prior=0.5, threshold=0.5, bits={}, cosines=(), meaning=(), caps={}
        ... )
        >>> weights.probability(0), weights.probability(1)
        (0.5, 0.6666666666666666)
        """
        total = weight + math.log2(self.prior / (1 - self.prior))
        odds = math.exp2(min(max(total, -CERTAIN), CERTAIN))
        return odds / (1 + odds)


@cache
def weights() -> Weights:
    """Return the weights that ship with this version."""
    text = files("tutela.registry").joinpath("data/matching/weights.toml").read_text("utf-8")
    table = tomllib.loads(text)
    floor, caps = table.pop("floor"), table.pop("cap")
    meaning = table.pop("meaning")
    prior, threshold = table.pop("prior"), table.pop("threshold")
    bits = {
        name: {
            level: max(math.log2(share["m"] / share["u"]), floor.get(name, -math.inf))
            for level, share in levels.items()
        }
        for name, levels in table.items()
    }
    return Weights(
        prior=prior,
        threshold=threshold,
        bits=bits,
        cosines=tuple(meaning["cosines"]),
        meaning=tuple(meaning["bits"]),
        caps=caps,
    )
