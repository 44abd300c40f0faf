"""Which shared records hold some words: the same words on every database (engine.words)."""

from collections.abc import Sequence

import numpy as np
from django.db import connection

from tutela.registry.engine.columns import Numbers
from tutela.registry.engine.words import TITLE, wholly, words_of

_SQLITE = "SELECT group_concat(rowid) FROM registry_search WHERE registry_search MATCH %s"
_POSTGRESQL = (
    "SELECT string_agg(int8send(record), ''::bytea) FROM registry_words "
    "WHERE array_to_tsvector(string_to_array(words, ' ')) @@ %s::tsquery"
)


def hits(words: str) -> tuple[Numbers | None, Numbers | None]:
    """Return the keys of records that hold all words, and of those that hold them in a title.

    Returns:
        Two arrays in no order; None twice when there is no word to look for.
    """
    wanted = words_of(words)
    if not wanted:
        return (None, None) if not words.strip() else (_none(), _none())
    every = _keys(wanted)
    return every, _keys(wanted, mark=TITLE) if len(every) else _none()


def _none() -> Numbers:
    return np.zeros(0, dtype=np.int64)


def _keys(wanted: Sequence[str], *, mark: str = "") -> Numbers:
    # Words hold letters and digits only, so quotes are all the care they need.
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            terms = [f"'{mark}{word}'{'' if wholly(word) else ':*'}" for word in wanted]
            cursor.execute(_POSTGRESQL, [" & ".join(terms)])
            found = cursor.fetchone()[0]
            return np.frombuffer(found or b"", dtype=">i8").astype(np.int64)
        terms = [f'"{mark}{word}"{"" if wholly(word) else "*"}' for word in wanted]
        cursor.execute(_SQLITE, [" ".join(terms)])
        text = cursor.fetchone()[0]
        return np.fromstring(text, dtype=np.int64, sep=",") if text else _none()
