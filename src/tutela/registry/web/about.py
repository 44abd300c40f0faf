"""What words are about, for the pages of the registry."""

from functools import lru_cache

from tutela.registry.engine.vocabulary import names

LIKELY = 0.5
"""Confidence from which a topic is taken for meant."""
MOST = 2
_REMEMBERED = 512


@lru_cache(maxsize=_REMEMBERED)
def topics_of(text: str, language: str) -> tuple[str, ...]:
    """Return the topics that a search seems to mean, likeliest first; at most MOST."""
    plain = text.strip().casefold()
    if not plain:
        return ()
    exact = [code for code, name in names(language).topics.items() if name.casefold() == plain]
    return tuple(exact) or _classified(text, language)


def _classified(text: str, language: str) -> tuple[str, ...]:
    from tutela.registry.engine.classify.classification import (  # noqa: PLC0415 - slow to load
        classify,
    )

    found = classify(title=text, language=language)
    return tuple(one.code for one in found.topics if one.confidence >= LIKELY)[:MOST]
