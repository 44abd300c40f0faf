"""Texts, codes and choices as a source writes them, turned into ours or refused with a reason."""

import html
import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import process

from tutela.registry.engine.exchange.reading import MAX_TEXT
from tutela.registry.engine.exchange.words import key, language_names, value_names

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_HIDDEN = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(r"<(?:br|/p|/li|/h\d|/div|p|li)\b[^<>]{0,300}>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>|<!--.{0,2000}?-->", re.DOTALL)
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_]([a-z0-9]{2,8}(?:[-_][a-z0-9]{1,8})*))?", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"'\\]{3,2000}", re.IGNORECASE)
_INDICATOR = re.compile(r"[A-Z][0-9]{2}")
_CURRENCY = re.compile(r"[A-Z]{3}")
_SHOWN = 60
_LEAST = 70
_NAME = 200


class UnreadableError(Exception):
    """A value that cannot be taken; the code and parameters of a message."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


def shown(raw: object) -> str:
    """Return a value as it may stand in a message: short, on one line."""
    line = " ".join(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", str(raw)[:400]).split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN - 3]}..."


def text(raw: object, *, limit: int = MAX_TEXT) -> str:
    """Return a clean text: composed, without outer space, no longer than a limit.

    Raises:
        UnreadableError: Too long, with control characters, or no text at all.
    """
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    if isinstance(raw, dict | list | tuple | bytes):
        raise UnreadableError("text.shape")
    lines = str(raw).replace("\r\n", "\n").replace("\r", "\n")
    clean = unicodedata.normalize("NFC", lines).strip()
    if len(clean) > limit:
        raise UnreadableError("text.long", length=len(clean), limit=limit)
    if _CONTROL.search(clean):
        raise UnreadableError("text.control")
    return clean


def plain(raw: object) -> str:
    """Return the text of a piece of HTML, paragraphs as lines.

    >>> plain("<p>Take <b>part</b> &amp; learn</p><script>x()</script>")
    'Take part & learn'
    """
    marked = text(raw, limit=10 * MAX_TEXT)
    bare = _TAG.sub("", _BREAK.sub("\n", _HIDDEN.sub("", marked)))
    lines = [" ".join(line.split()) for line in html.unescape(bare).splitlines()]
    return text(re.sub(r"\n{3,}", "\n\n", "\n".join(lines)))


def choice[Kind: StrEnum](raw: object, *, kind: type[Kind], name: str) -> Kind:
    """Return the member that a word in any of the six languages stands for.

    Args:
        raw: The word or the code.
        kind: The choices.
        name: Which words: "sort", "proficiency", "presence", "status" or "cost_band".

    Raises:
        UnreadableError: No such word; lists the codes.
    """
    found = value_names(name).get(key(text(raw)))
    if found is None:
        raise UnreadableError("code.unknown", value=shown(raw), close=", ".join(kind))
    return kind(found)


def coded(raw: object, *, name: str) -> str:
    """Return the code of a topic or an audience by code or name; suggest close ones if none is.

    Raises:
        UnreadableError: No such topic or audience.
    """
    words = value_names(name)
    wanted = key(text(raw))
    if wanted in words:
        return words[wanted]
    raise UnreadableError("code.unknown", value=shown(raw), close=_close(wanted[:_NAME], name))


@lru_cache(maxsize=10_000)
def _close(wanted: str, name: str) -> str:
    """List codes that a word may mean; kept, as a feed repeats its words in row after row."""
    words = value_names(name)
    near = process.extract(wanted, list(words), limit=3)
    close = dict.fromkeys(words[word] for word, score, _ in near if score >= _LEAST)
    return ", ".join(close or dict.fromkeys(words.values()))


def language_code(raw: object) -> str:
    """Return the code of a language from its name or tag.

    >>> language_code("français"), language_code("en-GB"), language_code("pt-BR")
    ('fr', 'en', 'pt-BR')
    """
    words = text(raw)
    if found := language_names().get(key(words)):
        return found
    match = _LANGUAGE.fullmatch(words)
    if not match:
        raise UnreadableError("language.unknown", value=shown(raw))
    base = match[1].lower()
    if base in {"ar", "zh", "en", "fr", "ru", "es"} or not match[2]:
        return base
    parts = match[2].replace("_", "-").split("-")
    return "-".join([base, *(part.upper() if len(part) == 2 else part for part in parts)])  # noqa: PLR2004 - a region has two letters


def address(raw: object) -> str:
    """Return a public address.

    Raises:
        UnreadableError: Another scheme than http and https, or no address.
    """
    found = text(raw, limit=2048)
    if not _ADDRESS.fullmatch(found):
        raise UnreadableError("url.unsafe", value=shown(raw))
    return found


def indicator(raw: object) -> str:
    """Return the code of a need."""
    found = text(raw).upper()
    if not _INDICATOR.fullmatch(found):
        raise UnreadableError("indicator.unknown", value=shown(raw))
    return found


def currency(raw: object) -> str:
    """Return the code of a currency."""
    found = text(raw).upper()
    if not _CURRENCY.fullmatch(found):
        raise UnreadableError("currency.unknown", value=shown(raw))
    return found
