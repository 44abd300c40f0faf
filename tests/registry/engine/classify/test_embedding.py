"""Embeddings are unit rows in the order given, whatever the text."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tutela.registry.engine.classify.embedding import DIMENSIONS, LONGEST, embed


def test_the_same_course_is_nearer_in_another_language_than_another_course() -> None:
    one, same, other = embed(
        ["Interviewing child victims", "Entrevista a niños víctimas", "Rural roads"]
    )
    assert one @ same > one @ other + 0.2


def test_a_text_without_letters_is_near_to_nothing() -> None:
    assert not embed(["", "  …", "\ud800"]).any()
    assert embed([]).shape == (0, DIMENSIONS)


def test_only_the_first_characters_are_read() -> None:
    first, same = embed(["word " * LONGEST, ("word " * LONGEST)[:LONGEST]])
    assert np.array_equal(first, same)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.text(st.characters(), max_size=60), max_size=4))
def test_every_row_is_of_unit_length_or_zero(texts: list[str]) -> None:
    vectors = embed(texts)
    assert vectors.shape == (len(texts), DIMENSIONS)
    assert vectors.dtype == np.float32
    lengths = np.linalg.norm(vectors, axis=1)
    said = np.array([any(mark.isalnum() for mark in text) for text in texts], dtype=bool)
    assert np.allclose(lengths, said, atol=1e-5)
