"""What two records can be to each other that looks like a duplicate and is none."""

from datetime import date

from tutela.registry.engine.matching.signature import Signature
from tutela.registry.engine.record import Sort

REPEAT_DAYS = 60
"""Longest activity, in days, whose repetition is looked for."""
REPEAT_GAP = 28
"""Least days between the end of one holding and the start of the next."""

PARENT = "parent-of"
SIBLING = "another-component"
EDITION = "another-edition"
RELATED = "stated-as-related"
SAME_RECORD = "same-record"


def veto(left: Signature, right: Signature) -> str:
    """Return why two records cannot be one activity, "" when nothing speaks against it.

    The order is from what the sources state to what is read from titles and dates; the answer
    does not depend on which record is named first.
    """
    if left.key == right.key:
        return SAME_RECORD
    if _parent(left, right) or _parent(right, left) or _programme(left, right):
        return PARENT
    if _siblings(left, right) or _clash(left.components, right.components):
        return SIBLING
    if left.source == right.source and (
        right.record in left.related or left.record in right.related
    ):
        return RELATED
    if _clash(left.numbers("phases"), right.numbers("phases")) or _years(left, right):
        return EDITION
    return EDITION if _repeat(left, right) else ""


def _parent(one: Signature, other: Signature) -> bool:
    return bool(one.record) and other.parent == one.record


def _programme(left: Signature, right: Signature) -> bool:
    """Tell a programme from what is a part of some programme."""
    programmes = [each.sort == Sort.PROGRAMME.value and not each.parent for each in (left, right)]
    parts = [bool(each.parent or each.components) for each in (left, right)]
    return (programmes[0] and parts[1]) or (programmes[1] and parts[0])


def _siblings(left: Signature, right: Signature) -> bool:
    same_parent = bool(left.parent) and left.parent == right.parent
    return same_parent and left.source == right.source


def _clash(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    return bool(left) and bool(right) and not set(left) & set(right)


def _years(left: Signature, right: Signature) -> bool:
    """Tell 2010-2011 from 2011-2012; 2008-2012 may well hold 2008."""
    one, other = set(left.numbers("years")), set(right.numbers("years"))
    if not one or not other or one <= other or other <= one:
        return False
    return min(one) != min(other) and max(one) != max(other)


def _repeat(left: Signature, right: Signature) -> bool:
    """Tell two holdings of one short course, which follow each other without overlap."""
    spans = _span(left), _span(right)
    if spans[0] is None or spans[1] is None:
        return False
    first, second = sorted((spans[0], spans[1]))
    return (second[0] - first[1]).days >= REPEAT_GAP


def _span(one: Signature) -> tuple[date, date] | None:
    if one.starts is None or one.ends is None or one.ends < one.starts:
        return None
    return (one.starts, one.ends) if (one.ends - one.starts).days <= REPEAT_DAYS else None
