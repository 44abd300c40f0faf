"""How far an assessment is: what stands for each indicator, counted by domain."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from tutela.needs.engine.answers import Answer, AnswerState
from tutela.needs.engine.instrument import Instrument
from tutela.needs.engine.merging import Standing, merge
from tutela.needs.store.memory import kept
from tutela.needs.store.queries.assessments import Sheet, to_answer_set


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Counts of answer states over some indicators."""

    counts: Mapping[str, int]
    asked: int

    @property
    def unknown(self) -> int:
        """Return how many nobody answered."""
        return self.counts.get(AnswerState.UNKNOWN, 0)

    @property
    def answered(self) -> int:
        """Return how many have an answer, contested or not."""
        return self.asked - self.unknown

    @property
    def contested(self) -> int:
        """Return how many the focal point has to settle."""
        return self.counts.get(AnswerState.CONTESTED, 0)


def standings(found: Sheet, instrument: Instrument, *, today: date) -> dict[str, Standing]:
    """Return what stands for each indicator that the viewer is asked or may see, by code."""
    return kept(
        ("standings", found.place, today), (found.stamp, instrument.version),
        lambda: _standings(found, instrument, today=today),
    )


def _standings(found: Sheet, instrument: Instrument, *, today: date) -> dict[str, Standing]:
    given: dict[str, list[Answer]] = {}
    answers = to_answer_set(found)
    for answer in answers.answers:
        given.setdefault(answer.indicator, []).append(answer)
    return {
        code: merge(
            given.get(code, []), answers.settlements.get(code) if found.own else None,
            as_of=today, half_life=instrument.half_lives[item.kind],
        )
        for code, item in instrument.indicators.items()
        if found.own or code in found.assigned
    }


def progress(standing: Mapping[str, Standing], codes: Collection[str] | None = None) -> Progress:
    """Count the states of some indicators, of all when no codes are given."""
    chosen = standing if codes is None else [code for code in codes if code in standing]
    counts = Counter(standing[code].state.value for code in chosen)
    return Progress(counts=dict(counts), asked=sum(counts.values()))


def by_domain(standing: Mapping[str, Standing], instrument: Instrument) -> dict[str, Progress]:
    """Count by domain letter; domains without an indicator for the viewer are left out."""
    result = {
        letter: progress(standing, [item.code for item in instrument.of_domain(letter)])
        for letter in instrument.domains
    }
    return {letter: one for letter, one in result.items() if one.asked}
