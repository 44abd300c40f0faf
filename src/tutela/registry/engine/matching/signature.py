"""What of a record is compared: its titles, dates, money, States, numbers, parties and meaning."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from tutela.registry.engine.classify.embedding import DIMENSIONS, embed
from tutela.registry.engine.matching.folding import fold
from tutela.registry.engine.matching.marks import Marks, read_marks
from tutela.registry.engine.record import Activity, PartyRole, Sort

SCALE = 127


def _zeros() -> NDArray[np.int8]:
    return np.zeros(DIMENSIONS, dtype=np.int8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What of one activity is compared with others. Empty means not stated.

    Attributes:
        record: The source's own key of the record.
        source: Name of the feed or file; two records of one source never stand for one another
            only because their keys look alike.
        titles: As shown, in the order of their languages.
        marks: What the numbers in each title say, in the same order.
        sort: What the activity is.
        starts: First day.
        ends: Last day.
        amount: Whole budget.
        currency: ISO 4217, "" when not stated.
        states: Codes, sorted.
        provider: As shown.
        parties: Names as shown, each once, sorted.
        topics: Codes, sorted.
        audiences: Codes, sorted.
        proficiency: Code, "" when not stated.
        parent: Key of the programme in the same source.
        related: Keys of siblings in the same source, sorted.
        meaning: Int8 array (DIMENSIONS,): the unit embedding of the titles times a scale.
    """

    record: str
    source: str = ""
    titles: tuple[str, ...] = ()
    marks: tuple[Marks, ...] = ()
    sort: str = Sort.OTHER.value
    starts: date | None = None
    ends: date | None = None
    amount: float | None = None
    currency: str = ""
    states: tuple[str, ...] = ()
    provider: str = ""
    parties: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    proficiency: str = ""
    parent: str = ""
    related: tuple[str, ...] = ()
    meaning: NDArray[np.int8] = field(default_factory=_zeros, compare=False, repr=False)

    @property
    def key(self) -> tuple[str, str]:
        """Return what orders two signatures of a pair."""
        return self.source, self.record

    @property
    def embedding(self) -> NDArray[np.float32]:
        """Return the unit vector, float32 (DIMENSIONS,); zeros when no title can be read."""
        vector = self.meaning.astype(np.float32)
        length = float(np.linalg.norm(vector))
        return vector / np.float32(length) if length else vector

    @property
    def folded(self) -> tuple[str, ...]:
        """Return each title without its numbers, in one writing."""
        return tuple(fold(marks.rest) for marks in self.marks)

    def numbers(self, name: str) -> tuple[str, ...]:
        """Return one kind of marks over all titles, each once, sorted."""
        return tuple(sorted({each for marks in self.marks for each in getattr(marks, name)}))

    @property
    def components(self) -> tuple[str, ...]:
        """Return component numbers of the titles, else the tail that follows the parent's key.

        >>> Signature(record="GB-1-105862-103", parent="GB-1-105862").components
        ('103',)
        """
        said = self.numbers("components")
        if said or not self.parent or not self.record.startswith(self.parent):
            return said
        tail = self.record.removeprefix(self.parent).strip("-_/. ")
        return (str(int(tail)),) if tail.isdecimal() else ()


def squeeze(vectors: NDArray[np.float32]) -> NDArray[np.int8]:
    """Turn unit vectors, float32 (n, DIMENSIONS), to int8, each scaled to its largest part."""
    largest = np.abs(vectors).max(axis=1, keepdims=True)
    scaled = vectors * (SCALE / np.where(largest == 0, 1, largest))
    return np.rint(scaled).astype(np.int8)


def signature(activity: Activity) -> Signature:
    """Make the signature of one activity; many are made faster together, by `signatures`."""
    return signatures((activity,))[0]


def signatures(activities: Sequence[Activity]) -> list[Signature]:
    """Make the signatures of activities, in their order."""
    read = [_marks(activity) for activity in activities]
    texts = list(dict.fromkeys(each.rest for marks in read for each in marks))
    places = {text: row for row, text in enumerate(texts)}
    vectors = embed(texts)
    means = [_mean(vectors, [places[each.rest] for each in marks]) for marks in read]
    meanings = squeeze(np.asarray(means, dtype=np.float32).reshape(-1, DIMENSIONS))
    return [
        _signature(activity, marks, meaning)
        for activity, marks, meaning in zip(activities, read, meanings, strict=True)
    ]


def remembered(activity: Activity, meaning: NDArray[np.int8]) -> Signature:
    """Return the signature of an activity whose meaning was kept, without reading its titles anew.

    Args:
        activity: The activity.
        meaning: Int8 array (DIMENSIONS,) of an earlier signature with the same titles.
    """
    return _signature(activity, _marks(activity), meaning)


def _marks(activity: Activity) -> tuple[Marks, ...]:
    titles = [text for _, text in sorted(activity.titles.items()) if text.strip()]
    return tuple(read_marks(title) for title in dict.fromkeys(titles))


def _mean(vectors: NDArray[np.float32], rows: list[int]) -> NDArray[np.float32]:
    if not rows:
        return np.zeros(DIMENSIONS, dtype=np.float32)
    return np.asarray(vectors[rows].mean(axis=0), dtype=np.float32)


def _names(parts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({part.strip() for part in parts if part.strip()}))


def _signature(
    activity: Activity, marks: tuple[Marks, ...], meaning: NDArray[np.int8]
) -> Signature:
    titles = [text for _, text in sorted(activity.titles.items()) if text.strip()]
    origin = activity.origins.get("")
    named = {party.name for party in activity.parties if party.role is not PartyRole.ACCOUNTABLE}
    return Signature(
        record=activity.identifier,
        source=origin.source if origin else "",
        titles=tuple(dict.fromkeys(titles)),
        marks=marks,
        sort=activity.sort.value,
        starts=activity.starts,
        ends=activity.ends,
        amount=float(activity.budget) if activity.budget is not None else None,
        currency=activity.currency.upper(),
        states=tuple(sorted(activity.states)),
        provider=activity.provider,
        parties=_names(named),
        topics=tuple(sorted(activity.topics)),
        audiences=tuple(sorted(activity.audiences)),
        proficiency=activity.proficiency.value if activity.proficiency else "",
        parent=activity.parent,
        related=_names(activity.related),
        meaning=meaning,
    )
