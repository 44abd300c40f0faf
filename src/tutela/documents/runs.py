"""Text made safe and uniform before any renderer sees it.

Three things happen here and nowhere else: characters that no file format can hold are replaced,
runs of the other direction are wrapped in invisible isolates so that punctuation stays in its
place, and links that are not web or mail addresses lose their target.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib.resources import files

from tutela.documents.blocks import Span, Text
from tutela.foundation.language import isolate, language

_BREAKS = re.compile("\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_ILLEGAL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
    "|[" + "".join(f"{chr(p * 0x10000 + 0xFFFE)}{chr(p * 0x10000 + 0xFFFF)}" for p in range(1, 17))
    + "]"
)
_BIDI_CONTROLS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_LATIN = r"A-Za-z0-9\u00c0-\u024f\u0400-\u052f\u4e00-\u9fff"
# Letters or digits with the signs that join them; brackets belong to the sentence around.
_LTR_RUN = re.compile(rf"[{_LATIN}](?:(?:[.,:/@_#&+%'’–-]{{0,3}}| +)[{_LATIN}%])*")
_RTL = r"\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_RTL_RUN = re.compile(rf"[{_RTL}](?:[{_RTL}\s.,:/-]*[{_RTL}])?")
_INVISIBLE = frozenset("\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069")
_SAFE_LINK = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x20\"<>\\^`{|}]+\Z", re.IGNORECASE)
_ARABIC_WORDS = re.compile(rf">[^<>]*[{_RTL}][^<>]*<")
REPLACEMENT = "\ufffd"
BOX = "\u25a1"  # the shipped fonts have no replacement sign


def clean(text: str) -> str:
    r"""Replace what XML and HTML cannot hold; line ends of every kind become one.

    >>> clean("a\x00b\r\nc\td")
    'a�b\nc d'
    """
    return _ILLEGAL.sub(REPLACEMENT, _BREAKS.sub("\n", text).replace("\t", " "))


def set_apart(text: str, *, rtl: bool) -> str:
    r"""Isolate runs of the other direction, unless the author placed marks already.

    Args:
        text: Clean text.
        rtl: Direction of the text around it.

    >>> set_apart("رمز C05-1.", rtl=True) == "رمز \u2066C05-1\u2069."
    True
    """
    if (text.isascii() and not rtl) or _BIDI_CONTROLS.search(text):
        return text
    if not rtl:
        return _RTL_RUN.sub(lambda found: isolate(found[0]), text)
    return _LTR_RUN.sub(
        lambda found: found[0] if found[0].isdigit() else isolate(found[0], ltr=True), text
    )


def safe_link(address: str) -> str:
    """Return the address when it is a web or mail address, "" otherwise.

    >>> safe_link("https://example.org/a"), safe_link("javascript:alert(1)")
    ('https://example.org/a', '')
    """
    return address if _SAFE_LINK.match(address) else ""


def spans(text: Text, code: str) -> tuple[Span, ...]:
    """Return a text as spans ready to be set: clean, isolated, links safe, empty ones left out.

    Args:
        text: Any text of a block.
        code: Language of the document.
    """
    rtl = language(code).rtl
    parts: tuple[str | Span, ...] = (text,) if isinstance(text, str) else text
    made = (part if isinstance(part, Span) else Span(text=part) for part in parts)
    ready = (_ready(span, rtl=rtl) for span in made)
    return tuple(span for span in ready if span.text or span.note)


def _ready(span: Span, *, rtl: bool) -> Span:
    words = clean(span.text)
    if span.code:
        words = words if _BIDI_CONTROLS.search(words) else isolate(words, ltr=True)
    else:
        words = set_apart(words, rtl=rtl)
    note = set_apart(clean(span.note), rtl=rtl)
    return replace(span, text=words, note=note, link=safe_link(span.link))


def plain(text: Text) -> str:
    """Return the words of a text without looks, notes or isolates.

    >>> plain(("See ", Span(text="C05", code=True)))
    'See C05'
    """
    if isinstance(text, str):
        return clean(text)
    return clean("".join(part if isinstance(part, str) else part.text for part in text))


def blank(text: Text) -> bool:
    r"""Return whether a text shows nothing; such a heading would be a dead end for a reader.

    >>> blank("\u200f \n"), blank("C05")
    (True, False)
    """
    return not any(sign.isprintable() and not sign.isspace() for sign in plain(text))


@cache
def _outside(name: str) -> re.Pattern[str]:
    lines = files("tutela.documents").joinpath("fonts", name).read_text("ascii").split()
    pairs = [line.split("-") for line in lines]
    ranges = "".join(f"\\U{first:0>8}-\\U{last:0>8}" for first, last in pairs)
    return re.compile(f"[^\n{''.join(sorted(_INVISIBLE))}{ranges}]")


def _unprintable() -> re.Pattern[str]:
    return _outside("coverage.txt")


def printable(text: str) -> str:
    """Replace what the shipped fonts cannot draw, by its plain form or an empty box.

    PDF/A and PDF/UA both forbid a missing glyph, and Typst refuses the file.

    >>> printable("中 \U0001f600") == "中 " + BOX
    True
    """
    composed = unicodedata.normalize("NFC", text)
    return _unprintable().sub(lambda found: _substitute(found[0]), composed)


def _substitute(sign: str) -> str:
    bare = without_marks(unicodedata.normalize("NFKD", sign))
    for simpler in (unicodedata.normalize("NFKC", sign), bare):
        if simpler and not _unprintable().search(simpler):
            return simpler
    return BOX


def without_marks(text: str) -> str:
    """Return text without the marks that stand over or under letters.

    >>> without_marks("شدّة")
    'شدة'
    """
    return "".join(sign for sign in text if unicodedata.category(sign) not in {"Mn", "Me"})


def printable_drawing(svg: str) -> str:
    """Return a drawing in signs that Typst can set inside a drawing, which are fewer.

    It refuses, in PDF/A, a mark that stays apart from its letter, and a sign of a second font in
    one line with Arabic ligatures. The table and the alternative keep the full spelling.
    """
    strange = _outside("coverage-rubik.txt")
    bare = without_marks(printable(svg))
    return _ARABIC_WORDS.sub(lambda found: strange.sub("…", found[0]), bare)


def pieces(word: str, *, longest: int = 24) -> Iterator[str]:
    """Cut a text where a word is too long for a narrow column; the pieces join to the text.

    >>> list(pieces("a" * 30))
    ['aaaaaaaaaaaaaaaaaaaaaaaa', 'aaaaaa']
    """
    start, run = 0, 0
    for place, sign in enumerate(word):
        wide = sign.isspace() or "\u2e80" <= sign <= "\u9fff"
        # A combining mark or joiner must stay with its letter.
        if run >= longest and not (unicodedata.combining(sign) or sign in _INVISIBLE):
            yield word[start:place]
            start, run = place, 0
        run = 0 if wide else run + 1
    yield word[start:]
