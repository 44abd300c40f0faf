"""How near a text is in meaning to each topic, each audience, and to other fields of work."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from .embedding import embed
from .lexicon import table

ANCHOR_LANGUAGES = ("en",)
"""The model puts languages into one space; see docs/performance.md for what more would add."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchors:
    """Texts that stand for codes.

    Attributes:
        codes: One per group, in the order of the vocabulary.
        owner: Int array (m,): the row of codes that an anchor belongs to.
        texts: The anchors, m of them.
        vectors: Float32 array (m, d), rows of unit length.
    """

    codes: tuple[str, ...]
    owner: NDArray[np.int64]
    texts: tuple[str, ...]
    vectors: NDArray[np.float32]

    def nearest(
        self, vectors: NDArray[np.float32]
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Compare texts with every code.

        Args:
            vectors: Float32 array (n, d), rows of unit length or zero.

        Returns:
            Float32 array (n, k) of the highest similarity -1..1 by code, and int array (n, k)
            of the anchor that has it.
        """
        similar = vectors @ self.vectors.T
        best = np.zeros((len(vectors), len(self.codes)), dtype=np.float32)
        which = np.zeros((len(vectors), len(self.codes)), dtype=np.int64)
        for row in range(len(self.codes)):
            own = np.flatnonzero(self.owner == row)
            among = similar[:, own]
            best[:, row] = among.max(axis=1)
            which[:, row] = own[among.argmax(axis=1)]
        return best, which


def _anchors(pairs: Sequence[tuple[str, str]]) -> Anchors:
    codes = tuple(dict.fromkeys(code for code, _ in pairs))
    texts = tuple(text for _, text in pairs)
    owner = np.array([codes.index(code) for code, _ in pairs], dtype=np.int64)
    return Anchors(codes=codes, owner=owner, texts=texts, vectors=embed(texts))


@cache
def anchors(kind: str) -> Anchors:
    """Return the anchors of "topics" or "audiences": every name and every description."""
    pairs = [
        (code, row[field])
        for language in ANCHOR_LANGUAGES
        for code, row in table(language)[kind].items()
        for field in ("name", "about")
    ]
    return _anchors(pairs)


@cache
def elsewhere() -> Anchors:
    """Return the anchors of other fields of development work, which are not ours."""
    path = files("tutela.registry").joinpath("data/classification.toml")
    fields = tomllib.loads(path.read_text("utf-8"))["elsewhere"]["anchors"]
    return _anchors([("elsewhere", text) for text in fields])
