"""Read what numbers in a title mean: identifiers, components, phases, editions, years."""

import re
from dataclasses import dataclass

LONG_NUMBER = 5
"""Digits that make an identifier by themselves."""
SHORT_NUMBER = 4
LETTERS = 2
"""Letters and digits that make an identifier together."""
LONGEST_SPAN = 20
"""Most years a range in a title is taken to mean."""

_YEARS = re.compile(r"(?<![\dA-Za-z.-])((?:19|20)\d\d)(?:\s*[-–/]\s*((?:19|20)\d\d|\d\d))?(?![\d])")
_BANK = re.compile(r"\bP\d{6}\b")
_WORD = re.compile(r"[A-Za-z0-9][\w./-]*[A-Za-z0-9]")
_NUMERAL = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}
_SPELT = {
    "first": 1, "second": 2, "third": 3, "fourth": 4,
    "premiere": 1, "premier": 1, "deuxieme": 2, "seconde": 2, "troisieme": 3, "quatrieme": 4,
    "primera": 1, "segunda": 2, "tercera": 3, "cuarta": 4,
    "первая": 1, "вторая": 2, "третья": 3, "четвертая": 4, "первый": 1, "второй": 2, "третий": 3,
    "الاولى": 1, "الأولى": 1, "الثانية": 2, "الثالثة": 3, "الرابعة": 4,
    "一": 1, "二": 2, "三": 3, "四": 4, "五": 5,
}  # fmt: skip
_NUMBER = r"(\d{1,3}|[ivx]{1,4}|[一二三四五])"
_PHASE = (
    r"(?:phase|fase|etapa|étape|etape|этап|фаза|cycle|ciclo"
    r"|edition|édition|edición|edicion|round|tranche)"
)
_PART = (
    r"(?:componente?|component|composante|компонент|lote?|module|módulo|modulo|модуль"
    r"|part|partie|parte|часть|volet|activity|activité|actividad)"
)
_SPELT_WORDS = "|".join(sorted(_SPELT, key=len, reverse=True))

_PHASES = (
    re.compile(rf"\b{_PHASE}\s*(?:no?\.?|n°|№|:)?\s*{_NUMBER}\b", re.IGNORECASE),
    re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th|e|ème|eme|a|ª|-й|-я)?\s+{_PHASE}\b", re.IGNORECASE),
    re.compile(rf"\b({_SPELT_WORDS})\s+{_PHASE}\b", re.IGNORECASE),
    re.compile(rf"\b{_PHASE}\s+({_SPELT_WORDS})\b", re.IGNORECASE),
    re.compile(rf"المرحلة\s+(\d{{1,2}}|{_SPELT_WORDS})"),
    re.compile(r"第\s*(\d{1,2}|[一二三四五])\s*[期届阶阶]"),
    re.compile(r"(?<=\s)(ii|iii|iv|vi|vii|viii|ix)\s*$", re.IGNORECASE),
)
_PARTS = (
    re.compile(r"\((\d{3})\)\s*$"),
    re.compile(rf"\b{_PART}\s*(?:no?\.?|n°|№|:|#)?\s*{_NUMBER}\b", re.IGNORECASE),
    re.compile(rf"المكون\s+(\d{{1,2}}|{_SPELT_WORDS})"),
    re.compile(r"(?:组成部分|模块|第)\s*(\d{1,2}|[一二三四五])\s*(?:部分)?"),
)
_LEFT = re.compile(r"(?<![\w.,'’])\d{1,3}(?![\w%]|[.,'’]\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What the numbers of one title say.

    Attributes:
        identifiers: Project and grant numbers, upper case, sorted.
        components: Numbers of a component, lot, module or part, sorted.
        phases: Numbers of a phase, cycle or edition, sorted.
        years: Years and ranges of years written out, sorted.
        others: Numbers with no known meaning, sorted.
        rest: The title without all of these: what is compared in words and in meaning.
    """

    identifiers: tuple[str, ...] = ()
    components: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    rest: str = ""


def _number(text: str) -> str:
    low = text.casefold()
    return str(_NUMERAL.get(low) or _SPELT.get(low) or (int(low) if low.isdecimal() else low))


def _cut(pattern: re.Pattern[str], text: str, found: set[str]) -> str:
    def take(match: re.Match[str]) -> str:
        found.add(_number(match.group(1)))
        return " "

    return pattern.sub(take, text)


def _is_identifier(word: str) -> bool:
    """Tell a number that an owner gives once from a budget code that many records share."""
    digits = sum(mark.isdigit() for mark in word)
    letters = sum(mark.isalpha() for mark in word)
    round_number = word.isdecimal() and word.endswith("000")
    long_enough = digits >= LONG_NUMBER or (letters >= LETTERS and digits >= SHORT_NUMBER)
    return long_enough and not _YEARS.fullmatch(word) and not round_number


def _years(text: str) -> tuple[str, set[str]]:
    found: set[str] = set()

    def take(match: re.Match[str]) -> str:
        first = int(match.group(1))
        last = match.group(2)
        until = int(f"{first}"[: -len(last)] + last) if last else first
        found.update(str(year) for year in range(first, min(until, first + LONGEST_SPAN) + 1))
        return " "

    return _YEARS.sub(take, text), found


def read_marks(title: str) -> Marks:
    """Take the numbers of a title apart.

    >>> marks = read_marks("Hydro Esperanza, phase II [P088256] (103)")
    >>> marks.identifiers, marks.components, marks.phases, marks.rest
    (('P088256',), ('103',), ('2',), 'Hydro Esperanza')
    """
    parts: set[str] = set()
    phases: set[str] = set()
    identifiers: set[str] = set(_BANK.findall(title))
    text = _BANK.sub(" ", title)
    for pattern in _PARTS[:1]:
        text = _cut(pattern, text, parts)
    text, years = _years(text)
    for match in list(_WORD.finditer(text)):
        if _is_identifier(match.group()):
            identifiers.add(match.group().upper())
            text = text.replace(match.group(), " ")
    for pattern in _PHASES:
        text = _cut(pattern, text, phases)
    for pattern in _PARTS[1:]:
        text = _cut(pattern, text, parts)
    others = {found.lstrip("0") or "0" for found in _LEFT.findall(text)}
    rest = re.sub(r"[\[(]\s*[\])]", " ", text)
    return Marks(
        identifiers=tuple(sorted(identifiers)),
        components=tuple(sorted(parts)),
        phases=tuple(sorted(phases)),
        years=tuple(sorted(years)),
        others=tuple(sorted(others)),
        rest=" ".join(rest.split()).strip(" ,;:-–—#.") or title.strip(),
    )
