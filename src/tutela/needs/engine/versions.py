"""Carrying answers to version n of the instrument over to version n + 1.

data/instrument/mappings/<n>-to-<n + 1>.toml declares what became of the indicators that
changed; those it does not name carry over as they are::

    from = 1
    to = 2

    [[moves]]
    kind = "split"          # same, split, merged or retired
    old = ["B11"]
    new = ["B30", "B31"]

same     one becomes one: everything carries over.
split    one becomes several: each gets the level as asserted, without evidence, since proof of
         the whole is not proof of a part.
merged   several become one: of each agency that answered all parts, the lowest level; a proof
         of level n counts when every part has one; the weakest state.
retired  one is asked no more: its answers are left behind.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Any, Literal

from tutela.foundation.errors import N_, InputRefused, Place, Problem
from tutela.needs.engine.answers import Answer, AnswerSet, AnswerState, Settlement
from tutela.needs.engine.instrument import Instrument
from tutela.needs.engine.scoring import OtherVersion

type MoveKind = Literal["same", "split", "merged", "retired"]

MANY = 99
_SHAPES: Mapping[str, tuple[range, range]] = {
    "same": (range(1, 2), range(1, 2)),
    "split": (range(1, 2), range(2, MANY)),
    "merged": (range(2, MANY), range(1, 2)),
    "retired": (range(1, MANY), range(1)),
}
_SURENESS = (AnswerState.ASSERTED, AnswerState.EVIDENCED, AnswerState.VERIFIED)


class MappingRefused(InputRefused):
    """A mapping between two versions of the instrument cannot be used."""

    code = "needs.mapping-refused"
    template = N_("The mapping between two versions of the instrument has faults.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What became of some indicators.

    Attributes:
        kind: "same", "split", "merged" or "retired".
        old: Codes in the version before.
        new: Codes in the version after.
    """

    kind: MoveKind
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """All moves from one version to the next; codes that are not named stay."""

    old_version: int
    new_version: int
    moves: tuple[Move, ...]


def load_passage(old_version: int) -> Passage:
    """Return the declared passage from a version to the next.

    Raises:
        FileNotFoundError: None is declared.
        MappingRefused: It has faults.
    """
    name = f"data/instrument/mappings/{old_version}-to-{old_version + 1}.toml"
    return read_passage(files("tutela.needs").joinpath(name).read_text("utf-8"))


def read_passage(text: str) -> Passage:
    """Read a passage from TOML.

    Raises:
        MappingRefused: A kind or a count of codes is wrong, or a code is named twice.
    """
    table = tomllib.loads(text)
    rows: Sequence[dict[str, Any]] = table.get("moves", [])
    problems = [
        _problem(number, N_("The kind must be same, split, merged or retired, with as many old "
                            "and new codes as that kind needs. Correct this entry."))
        for number, row in enumerate(rows, 1)
        if not _fits(row)
    ]
    for side in ("old", "new"):
        named = [(code, number) for number, row in enumerate(rows, 1) for code in row[side]]
        seen: set[str] = set()
        for code, number in named:
            if code in seen:
                problems.append(
                    _problem(number, N_("A code is named twice. Keep it in one entry only."))
                )
            seen.add(code)
    if problems:
        raise MappingRefused(problems)
    return Passage(
        old_version=table["from"],
        new_version=table["to"],
        moves=tuple(
            Move(kind=row["kind"], old=tuple(row["old"]), new=tuple(row["new"])) for row in rows
        ),
    )


def check_passage(passage: Passage, old: Instrument, new: Instrument) -> None:
    """Make sure that every old code has a place in the new version or is retired.

    Raises:
        MappingRefused: A code is missing on either side.
    """
    target = _targets(passage, old)
    named = {code for move in passage.moves for code in move.old}
    missing = [code for code in sorted(named) if code not in old.indicators]
    lost = [code for codes in target.values() for code in codes if code not in new.indicators]
    problems = [
        Problem(
            code="needs.mapping-code",
            template=N_("The code {code} does not exist in that version. Correct the mapping."),
            place=Place(field=code),
            params={"code": code},
        )
        for code in [*missing, *sorted(set(lost))]
    ]
    if problems:
        raise MappingRefused(problems)


def carry(answers: AnswerSet, passage: Passage) -> AnswerSet:
    """Return the answers as answers to the next version.

    Raises:
        OtherVersion: They belong to another version than the passage starts from.
    """
    if answers.instrument_version != passage.old_version:
        raise OtherVersion(given=answers.instrument_version, wanted=passage.old_version)
    moved = {code for move in passage.moves for code in move.old}
    kept = [item for item in answers.answers if item.indicator not in moved]
    settlements = {c: x for c, x in answers.settlements.items() if c not in moved}
    targets = {c: x for c, x in answers.targets.items() if c not in moved}
    for move in passage.moves:
        kept.extend(_move_answers(move, answers))
        settlements.update(_move_settlements(move, answers.settlements))
        aims = [answers.targets[code] for code in move.old if code in answers.targets]
        targets.update({code: max(aims) for code in move.new if aims})
    return replace(
        answers,
        instrument_version=passage.new_version,
        answers=tuple(kept),
        settlements=settlements,
        targets=targets,
    )


def _fits(row: Mapping[str, Any]) -> bool:
    old, new = _SHAPES.get(row["kind"], (range(0), range(0)))
    return len(row["old"]) in old and len(row["new"]) in new


def _problem(number: int, template: str) -> Problem:
    return Problem(code="needs.mapping", template=template, place=Place(row=number))


def _targets(passage: Passage, old: Instrument) -> dict[str, tuple[str, ...]]:
    places: dict[str, tuple[str, ...]] = {code: (code,) for code in old.indicators}
    for move in passage.moves:
        for code in move.old:
            places[code] = move.new
    return places


def _move_answers(move: Move, answers: AnswerSet) -> list[Answer]:
    by_agency: dict[str, dict[str, Answer]] = {}
    for item in answers.answers:
        if item.indicator in move.old:
            by_agency.setdefault(item.agency, {})[item.indicator] = item
    if move.kind == "same":
        return [replace(x[move.old[0]], indicator=move.new[0]) for x in by_agency.values()]
    if move.kind == "split":
        return [
            _part_of(given[move.old[0]], code) for given in by_agency.values() for code in move.new
        ]
    if move.kind == "merged":
        full = [given for given in by_agency.values() if len(given) == len(move.old)]
        return [_merged([given[code] for code in move.old], move.new[0]) for given in full]
    return []


def _part_of(whole: Answer, code: str) -> Answer:
    state = AnswerState.ASSERTED if whole.level is not None else whole.state
    return replace(whole, indicator=code, state=state, evidence=())


def _merged(parts: Sequence[Answer], code: str) -> Answer:
    levels = [part.level for part in parts if part.level is not None]
    newest = max(part.answered for part in parts)
    note = "\n".join(part.note for part in parts if part.note)
    if any(part.state is AnswerState.UNKNOWN for part in parts) or not levels:
        silent = any(part.state is AnswerState.UNKNOWN for part in parts)
        state = AnswerState.UNKNOWN if silent else AnswerState.NOT_APPLICABLE
        return replace(
            parts[0], indicator=code, state=state, level=None, answered=newest, note=note,
            evidence=(),
        )
    counted = [part for part in parts if part.level is not None]
    proven = set.intersection(*({proof.level for proof in part.evidence} for part in counted))
    return replace(
        parts[0],
        indicator=code,
        state=min((part.state for part in counted), key=_SURENESS.index),
        level=min(levels),
        answered=newest,
        note=note,
        evidence=tuple(x for part in counted for x in part.evidence if x.level in proven),
    )


def _move_settlements(
    move: Move, settlements: Mapping[str, Settlement]
) -> dict[str, Settlement]:
    found = [settlements[code] for code in move.old if code in settlements]
    if not move.new or len(found) < len(move.old):
        return {}
    levels = [item.level for item in found if item.level is not None]
    level = min(levels) if levels else None
    return {code: replace(found[0], indicator=code, level=level) for code in move.new}
