"""Words as search compares them, the same on every database and in every language.

Case and marks above or below letters do not count; Chinese, which has no spaces, is cut into
pairs of characters. Source: UAX #15 (normalisation form KD), CPython's ``str.casefold``.
"""

import re
import unicodedata

_SHORT = 2
LONGEST = 40
"""Longest word kept, in characters."""
TITLE = "0"
"""Begins a word of a title once more, so that titles can be asked for alone."""
_RUNS = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+|[^\W_\u3400-\u9fff\uf900-\ufaff]+")
# Letters that stand for others in many Arabic texts, and the sign that only stretches.
_ARABIC = str.maketrans({"\u0649": "\u064a", "\u0629": "\u0647", "\u0640": None})


def folded(text: str) -> str:
    """Return a text without case and marks.

    >>> folded("Enquêtes SUR Internet")
    'enquetes sur internet'
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return bare.translate(_ARABIC)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text, each once, in order.

    >>> words_of("Interviewing children, 儿童访谈")
    ('interviewing', 'children', '儿童', '童访', '访谈')
    """
    found: dict[str, None] = {}
    for run in _RUNS.findall(folded(text)):
        if "\u3400" <= run[0] <= "\ufaff":
            pairs = [run[at : at + 2] for at in range(len(run) - 1)] or [run]
            found.update(dict.fromkeys(pairs))
        else:
            found[run[:LONGEST]] = None
    return tuple(found)


def index_text(title: str, text: str) -> str:
    """Return what an index keeps of a record: its words, and those of its titles marked."""
    titled = words_of(title)
    every = dict.fromkeys((*titled, *words_of(text)))
    return " ".join((*every, *(TITLE + word for word in titled)))


def wholly(word: str) -> bool:
    """Tell whether a wanted word must occur as it is; of any other its beginning is enough.

    Words of one or two letters begin too many others to say anything; two Chinese characters are
    a word as they stand, and one is looked for at the beginning of each two.

    >>> wholly("of"), wholly("inter"), wholly("访谈"), wholly("访")
    (True, False, True, False)
    """
    return len(word) == _SHORT or (len(word) == 1 and word < "\u3400")


def begins(wanted: tuple[str, ...], kept: str, *, mark: str = "") -> bool:
    """Tell whether an index text holds each wanted word, or one that begins with it.

    Args:
        wanted: Words.
        kept: What ``index_text`` gave.
        mark: TITLE to look in titles alone.

    >>> text = index_text("Interviewing children", "of three")
    >>> begins(("inter", "of"), text), begins(("of",), text, mark=TITLE), begins(("th",), text)
    (True, False, False)
    """
    held = f" {kept} "
    return all(
        f" {mark}{word}{' ' if wholly(word) else ''}" in held for word in wanted
    )
