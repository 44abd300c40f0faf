"""Forms out and answers in: template, check, import."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tutela.foundation.errors import N_, NotFound
from tutela.foundation.language import CODES
from tutela.needs.command.files import (
    read_answers,
    read_bytes,
    read_files,
    refuse_if_wrong,
    rendered,
)
from tutela.terminal import verb
from tutela.terminal.files import DAY, FILE, day_of, write_file

if TYPE_CHECKING:
    from tutela.needs.engine.answers import AnswerSet, Settlement
    from tutela.needs.engine.forms.preview import ChangeKind
    from tutela.needs.engine.forms.reading import Reading

_ENDINGS = {"xlsform": "xlsx", "workbook": "xlsx", "docx": "docx", "pdf": "pdf"}
_today = click.option("--today", type=DAY, help="Take this day for today: year-month-day.")


class NothingAsked(NotFound):
    """No question fits the choice of domains and respondents."""

    code = "needs.nothing-asked"
    template = N_("No question is asked of these respondents in these domains. Choose others.")


@click.command
@click.option("--format", "form", type=click.Choice(list(_ENDINGS)), default="workbook",
              show_default=True, help="XLSForm, fillable workbook, or paper as DOCX or PDF.")
@click.option("--language", type=click.Choice(CODES), default="en", show_default=True,
              help="Language; an XLSForm holds all six.")
@click.option("--domains", default="", help="Letters of domains, for instance ACD; all if empty.")
@click.option("--respondents", default="",
              help="Kinds of agency, comma between, for instance police,forensic.")
@click.option("--core", is_flag=True, help="Only the short form.")
@click.option("--state-name", default="", help="Name of the State, printed on the form.")
@click.option("--agency", default="", help="Name of the agency, printed in the workbook.")
@click.option("-o", "--output", type=FILE, help="File to write.")
@_today
@verb
def template(
    *, form: str, language: str, domains: str, respondents: str, core: bool, state_name: str,
    agency: str, output: Path | None, today: datetime | None,
) -> dict[str, Any]:
    """Write the form that agencies fill in."""
    from tutela.needs.engine.forms.selection import choose
    from tutela.needs.engine.instrument import current_instrument, words

    instrument = current_instrument()
    kinds = [kind.strip() for kind in respondents.split(",") if kind.strip()]
    _known("domain", domains.upper(), instrument.domains)
    _known("respondent", kinds, tuple(words("en").respondents))
    indicators = choose(instrument, domains=domains.upper(), respondents=kinds, core_only=core)
    if not indicators:
        raise NothingAsked
    data = _form(form, language=language, indicators=indicators, state=state_name, agency=agency,
                 issued=day_of(today))
    place = output or Path(f"tutela-needs-{form}-{language}.{_ENDINGS[form]}")
    write_file(place, data)
    return {"file": str(place), "questions": len(indicators), "bytes": len(data),
            "text": f"{place}: {len(indicators)} questions"}


def _form(
    form: str, *, language: str, indicators: Sequence[Any], state: str, agency: str, issued: date
) -> bytes:
    from tutela.needs.engine.instrument import current_instrument

    instrument = current_instrument()
    if form == "xlsform":
        from tutela.needs.engine.forms.xlsform import write_xlsform

        return write_xlsform(instrument=instrument, indicators=indicators)
    if form == "workbook":
        from tutela.needs.engine.forms.workbook import Addressee, write_workbook

        return write_workbook(
            instrument=instrument, indicators=indicators, language=language,
            addressee=Addressee(state=state, agency_name=agency))
    from tutela.needs.engine.forms.questionnaire import questionnaire

    document = questionnaire(instrument=instrument, indicators=indicators, language=language,
                             issued=issued, organisation=state or "Tutela", state=state)
    return rendered(document, form)


@click.command
@click.argument("files", nargs=-1, required=True, type=FILE)
@_today
@verb
def check(*, files: tuple[Path, ...], today: datetime | None) -> dict[str, Any]:
    """List every problem of filled forms; nothing is kept."""
    readings = read_files(files, today=day_of(today))
    refuse_if_wrong(readings)
    rows = [{"file": reading.file, "form": reading.form,
             "agencies": dict(reading.answers.agencies), "answers": len(reading.answers.answers),
             "warnings": [problem.as_json() for problem in reading.warnings]}
            for reading in readings]
    lines = [f"{row['file']}: {row['answers']} answers, no error" for row in rows]
    return {"files": rows, "text": "\n".join(lines + _warnings(readings))}


@click.command(name="import")
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("-o", "--output", type=FILE, help="Answer set to write, as JSON or CSV.")
@click.option("--into", type=FILE, help="Answer set that takes the answers in.")
@click.option("--state", default="", help="Three letters of the State; XAA..XXZ if invented.")
@click.option("--state-name", "names", multiple=True,
              help="Name of an invented State, for instance fr=Marévie; once a language.")
@click.option("--title", default="", help="Title of the assessment.")
@click.option("--settlements", type=FILE, help="JSON with the focal point's decisions.")
@_today
@verb
def import_(
    *, files: tuple[Path, ...], output: Path | None, into: Path | None, state: str,
    names: tuple[str, ...], title: str, settlements: Path | None, today: datetime | None,
) -> dict[str, Any]:
    """Put filled forms together: all of them, or none. Without -o, only show what would happen."""
    from dataclasses import replace

    from tutela.needs.engine.forms.combine import combine, merge_into
    from tutela.needs.engine.forms.preview import preview
    from tutela.needs.engine.instrument import current_instrument

    day = day_of(today)
    reading = combine(read_files(files, today=day), country=_state(state), title=title,
                      country_names=_names(names))
    refuse_if_wrong([reading])
    incoming = reading.answers
    if settlements:
        incoming = replace(incoming, settlements={
            **incoming.settlements, **_settlements(settlements, today=day)})
    existing = read_answers(into, today=day) if into else None
    seen = preview(incoming, instrument=current_instrument(), existing=existing)
    merged = merge_into(existing, incoming) if existing else incoming
    if output:
        write_file(output, _serialised(merged, output))
    return {
        "output": str(output or ""), "answers": len(incoming.answers),
        "by_agency": dict(seen.by_agency), "by_domain": dict(seen.by_domain),
        "changes": {kind: seen.count(kind) for kind in _kinds()}, "conflicts": seen.conflicts,
        "warnings": [problem.as_json() for problem in reading.warnings],
        "text": _preview_text(incoming, seen, output, _warnings([reading])),
    }


def _preview_text(incoming: "AnswerSet", seen: Any, output: Path | None, more: list[str]) -> str:
    lines = [f"{incoming.agencies[key]}: {count} answers"
             for key, count in seen.by_agency.items()]
    lines.append("By domain: " + ", ".join(f"{k} {n}" for k, n in seen.by_domain.items()))
    lines.append(", ".join(f"{kind} {seen.count(kind)}" for kind in _kinds()))
    if seen.conflicts:
        lines.append("Agencies differ, to be settled: " + ", ".join(seen.conflicts))
    lines.append(f"Written to {output}" if output else "Nothing was written (no -o was given).")
    return "\n".join(lines + more)


def _warnings(readings: Sequence["Reading"]) -> list[str]:
    return [f"  note, {problem.place.text()}: {problem.text()}"
            for reading in readings for problem in reading.warnings]


def _settlements(file: Path, *, today: date) -> dict[str, "Settlement"]:
    from tutela.needs.engine.forms.settlements_json import read_settlements
    from tutela.needs.engine.instrument import current_instrument

    return read_settlements(read_bytes(file), name=file.name, today=today,
                            instrument=current_instrument())


def _serialised(answers: "AnswerSet", file: Path) -> bytes:
    if file.suffix.lower() == ".csv":
        from tutela.needs.engine.forms.answerset_csv import answers_to_csv

        return answers_to_csv(answers)
    from tutela.needs.engine.forms.answerset_json import answers_to_json

    return answers_to_json(answers)


def _kinds() -> "tuple[ChangeKind, ...]":
    from tutela.needs.engine.forms.preview import ChangeKind

    return tuple(ChangeKind)


def _known(option: str, given: Sequence[str], known: Sequence[str]) -> None:
    for value in given:
        if value not in known:
            raise click.BadParameter(f"{value} is none of {', '.join(known)}", param_hint=option)


def _state(code: str) -> str:
    from tutela.needs.engine.forms.answerset_json import is_state_code

    if code and not is_state_code(code):
        raise click.BadParameter(f"{code} is no three-letter code of a State", param_hint="--state")
    return code


def _names(pairs: Sequence[str]) -> dict[str, str]:
    names = {}
    for pair in pairs:
        language, sign, name = pair.partition("=")
        if not sign:
            language, name = "en", pair
        if language not in CODES or not name.strip():
            raise click.BadParameter("write language=name", param_hint="--state-name")
        names[language] = name.strip()
    return names
