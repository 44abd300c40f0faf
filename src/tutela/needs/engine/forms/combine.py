"""Put several files of one State together into one answer set."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tutela.needs.engine.answers import Answer, AnswerSet, Settlement
from tutela.needs.engine.forms.reading import Ledger, Reading


def combine(
    readings: Sequence[Reading], *, country: str = "",
    country_names: Mapping[str, str] | None = None, title: str = "",
) -> Reading:
    """Return one reading of all files; refused when any file is, or when files contradict.

    Args:
        readings: In the order in which agencies are to stand.
        country: Three letters of the State; "" takes what the files say.
        country_names: Names of an invented State by language.
        title: Title of the assessment; "" takes what the files say.
    """
    ledger = Ledger(file="")
    for reading in readings:
        ledger.errors.extend(reading.errors)
        ledger.warnings.extend(reading.warnings)
    agencies: dict[str, str] = {}
    answers: dict[tuple[str, str], Answer] = {}
    settlements: dict[str, Settlement] = {}
    names, targets = dict(country_names or {}), dict[str, int]()
    for reading in readings:
        found = reading.answers
        if found.country and (country or found.country) != found.country:
            ledger.error("country.differs", Ledger(file=reading.file).place(),
                         found=found.country, expected=country)
        country, title = country or found.country, title or found.title
        names = {**found.country_names, **names}
        targets = {**found.targets, **targets}
        for key, name in found.agencies.items():
            agencies.setdefault(key, name)
        _add_answers(reading, answers=answers, ledger=ledger)
        _add_settlements(reading, settlements=settlements, ledger=ledger)
    version = max((reading.answers.instrument_version for reading in readings), default=0)
    return ledger.close(form="together", answers=AnswerSet(
        country=country, country_names=names, title=title, instrument_version=version,
        agencies=agencies, answers=tuple(answers.values()), settlements=settlements,
        targets=targets,
    ))


def _add_answers(
    reading: Reading, *, answers: dict[tuple[str, str], Answer], ledger: Ledger
) -> None:
    place = Ledger(file=reading.file).place()
    for answer in reading.answers.answers:
        key = answer.indicator, answer.agency
        if key not in answers:
            answers[key] = answer
        elif answers[key] == answer:
            ledger.warn("answer.repeated", Ledger(file=reading.file).place(field=answer.indicator))
        else:
            ledger.error("indicator.duplicate", place, indicator=answer.indicator,
                         agency=reading.answers.agencies[answer.agency])


def _add_settlements(
    reading: Reading, *, settlements: dict[str, Settlement], ledger: Ledger
) -> None:
    for code, settlement in reading.answers.settlements.items():
        if settlements.setdefault(code, settlement) != settlement:
            ledger.error("settlement.differs", Ledger(file=reading.file).place(field=code))


def merge_into(existing: AnswerSet, incoming: AnswerSet) -> AnswerSet:
    """Return existing answers with incoming ones in the place of those they replace."""
    held = {(answer.indicator, answer.agency): answer for answer in existing.answers}
    held |= {(answer.indicator, answer.agency): answer for answer in incoming.answers}
    return replace(
        existing, answers=tuple(held.values()),
        agencies={**existing.agencies, **incoming.agencies},
        settlements={**existing.settlements, **incoming.settlements},
        targets={**existing.targets, **incoming.targets},
        country_names={**existing.country_names, **incoming.country_names},
    )
