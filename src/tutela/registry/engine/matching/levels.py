"""How far two records agree in each field: the level reached, never yet its weight."""

import calendar
from collections.abc import Collection
from datetime import date

import numpy as np
from rapidfuzz import fuzz

from tutela.registry.engine.matching.folding import COMMON, fold
from tutela.registry.engine.matching.signature import Signature

SAME_NAME = 90
"""Score from which two names are one."""
SAME_AMOUNT = 0.99
NEAR_AMOUNT = 0.8
SHORT_NAME = 6
"""Characters under which names must be equal, as one letter makes another name."""
TEMPLATE = 0.5
"""Share of the words of the shorter title that both titles have when one pattern made both."""
LEAST_SHARED = 2
"""Words in common under which no pattern is seen: one may be the same in two languages."""
SAME_REST = 75
"""Score from which the words left over are the same, split or spelt another way."""
SHORTEST_CUT = 20
"""Characters a title cut short must still have to be taken for the longer one."""
MONTH = 31
YEAR = 366


def title_score(left: Signature, right: Signature) -> float:
    """Return how alike the best two titles are as strings, 0..100.

    The mean of a score that minds the order of words and one that does not; a title that is the
    beginning of the other, as when a system cuts titles short, counts as 96.
    """
    best = 0.0
    for one in left.folded:
        for other in right.folded:
            best = max(best, _score(one, other))
    return best


def _score(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    if one == other:
        return 100.0
    short, long = sorted((one, other), key=len)
    alike = (fuzz.ratio(one, other) + fuzz.token_sort_ratio(one, other)) / 2
    if len(short) >= SHORTEST_CUT and long.startswith(short):
        return max(96.0, alike)
    return min(alike, 99.9)


def title_level(score: float) -> str:
    """Name the level of a title score."""
    steps = ((100.0, "same"), (95.0, "nearly"), (85.0, "close"), (72.0, "akin"))
    return next((name for least, name in steps if score >= least), "different")


def cosine(left: Signature, right: Signature) -> float | None:
    """Return how near the titles are in meaning, -1..1; None when one has no readable title."""
    one, other = left.embedding, right.embedding
    if not one.any() or not other.any():
        return None
    return round(float(np.clip(np.dot(one, other), -1.0, 1.0)), 4)


def day_level(left: date | None, right: date | None) -> str:
    """Compare two days; "" when one is not stated."""
    if left is None or right is None:
        return ""
    if left == right:
        return "same-round-day" if is_round(left) else "same-day"
    apart = abs((left - right).days)
    return "month" if apart <= MONTH else "year" if apart <= YEAR else "apart"


def is_round(day: date) -> bool:
    """Tell whether a day is the first or last of a month, which many records share by chance."""
    return day.day == 1 or day.day == calendar.monthrange(day.year, day.month)[1]


def amount_level(left: Signature, right: Signature) -> str:
    """Compare two amounts; "" when one is not stated or currencies cannot be compared."""
    one, other = left.amount, right.amount
    if not one or not other or one < 0 or other < 0:
        return ""
    ratio = min(one, other) / max(one, other)
    if ratio >= SAME_AMOUNT:
        known = left.currency and left.currency == right.currency
        return "same" if known else "same-number"
    if left.currency != right.currency or not left.currency:
        return ""
    return "near" if ratio >= NEAR_AMOUNT else "apart"


def set_level(left: Collection[str], right: Collection[str], *, alike: str, unlike: str) -> str:
    """Compare two sets: alike with anything in common; "" when one is empty."""
    if not left or not right:
        return ""
    return alike if set(left) & set(right) else unlike


def states_level(left: Signature, right: Signature) -> str:
    """Compare the States of two records."""
    if not left.states or not right.states:
        return ""
    if left.states == right.states:
        return "same"
    return "some" if set(left.states) & set(right.states) else "none"


def provider_level(left: Signature, right: Signature) -> str:
    """Compare who gives or funds the activity, by names in one writing or as initials."""
    if not left.parties or not right.parties:
        return ""
    if left.provider and right.provider and _same_name(left.provider, right.provider):
        return "same"
    shared = any(_same_name(one, other) for one in left.parties for other in right.parties)
    return "one-in-common" if shared else "other"


def _same_name(one: str, other: str) -> bool:
    left, right = fold(one), fold(other)
    if not left or not right:
        return False
    if left == right or _initials(left) == right or _initials(right) == left:
        return True
    long_enough = len(min(left, right, key=len)) >= SHORT_NAME
    return long_enough and fuzz.token_sort_ratio(left, right) >= SAME_NAME


def _initials(folded: str) -> str:
    words = [word for word in folded.split() if word not in COMMON]
    return "".join(word[0] for word in words) if len(words) > 2 else "-"  # noqa: PLR2004 - UN, EU


def stated_level(left: Collection[str], right: Collection[str]) -> str:
    """Compare components or phases that do not clash: "same", "one-sided" or ""."""
    if left and right:
        return "same"
    return "one-sided" if left or right else ""


def identifier_level(left: Signature, right: Signature) -> str:
    """Compare project numbers and keys.

    "same" also when one record's key stands in the other. Inside one source a number that two
    records share is that of their programme, so it is "shared"; "other" are two numbers made
    alike, as HO-T1174 and HO-T1189, and "unlike" two that different owners may have given.
    """
    one, other = set(left.numbers("identifiers")), set(right.numbers("identifiers"))
    crossed = ({left.record.upper()} & other) | ({right.record.upper()} & one)
    if left.source != right.source:
        crossed |= {left.record.upper()} & {right.record.upper()} - {""}
    if (one & other) or crossed:
        return "shared" if left.source == right.source else "same"
    if not one or not other:
        return ""
    return (
        "other" if {_shape(each) for each in one} & {_shape(each) for each in other} else "unlike"
    )


def _shape(identifier: str) -> str:
    letters = "".join("9" if mark.isdigit() else mark for mark in identifier)
    return letters if any(mark.isalpha() for mark in letters) else "9"


def words_level(left: Signature, right: Signature) -> str:
    """Tell titles made after one pattern for different places or groups: "other".

    Only titles that share half of their words are of one language and pattern; of others, and of
    those where only one title says more, the words left over say nothing: "".
    """
    pairs = [(one, other) for one in left.folded for other in right.folded if one and other]
    levels = [_words(one, other) for one, other in pairs]
    return "other" if levels and all(level == "other" for level in levels) else ""


def _words(one: str, other: str) -> str:
    first, second = set(one.split()), set(other.split())
    shared = (first & second) - COMMON
    smaller = min(len(first - COMMON), len(second - COMMON))
    rests = [
        "".join(word for word in text.split() if word not in shared and word not in COMMON)
        for text in (one, other)
    ]
    if len(shared) < max(LEAST_SHARED, TEMPLATE * smaller) or not all(rests):
        return ""
    return "" if fuzz.ratio(*rests) >= SAME_REST else "other"
