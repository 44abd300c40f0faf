"""What the words of a search are about, quickly: by rules, then by meaning once it is loaded."""

import threading
from functools import lru_cache

from tutela.registry.engine.classify.lexicon import matches
from tutela.registry.engine.classify.words import words
from tutela.registry.engine.vocabulary import names

LIKELY = 0.5
"""Confidence from which a topic is taken for meant."""
MOST = 2
_REMEMBERED = 512
_loaded, _loading = threading.Event(), threading.Lock()


def topics_of(text: str, language: str) -> tuple[str, ...]:
    """Return the topics that a search seems to mean, likeliest first; at most MOST.

    The encoder takes seconds to load. Nobody waits for it: until it is there, only words count.
    """
    plain = text.strip().casefold()
    if not plain:
        return ()
    found = _by_words(plain, language)
    if found:
        return found
    if _loaded.is_set():
        return _by_meaning(plain, language)
    if _loading.acquire(blocking=False):
        threading.Thread(target=_load, name="encoder", daemon=True).start()
    return ()


@lru_cache(maxsize=_REMEMBERED)
def _by_words(plain: str, language: str) -> tuple[str, ...]:
    exact = [code for code, name in names(language).topics.items() if name.casefold() == plain]
    if exact:
        return tuple(exact)
    found = matches(words(plain), kind="topics", language=language)
    weight = {code: max(hit.parts for hit in hits) for code, hits in found.items() if hits}
    return tuple(sorted(weight, key=lambda code: -weight[code])[:MOST])


@lru_cache(maxsize=_REMEMBERED)
def _by_meaning(plain: str, language: str) -> tuple[str, ...]:
    from tutela.registry.engine.classify.classification import classify  # noqa: PLC0415 - slow

    found = classify(title=plain, language=language)
    return tuple(one.code for one in found.topics if one.confidence >= LIKELY)[:MOST]


def _load() -> None:
    _by_meaning("training", "en")
    _loaded.set()
