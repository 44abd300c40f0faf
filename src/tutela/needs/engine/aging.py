"""How evidence ages: each kind of indicator has a half-life, in months.

The weight of a proof is the chance that what it shows still holds. It halves with every
half-life and never grows with time.
"""

from collections.abc import Iterable
from datetime import date

from tutela.needs.engine.answers import Answer, AnswerState, Evidence

DAYS_A_MONTH = 365.25 / 12
STEPS = (1, 2, 3, 4)
"""The levels that need evidence; level 0 claims nothing."""

UNVERIFIED_TRUST = 0.9
"""Share of its weight that a proof keeps while nobody outside the agency has looked at it."""


def evidence_weight(*, dated: date, as_of: date, half_life: float) -> float:
    """Return what a proof weighs on a day, 0..1: one half to the power of months / half-life.

    Args:
        dated: Day from which the proof ages. A later day than ``as_of`` weighs 1.
        as_of: Day for which the weight is wanted.
        half_life: Months after which the weight is one half, above 0.

    >>> round(evidence_weight(dated=date(2023, 1, 1), as_of=date(2026, 1, 1), half_life=36), 3)
    0.5
    """
    months = max(0, (as_of - dated).days) / DAYS_A_MONTH
    return float(0.5 ** (months / half_life))


def trust_in(state: AnswerState) -> float:
    """Return the share of its weight that evidence keeps under an answer of this state.

    >>> trust_in(AnswerState.VERIFIED), trust_in(AnswerState.EVIDENCED)
    (1.0, 0.9)
    """
    return 1.0 if state is AnswerState.VERIFIED else UNVERIFIED_TRUST


def weights_by_step(
    evidence: Iterable[Evidence], *, up_to: int, as_of: date, half_life: float
) -> tuple[float, float, float, float]:
    """Return the weight of the best proof for each of the levels 1..4, 0 where there is none.

    Args:
        evidence: Proofs in any order.
        up_to: Proofs of higher levels than the one claimed are left out.
        as_of: Day for which the weights are wanted.
        half_life: In months.
    """
    best = [0.0, 0.0, 0.0, 0.0]
    for proof in evidence:
        if proof.level <= up_to:
            weight = evidence_weight(dated=proof.dated, as_of=as_of, half_life=half_life)
            best[proof.level - 1] = max(best[proof.level - 1], weight)
    return best[0], best[1], best[2], best[3]


def answer_weights(
    answer: Answer, *, as_of: date, half_life: float
) -> tuple[float, float, float, float]:
    """Return the weights of an answer's proofs for the levels 1..4, up to the level it claims."""
    return weights_by_step(
        answer.evidence, up_to=answer.level or 0, as_of=as_of, half_life=half_life
    )
