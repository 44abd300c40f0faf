"""Weigh two records against each other, field by field, with the reasons."""

from dataclasses import dataclass, replace

import numpy as np

from tutela.registry.engine.matching import levels
from tutela.registry.engine.matching.signature import Signature
from tutela.registry.engine.matching.vetoes import veto
from tutela.registry.engine.matching.weights import Weights, weights

CIRCUMSTANCES = (
    "starts", "ends", "amount", "provider", "states", "topics", "audiences", "proficiency",
)  # fmt: skip
"""Fields that go together, and so are not independent as the sum of weights takes fields to be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What one field says.

    Attributes:
        field: Name of the field, a code.
        left: What the left record shows, "" when it says nothing.
        right: What the right record shows.
        level: How far they agree, a code; for "meaning" the cosine as "0.83".
        weight: What that adds, in bits; 0 when the field is shown but not counted.
    """

    field: str
    left: str
    right: str
    level: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two records weighed; left is the one whose source and key come first.

    Attributes:
        left: Source and key of one record.
        right: Source and key of the other.
        weight: Sum over the fields, in bits.
        probability: That both are one activity, 0..1; 0 under a veto.
        veto: Code of what they are instead, "" when nothing speaks against it.
        reasons: One for each field that both or one state, heaviest first.
    """

    left: tuple[str, str]
    right: tuple[str, str]
    weight: float
    probability: float
    veto: str
    reasons: tuple[Reason, ...]

    @property
    def likely(self) -> bool:
        """Tell whether the pair is to be shown to a person."""
        return not self.veto and self.probability >= weights().threshold


def compare(one: Signature, other: Signature) -> Comparison:
    """Weigh two records; which is named first does not matter.

    Weights are those of Fellegi and Sunter. Words and meaning of a title say the same thing
    twice, so only the better of the two counts; the other is shown with weight 0.

    Source: Fellegi and Sunter, "A Theory for Record Linkage", JASA 64 (1969), pp. 1183-1210.
    """
    left, right = sorted((one, other), key=lambda each: (each.key, each.titles))
    table = weights()
    reasons = [*_title(left, right, table), *_fields(left, right, table)]
    against = veto(left, right)
    reasons = _capped(reasons, one_source=left.source == right.source, table=table)
    total = round(sum(reason.weight for reason in reasons), 4)
    return Comparison(
        left=left.key,
        right=right.key,
        weight=total,
        probability=0.0 if against else round(table.probability(total), 6),
        veto=against,
        reasons=tuple(sorted(reasons, key=lambda each: (-abs(each.weight), each.field))),
    )


def _title(left: Signature, right: Signature, table: Weights) -> list[Reason]:
    near = levels.cosine(left, right)
    if not left.titles or not right.titles:
        return []
    score = levels.title_score(left, right)
    level = levels.title_level(score)
    words = table.bits["title"][level]
    shown = " / ".join(left.titles), " / ".join(right.titles)
    if near is None:
        return [Reason(field="title", left=shown[0], right=shown[1], level=level, weight=words)]
    sense = float(np.interp(near, table.cosines, table.meaning))
    by_words = words >= sense
    said = {"left": shown[0], "right": shown[1]}
    return [
        Reason(field="title", level=level, weight=words if by_words else 0.0, **said),
        Reason(field="meaning", level=f"{near:.2f}", weight=0.0 if by_words else sense, **said),
    ]


def _fields(left: Signature, right: Signature, table: Weights) -> list[Reason]:
    found = {
        "words": levels.words_level(left, right),
        "identifier": levels.identifier_level(left, right),
        "component": levels.stated_level(left.components, right.components),
        "edition": levels.stated_level(left.numbers("phases"), right.numbers("phases")),
        "number": levels.set_level(
            left.numbers("others"), right.numbers("others"), alike="same", unlike="other"
        ),
        "starts": levels.day_level(left.starts, right.starts),
        "ends": levels.day_level(left.ends, right.ends),
        "amount": levels.amount_level(left, right),
        "provider": levels.provider_level(left, right),
        "states": levels.states_level(left, right),
        "topics": levels.set_level(left.topics, right.topics, alike="some", unlike="none"),
        "audiences": levels.set_level(left.audiences, right.audiences, alike="some", unlike="none"),
        "proficiency": levels.set_level(
            (left.proficiency,) if left.proficiency else (),
            (right.proficiency,) if right.proficiency else (),
            alike="same",
            unlike="other",
        ),
    }
    reasons = []
    for name, level in found.items():
        shown = _shown(left, name), _shown(right, name)
        if level or (any(shown) and name != "words"):
            bits = table.bits[name].get(level, 0.0)
            reasons.append(
                Reason(
                    field=name, left=shown[0], right=shown[1], level=level, weight=round(bits, 4)
                )
            )
    return reasons


def _capped(reasons: list[Reason], *, one_source: bool, table: Weights) -> list[Reason]:
    """Weigh what surrounds the title no more than it tells together.

    Grants that one funder decides on one day share most of it, above all inside one system.
    """
    most = table.caps["one-source" if one_source else "two-sources"]
    together = sum(each.weight for each in reasons if each.field in CIRCUMSTANCES)
    if together <= most:
        return reasons
    share = most / together
    return [
        replace(each, weight=round(each.weight * share, 4)) if each.field in CIRCUMSTANCES else each
        for each in reasons
    ]


def _shown(one: Signature, name: str) -> str:
    """Return what a record says in one field, as a person reads it."""
    amount = "" if one.amount is None else f"{one.amount:.2f} {one.currency}".strip()
    days = {"starts": one.starts, "ends": one.ends}
    lists = {
        "words": one.titles,
        "identifier": tuple(dict.fromkeys((one.record, *one.numbers("identifiers")))),
        "component": one.components,
        "edition": (*one.numbers("phases"), *one.numbers("years")),
        "number": one.numbers("others"),
        "provider": one.parties,
        "states": one.states,
        "topics": one.topics,
        "audiences": one.audiences,
        "amount": (amount,),
        "proficiency": (one.proficiency,),
    }
    if name in days:
        day = days[name]
        return day.isoformat() if day else ""
    return ", ".join(filter(None, lists[name]))
