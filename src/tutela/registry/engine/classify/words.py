"""Words of a title as the rules compare them: in six languages, whatever their endings.

Source: Unicode Standard Annex 15 (normalisation forms) and 29 (word boundaries, simplified).
"""

import re
import unicodedata
from dataclasses import dataclass

_LETTER = r"[^\W_][\u0300-\u036f\u064b-\u065f\u0670]*"
"""A letter or digit with its marks: an Arabic vowel sign does not end a word."""

_WORD = re.compile(rf"(?:{_LETTER})+(?:[-/'’‑](?:{_LETTER})+)*")
_INNER = re.compile(r"[-/'’‑]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_LETTERS = str.maketrans({"ى": "ي", "ة": "ه", "ٱ": "ا", "ـ": None, "ß": "ss", "ё": "е"})
_PREFIXES = ("وال", "بال", "كال", "فال", "لل", "ال", "و", "ب", "ل", "ف")
_SHORTEST = 3
"""Letters that must remain of an Arabic word for what stands before it to be a particle."""

_SENTENCE = re.compile(r"[.!?;\n。！？；؟؛]+")


def normalise(text: str) -> str:
    """Fold case, width, accents, Arabic alef and hamza forms, ta marbuta and alef maqsura.

    >>> normalise("Résumé"), normalise("الأَدِلَّة"), normalise("Ребёнок")
    ('resume', 'الادله', 'ребенок')
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    bare = unicodedata.normalize("NFD", folded)
    marks = (mark for mark in bare if unicodedata.category(mark) != "Mn")
    return unicodedata.normalize("NFC", "".join(marks).translate(_LETTERS))


def sentences(text: str) -> tuple[str, ...]:
    """Split a text where a sentence ends; words of one phrase stand in one sentence."""
    return tuple(part for part in _SENTENCE.split(text) if part.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word of a text.

    Attributes:
        text: As it was written.
        forms: What a rule may call it: itself, its parts, and without Arabic particles.
    """

    text: str
    forms: frozenset[str]


def _forms(word: str) -> frozenset[str]:
    whole = normalise(word)
    forms = {whole, *_INNER.split(whole)}
    if _ARABIC.search(whole):
        for form in tuple(forms):
            for prefix in _PREFIXES:
                if form.startswith(prefix) and len(form) - len(prefix) >= _SHORTEST:
                    forms.add(form[len(prefix) :])
    return frozenset(forms - {""})


def words(text: str) -> tuple[Word, ...]:
    """Split a text into words, in order; a run of Chinese is one word.

    >>> [word.text for word in words("Child-friendly justice: 24/7")]
    ['Child-friendly', 'justice', '24/7']
    """
    composed = unicodedata.normalize("NFC", text)
    return tuple(Word(text=found, forms=_forms(found)) for found in _WORD.findall(composed))


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a phrase: alternatives, any of which will do.

    Attributes:
        exact: Whole words.
        beginnings: Beginnings of words, written with "*".
        inside: Chinese characters, found anywhere in a run.
    """

    exact: frozenset[str]
    beginnings: tuple[str, ...]
    inside: tuple[str, ...]

    def find(self, word: Word) -> str:
        """Return what of the word matches, as it is written; "" for nothing."""
        for form in word.forms:
            if form in self.exact or (self.beginnings and form.startswith(self.beginnings)):
                return word.text
            if self.inside:
                found = next((piece for piece in self.inside if piece in form), "")
                if found:
                    return found
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words that must all stand in one sentence, in any order."""

    parts: tuple[Part, ...]

    def find(self, text: tuple[Word, ...]) -> str:
        """Return what matches, in the order of the text with gaps as " … "; "" for nothing."""
        found: dict[int, list[str]] = {}
        for part in self.parts:
            hits = [(row, hit) for row, word in enumerate(text) if (hit := part.find(word))]
            if not hits:
                return ""
            for row, hit in hits:
                found.setdefault(row, []).append(hit)
        distinct = {hit for hits_ in found.values() for hit in hits_}
        if len(distinct) < len(self.parts):
            return ""
        return _written(found)


def _written(found: dict[int, list[str]]) -> str:
    pieces: list[str] = []
    before = None
    for row in sorted(found):
        if before is not None:
            pieces.append(" " if row == before + 1 else " … ")
        pieces.append(" … ".join(dict.fromkeys(found[row])))
        before = row
    return "".join(pieces)


def phrase(written: str) -> Phrase:
    """Read a phrase of the vocabulary: parts between spaces, "|" for or, "*" for any ending.

    >>> phrase("child*|minor* interview*").find(words("Interviews with child victims"))
    'Interviews … child'
    """
    return Phrase(parts=tuple(_part(piece) for piece in written.split()))


def _part(piece: str) -> Part:
    choices = [normalise(choice) for choice in piece.split("|") if choice]
    chinese = [choice for choice in choices if _HAN.search(choice)]
    latin = [choice for choice in choices if not _HAN.search(choice)]
    return Part(
        exact=frozenset(choice for choice in latin if not choice.endswith("*")),
        beginnings=tuple(choice[:-1] for choice in latin if choice.endswith("*")),
        inside=tuple(sorted(chinese, key=len, reverse=True)),
    )
