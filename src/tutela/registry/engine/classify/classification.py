"""Suggest topics, audiences and forms for a title, with reasons and an honest confidence.

A suggestion is never more than that: a person confirms it.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .embedding import embed
from .lexicon import Match, matches
from .meaning import anchors, elsewhere
from .parameters import Weights, parameters
from .words import Word, sentences, words

MOST_TOPICS = 3
_SUMMARY_READ = 2_000
_TITLE_READ = 500
_EMBEDDED = 300


class ReasonKind(StrEnum):
    """What speaks for a suggestion."""

    WORD = "word"
    MEANING = "meaning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One thing that speaks for a suggestion.

    Attributes:
        kind: A word of the title, or nearness in meaning.
        text: What matched as the title writes it, or the nearest anchor.
        language: Language of the word or of the anchor.
        similarity: Cosine -1..1 of a meaning; None for a word.
    """

    kind: ReasonKind
    text: str
    language: str
    similarity: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """A code a text may deserve.

    Attributes:
        code: Topic, audience, sort, proficiency or presence.
        confidence: Share 0..1 of such suggestions that were right in the labelled sample.
        reasons: Words first, then meaning; never empty.
    """

    code: str
    confidence: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """What a text seems to be about.

    Attributes:
        relevant: Share 0..1: how likely the text is of our field at all.
        topics: At most MOST_TOPICS, most confident first.
        audiences: Most confident first.
        sort: Code of record.Sort, by words only; None when no word says it.
        proficiency: Code of record.Proficiency, likewise.
        presence: Code of record.Presence, likewise.
    """

    relevant: float = 0.0
    topics: tuple[Suggested, ...] = ()
    audiences: tuple[Suggested, ...] = ()
    sort: Suggested | None = None
    proficiency: Suggested | None = None
    presence: Suggested | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text to classify.

    Attributes:
        title: Any Unicode.
        summary: Any Unicode, "" when there is none.
        language: One of the six codes; "" or any other when unknown: all six are tried.
    """

    title: str
    summary: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What was found for one code.

    Attributes:
        matches: Of the title, then of the summary.
        in_title: How many of them are of the title.
        similarity: Cosine -1..1 to the nearest anchor of the code.
        lead: Similarity less that to the nearest other field of work.
        anchor: Nearest anchor.
    """

    matches: tuple[Match, ...] = ()
    in_title: int = 0
    similarity: float = 0.0
    lead: float = 0.0
    anchor: str = ""

    @property
    def features(self) -> tuple[float, ...]:
        """Return what the weights apply to: constant, hit, more hits, precise hit, nearness."""
        hit = 1.0 if self.in_title else 0.5 if self.matches else 0.0
        more = min(max(len(self.matches) - 1, 0), 2) / 2
        precise = 1.0 if any(match.parts > 1 for match in self.matches) else 0.0
        return (1.0, hit, more, precise, self.similarity, self.lead)


def classify(*, title: str, summary: str = "", language: str = "") -> Classification:
    """Suggest what a text is about.

    Args:
        title: Any Unicode; the first 500 characters are read.
        summary: Any Unicode; the first 2,000 characters are read.
        language: One of the six codes; "" or another: all six are tried.

    Returns:
        Suggestions with reasons; nothing for a text without words.

    >>> classify(title="").topics
    ()
    """
    return classify_many([Text(title=title, summary=summary, language=language)])[0]


def classify_many(texts: Sequence[Text]) -> list[Classification]:
    """Suggest what many texts are about, in their order; faster by text than one at a time."""
    return [_suggest(text, found) for text, found in zip(texts, evidence(texts), strict=True)]


def evidence(texts: Sequence[Text]) -> list[dict[str, dict[str, Evidence]]]:
    """Gather what speaks for every topic and audience of every text.

    Returns:
        By text: evidence by kind ("topics", "audiences") and code, in vocabulary order.
    """
    vectors = embed([f"{text.title[:_EMBEDDED]}. {text.summary[:_EMBEDDED]}" for text in texts])
    away = elsewhere().nearest(vectors)[0][:, 0]
    gathered: list[dict[str, dict[str, Evidence]]] = [{} for _ in texts]
    for kind in ("topics", "audiences"):
        near = anchors(kind)
        similar, which = near.nearest(vectors)
        for row, text in enumerate(texts):
            found, own = _matches(text, kind)
            gathered[row][kind] = {
                code: Evidence(
                    matches=tuple(found.get(code, ())),
                    in_title=own.get(code, 0),
                    similarity=float(similar[row, column]),
                    lead=float(similar[row, column] - away[row]),
                    anchor=near.texts[which[row, column]],
                )
                for column, code in enumerate(near.codes)
            }
    return gathered


def _matches(text: Text, kind: str) -> tuple[dict[str, list[Match]], dict[str, int]]:
    title = words(text.title[:_TITLE_READ])
    found = matches(title, kind=kind, language=text.language)
    own = {code: len(hits) for code, hits in found.items()}
    for sentence in sentences(text.summary[:_SUMMARY_READ]):
        for code, hits in matches(words(sentence), kind=kind, language=text.language).items():
            known = {match.text for match in found.get(code, ())}
            found.setdefault(code, []).extend(hit for hit in hits if hit.text not in known)
    return found, own


def probability(weights: Sequence[float], features: Sequence[float]) -> float:
    """Return the logistic function of a weighted sum, 0..1."""
    total = sum(weight * value for weight, value in zip(weights, features, strict=True))
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, total))))


def relevance_features(found: Mapping[str, Evidence]) -> tuple[float, ...]:
    """Return what decides whether a text is of our field: the best any topic has."""
    rows = [item.features for item in found.values()]
    return tuple(max(row[column] for row in rows) for column in range(len(rows[0])))


def _suggest(text: Text, found: dict[str, dict[str, Evidence]]) -> Classification:
    title = words(text.title[:_TITLE_READ])
    if not title:
        return Classification()
    fitted = parameters()
    relevant = probability(fitted.relevance.weights, relevance_features(found["topics"]))
    open_gate = relevant >= fitted.relevance.threshold
    topics = _above(found["topics"], fitted.topics) if open_gate else ()
    return Classification(
        relevant=relevant,
        topics=topics[:MOST_TOPICS],
        audiences=_above(found["audiences"], fitted.audiences),
        sort=_form(text, title, "sorts"),
        proficiency=_form(text, title, "proficiencies"),
        presence=_form(text, title, "presences"),
    )


def _above(found: Mapping[str, Evidence], weights: Weights) -> tuple[Suggested, ...]:
    scored = [(probability(weights.weights, item.features), code) for code, item in found.items()]
    kept = [(share, code) for share, code in scored if share >= weights.threshold]
    kept.sort(key=lambda pair: -pair[0])
    return tuple(
        Suggested(code=code, confidence=share, reasons=_reasons(found[code]))
        for share, code in kept
    )


def _reasons(item: Evidence) -> tuple[Reason, ...]:
    spoken = _spoken(item.matches)
    near = Reason(
        kind=ReasonKind.MEANING,
        text=item.anchor,
        language="en",
        similarity=item.similarity,
    )
    return (*spoken, near)


def _spoken(found: Iterable[Match]) -> tuple[Reason, ...]:
    return tuple(
        Reason(kind=ReasonKind.WORD, text=match.text, language=match.language) for match in found
    )


_SPECIFIC: Mapping[str, tuple[str, ...]] = {
    "sorts": (
        "campaign", "e-learning", "equipment", "workshop", "course", "mentoring",
        "legislation", "programme",
    ),
    "proficiencies": ("trainer", "advanced", "awareness", "practitioner"),
    "presences": ("hybrid", "online", "onsite"),
}  # fmt: skip
"""Where a title says several, the first of these is what it is."""


def _form(text: Text, title: tuple[Word, ...], kind: str) -> Suggested | None:
    found = matches(title, kind=kind, language=text.language)
    for sentence in sentences(text.summary[:_SUMMARY_READ]) if not found else ():
        for code, hits in matches(words(sentence), kind=kind, language=text.language).items():
            found.setdefault(code, []).extend(hits)
    for code in _SPECIFIC[kind]:
        if code in found:
            confidence = parameters().forms[kind]
            return Suggested(code=code, confidence=confidence, reasons=_spoken(found[code]))
    return None
