"""What was fitted on the labelled sample: see benchmarks/classify_registry.py."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """A logistic regression and where it says yes.

    Attributes:
        weights: One per feature of Evidence.features.
        threshold: Share 0..1 from which a suggestion is made.
    """

    weights: tuple[float, ...]
    threshold: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """Everything fitted.

    Attributes:
        topics: For one topic of one text.
        audiences: For one audience of one text.
        relevance: For one text, on the best of its topics.
        forms: Share 0..1 right when words say it, by kind of form.
    """

    topics: Weights
    audiences: Weights
    relevance: Weights
    forms: Mapping[str, float]


@cache
def parameters() -> Parameters:
    """Read what was fitted."""
    path = files("tutela.registry").joinpath("data/classification.toml")
    fitted = tomllib.loads(path.read_text("utf-8"))["fitted"]
    kinds = {
        kind: Weights(weights=tuple(fitted[kind]["weights"]), threshold=fitted[kind]["threshold"])
        for kind in ("topics", "audiences", "relevance")
    }
    return Parameters(**kinds, forms=fitted["forms"])
