"""Bring titles and names into one writing, so that the same words compare as equal."""

import re
import unicodedata

_APART = re.compile(r"[\W_]+")
_FAR_EAST = re.compile("([\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])")

_COMMON = """
[a, al, aux, an, and, assistance, au, avec, by, con, contra, d, da, dans, das, de, del, der,
des, di, do, dos, du, e, el, en, entre, et, for, from, in, into, investigation, l, la, las,
le, les, lo, los, of, on, o, or, ou, par, para, pour, por, program, programa, programme,
programs, project, projet, projets, proyecto, proyectos, s, se, sobre, soutien, sur,
support, supporting, sus, the, through, to, training, una, under, un, une, y, apoyo, appui,
capacity, course, curso, cours, formation, building, development, desarrollo, developpement,
и, в, на, по, для, с, о, об, из, проект, программа, курс, поддержка, в, من, في, على, الى,
إلى, عن, مع, مشروع, برنامج, دورة, دعم, 的, 和, 与, 项目, 培训, 在, 对]
"""
COMMON = frozenset(_COMMON.split())
"""Words of the six languages that say nothing about which activity it is."""


def fold(text: str) -> str:
    """Lower, strip accents and marks, and leave one space between words.

    Chinese and Japanese signs stand apart, as each can be a word.

    >>> fold("  Formación: Investigación (Básica) ")
    'formacion investigacion basica'
    """
    # Twice, as letters made for formulas or emblems are capitals only once taken apart.
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return " ".join(_APART.sub(" ", _FAR_EAST.sub(r" \1 ", bare)).split())


def telling(folded: str) -> tuple[str, ...]:
    """Return the words of a folded text that can tell it apart, each once, longest first."""
    words = {word for word in folded.split() if word not in COMMON}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))
