"""What a file would do before it does it: counts, changes and disagreements."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tutela.needs.engine.answers import Answer, AnswerSet, AnswerState
from tutela.needs.engine.instrument import Instrument


class ChangeKind(StrEnum):
    """What happens to one answer."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    OLDER = "older"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One answer before and after; OLDER means that the one in store is from a later day."""

    indicator: str
    agency: str
    kind: ChangeKind
    before: Answer | None
    after: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What would happen.

    Attributes:
        by_agency: Incoming answers by agency, in the order of agencies.
        by_domain: Incoming answers by domain letter.
        by_state: Incoming answers by state.
        changes: One an incoming answer, by indicator, then agency.
        conflicts: Indicators on which agencies would disagree, unsettled, in order.
    """

    by_agency: Mapping[str, int]
    by_domain: Mapping[str, int]
    by_state: Mapping[AnswerState, int]
    changes: tuple[Change, ...]
    conflicts: tuple[str, ...]

    def count(self, kind: ChangeKind) -> int:
        """Return how many answers would change in this way."""
        return sum(change.kind is kind for change in self.changes)


def preview(
    incoming: AnswerSet, *, instrument: Instrument, existing: AnswerSet | None = None
) -> Preview:
    """Return what would happen if incoming answers were taken into existing ones."""
    held = {(item.indicator, item.agency): item
            for item in (existing.answers if existing else ())}
    ordered = sorted(incoming.answers, key=lambda item: (item.indicator, item.agency))
    changes = tuple(_change(held.get((item.indicator, item.agency)), item) for item in ordered)
    agencies = Counter(item.agency for item in ordered)
    domains = Counter(instrument.indicators[item.indicator].domain for item in ordered)
    states = Counter(item.state for item in ordered)
    settled = {**(existing.settlements if existing else {}), **incoming.settlements}
    after = {**held, **{(item.indicator, item.agency): item for item in ordered}}
    conflicts = disagreements(tuple(after.values()))
    return Preview(
        by_agency={key: agencies[key] for key in incoming.agencies},
        by_domain={letter: domains[letter] for letter in instrument.domains if domains[letter]},
        by_state={state: states[state] for state in AnswerState if states[state]},
        changes=changes, conflicts=tuple(code for code in conflicts if code not in settled),
    )


def _change(before: Answer | None, after: Answer) -> Change:
    if before is None:
        kind = ChangeKind.ADDED
    elif before == after:
        kind = ChangeKind.UNCHANGED
    else:
        kind = ChangeKind.OLDER if after.answered < before.answered else ChangeKind.CHANGED
    return Change(indicator=after.indicator, agency=after.agency, kind=kind, before=before,
                  after=after)


def disagreements(answers: tuple[Answer, ...]) -> tuple[str, ...]:
    """Return indicators that agencies answer differently; who does not know does not disagree."""
    said: dict[str, set[int | None]] = {}
    for item in answers:
        if item.state is not AnswerState.UNKNOWN:
            said.setdefault(item.indicator, set()).add(item.level)
    return tuple(code for code in sorted(said) if len(said[code]) > 1)
