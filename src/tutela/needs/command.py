"""``tutela needs``: forms out, answers in, scores, reports, comparisons. Needs no database."""

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tutela.foundation.clock import SystemClock
from tutela.foundation.errors import N_, InputRefused, NotFound
from tutela.foundation.language import CODES
from tutela.terminal import progress, verb

if TYPE_CHECKING:
    from tutela.needs.engine.answers import AnswerSet, Settlement
    from tutela.needs.engine.disclosure import Disclosure
    from tutela.needs.engine.forms.peers_json import Peer
    from tutela.needs.engine.forms.reading import Reading
    from tutela.needs.engine.report import Material
    from tutela.needs.engine.result import Result

_ENDINGS = {"xlsform": "xlsx", "workbook": "xlsx", "docx": "docx", "pdf": "pdf"}
_FILE = click.Path(path_type=Path)
_DAY = click.DateTime(formats=["%Y-%m-%d"])
_today = click.option("--today", type=_DAY, help="Take this day for today: year-month-day.")


class NoSuchFile(NotFound):
    """A file cannot be read or written."""

    code = "needs.file"
    template = N_("The file {file} cannot be used: {reason}.")


class NothingAsked(NotFound):
    """No question fits the choice of domains and respondents."""

    code = "needs.nothing-asked"
    template = N_("No question is asked of these respondents in these domains. Choose others.")


@click.group(name="needs", context_settings={"help_option_names": ["-h", "--help"]})
def group() -> None:
    """Assess a State's needs: give forms out, take answers in, score, compare and report."""


@group.command()
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
@click.option("-o", "--output", type=_FILE, help="File to write.")
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
                 issued=_day(today))
    place = output or Path(f"tutela-needs-{form}-{language}.{_ENDINGS[form]}")
    _write(place, data)
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
    return _rendered(document, form)


def _rendered(document: Any, form: str) -> bytes:
    if form == "pdf":
        from tutela.documents import pdf

        return pdf.render(document)
    if form == "docx":
        from tutela.documents import docx

        return docx.render(document)
    from tutela.documents import html

    return html.render(document).encode()


@group.command()
@click.argument("files", nargs=-1, required=True, type=_FILE)
@_today
@verb
def check(*, files: tuple[Path, ...], today: datetime | None) -> dict[str, Any]:
    """List every problem of filled forms; nothing is kept."""
    readings = _read(files, today=_day(today))
    _refuse_if_wrong(readings)
    rows = [{"file": reading.file, "form": reading.form,
             "agencies": dict(reading.answers.agencies), "answers": len(reading.answers.answers),
             "warnings": [problem.as_json() for problem in reading.warnings]}
            for reading in readings]
    lines = [f"{row['file']}: {row['answers']} answers, no error" for row in rows]
    return {"files": rows, "text": "\n".join(lines + _warnings(readings))}


@group.command(name="import")
@click.argument("files", nargs=-1, required=True, type=_FILE)
@click.option("-o", "--output", type=_FILE, help="Answer set to write, as JSON or CSV.")
@click.option("--into", type=_FILE, help="Answer set that takes the answers in.")
@click.option("--state", default="", help="Three letters of the State; XAA..XXZ if invented.")
@click.option("--state-name", "names", multiple=True,
              help="Name of an invented State, for instance fr=Marévie; once a language.")
@click.option("--title", default="", help="Title of the assessment.")
@click.option("--settlements", type=_FILE, help="JSON with the focal point's decisions.")
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

    day = _day(today)
    reading = combine(_read(files, today=day), country=_state(state), title=title,
                      country_names=_names(names))
    _refuse_if_wrong([reading])
    incoming = reading.answers
    if settlements:
        incoming = replace(incoming, settlements={
            **incoming.settlements, **_settlements(settlements, today=day)})
    existing = _answers(into, today=day) if into else None
    seen = preview(incoming, instrument=current_instrument(), existing=existing)
    merged = merge_into(existing, incoming) if existing else incoming
    if output:
        _write(output, _serialised(merged, output))
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


@group.command()
@click.argument("answers", type=_FILE)
@click.option("--as-of", type=_DAY, help="Day for which evidence is weighed; today if not given.")
@verb
def score(*, answers: Path, as_of: datetime | None) -> dict[str, Any]:
    """Score an answer set: level, interval and gap by area, priorities, what to answer first."""
    result = _scored(answers, as_of=_day(as_of))
    areas = [result.overall, *(result.areas[letter] for letter in result.areas)]
    rows = [{"area": area.code or "all", "level": area.level, "low": area.low, "high": area.high,
             "gap": area.gap, "known": area.known, "asked": area.asked, "place": area.place}
            for area in areas]
    return {
        "country": result.country, "as_of": result.as_of.isoformat(), "areas": rows,
        "ranking": result.ranking,
        "priorities": [{"code": item.code, "gap": item.gap, "priority": item.priority,
                        "holds": item.holds} for item in result.priorities],
        "answer_first": [{"code": item.code, "reason": item.reason, "shift": item.shift}
                         for item in result.answer_first],
        "text": _score_text(result, rows),
    }


def _score_text(result: "Result", rows: Sequence[dict[str, Any]]) -> str:
    lines = ["area  level  interval       gap  known  place"]
    lines += [
        f"{row['area']:<4}   {_figure(row['level'])}  {row['low']:4.2f} to {row['high']:4.2f}  "
        f"{_figure(row['gap'])}  {row['known']:>2}/{row['asked']:<3} {row['place'] or '–'}"
        for row in rows
    ]
    first = ", ".join(item.code for item in result.priorities[:10])
    open_ = ", ".join(f"{item.code} ({item.reason})" for item in result.answer_first[:10])
    return "\n".join([*lines, f"First priorities: {first}", f"Answer first: {open_}"])


@group.command()
@click.argument("answers", type=_FILE)
@click.option("--with", "others", multiple=True, required=True, type=_FILE,
              help="Earlier answers of the State, or a file of peers; may be repeated.")
@click.option("--region", default="", help="M49 code of the region of an invented State.")
@click.option("--as-of", type=_DAY, help="Day for which evidence is weighed; today if not given.")
@verb
def compare(
    *, answers: Path, others: tuple[Path, ...], region: str, as_of: datetime | None
) -> dict[str, Any]:
    """Set a State beside its earlier assessment and beside the States that share theirs."""
    day = _day(as_of)
    result, (earlier, peers) = _scored(answers, as_of=day), _others(others, day=day)
    found: dict[str, Any] = {"country": result.country}
    lines: list[str] = []
    for each in earlier:
        found["changes"], more = _beside_earlier(result, each)
        lines += more
    if peers:
        found["groups"], more = _beside_peers(result, peers, region=region)
        lines += more
    return {**found, "text": "\n".join(lines)}


@group.command()
@click.argument("answers", type=_FILE)
@click.option("--language", type=click.Choice([*CODES, "all"]), default="en", show_default=True)
@click.option("--format", "forms", type=click.Choice(["pdf", "docx", "html", "json"]),
              multiple=True, default=["pdf"], show_default=True, help="May be repeated.")
@click.option("-o", "--output", type=_FILE, default=Path("reports"), show_default=True,
              help="Folder to write into.")
@click.option("--with", "others", multiple=True, type=_FILE,
              help="Earlier answers of the State, or a file of peers; may be repeated.")
@click.option("--region", default="", help="M49 code of the region of an invented State.")
@click.option("--organisation", default="", help="Who issues the report; the State if not given.")
@click.option("--audience", type=click.Choice(["private", "programme", "region", "public"]),
              default="private", show_default=True, help="Who the report is for.")
@click.option("--disclosure", type=_FILE,
              help="TOML with `default` and `[exceptions]`: the widest audience by question.")
@click.option("--as-of", type=_DAY, help="Day for which evidence is weighed; today if not given.")
@verb
def report(
    *, answers: Path, language: str, forms: tuple[str, ...], output: Path, as_of: datetime | None,
    **choices: Any,
) -> dict[str, Any]:
    """Write what the State needs: findings, figures, evidence, priorities, annex of answers."""
    from tutela.needs.engine.report import build_report, report_json

    day = _day(as_of)
    codes = list(CODES) if language == "all" else [language]
    material = _material(answers, day=day, **choices)
    written = []
    with progress("Writing", len(codes) * len(forms)) as advance:
        for code in codes:
            mine = material(code)
            for form in forms:
                data = (_json(report_json(mine)) if form == "json"
                        else _rendered(build_report(mine), form))
                place = output / f"needs-{mine.answers.country or 'state'}-{code}.{form}"
                _write(place, data)
                written.append(str(place))
                advance()
    return {"files": written, "text": "\n".join(written)}


def _material(
    file: Path, *, day: date, others: tuple[Path, ...], region: str, organisation: str,
    audience: str, disclosure: Path | None,
) -> Callable[[str], "Material"]:
    """Return what makes a language's material; everything is read and scored once."""
    from tutela.needs.engine import comparison
    from tutela.needs.engine.context import facts
    from tutela.needs.engine.disclosure import Audience
    from tutela.needs.engine.forms.selection import words_or_english
    from tutela.needs.engine.instrument import current_instrument
    from tutela.needs.engine.report import Material

    given, result = _answers(file, today=max(day, _day(None))), _scored(file, as_of=day)
    earlier, peers = _others(others, day=day)
    beside = comparison.compare(
        result, [peer.result for peer in peers], region=region,
        peer_regions={peer.result.country: peer.region for peer in peers}) if peers else None
    since = comparison.changes(result, earlier[-1]) if earlier else None
    plan = _disclosure(disclosure)

    def in_language(code: str) -> Material:
        names = given.country_names
        return Material(
            result=result, instrument=current_instrument(), words=words_or_english(code),
            answers=given, issued=day, facts=facts(given.country, region=region),
            organisation=organisation or names.get(code) or names.get("en") or given.country,
            comparison=beside, changes=since, disclosure=plan, audience=Audience(audience))

    return in_language


def _disclosure(file: Path | None) -> "Disclosure":
    import tomllib

    from tutela.needs.engine.disclosure import Audience, Disclosure

    if file is None:
        return Disclosure()
    try:
        table = tomllib.loads(_bytes(file).decode())
        return Disclosure(
            default=Audience(table.get("default", "private")),
            exceptions={code: Audience(name)
                        for code, name in table.get("exceptions", {}).items()})
    except (ValueError, AttributeError) as fault:
        raise NoSuchFile(file=str(file), reason=str(fault).splitlines()[0]) from fault


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def _others(files: Sequence[Path], *, day: date) -> tuple[list["Result"], list["Peer"]]:
    from tutela.needs.engine.forms.peers_json import SCHEMA, peers_from_json
    from tutela.needs.engine.instrument import current_instrument

    earlier, peers = [], []
    for file in files:
        data = _bytes(file)
        if SCHEMA.encode() in data[:4000] or f'"{SCHEMA}"'.encode() in data:
            peers += peers_from_json(data, name=file.name, instrument=current_instrument())
        else:
            earlier.append(_scored(file, as_of=day))
    return earlier, peers


def _beside_earlier(result: "Result", earlier: "Result") -> tuple[list[dict[str, Any]], list[str]]:
    from tutela.needs.engine.comparison import changes

    rows = [{"area": item.code, "before": item.before, "after": item.after,
             "direction": item.direction} for item in changes(result, earlier).areas]
    lines = [f"{row['area']}  {_figure(row['before'])} -> {_figure(row['after'])}  "
             f"{row['direction']}" for row in rows]
    return rows, [f"Since “{earlier.title}”:", *lines]


def _beside_peers(
    result: "Result", peers: Sequence["Peer"], *, region: str
) -> tuple[list[dict[str, Any]], list[str]]:
    from dataclasses import asdict

    from tutela.needs.engine.comparison import compare as beside

    found = beside(result, [peer.result for peer in peers], region=region,
                   peer_regions={peer.result.country: peer.region for peer in peers})
    rows, lines = [], []
    for item in found.groups:
        name = item.group.name("en")
        rows.append({"group": name, "states": item.states, "areas": {
            letter: asdict(span) if span else None for letter, span in item.areas.items()}})
        lines.append(f"{name}: {item.states} States share")
        lines += [
            f"{letter}  {_figure(result.areas[letter].level)}  middle half "
            f"{span.lower:.2f} to {span.upper:.2f}, median {span.median:.2f}"
            for letter, span in item.areas.items() if span
        ]
    return rows, lines


def _figure(value: float | None) -> str:
    return "   –" if value is None else f"{value:4.2f}"


def _scored(file: Path, *, as_of: date) -> "Result":
    from tutela.needs.engine.instrument import current_instrument
    from tutela.needs.engine.scoring import score as score_answers

    return score_answers(instrument=current_instrument(),
                         answers=_answers(file, today=max(as_of, _day(None))), as_of=as_of)


def _answers(file: Path, *, today: date) -> "AnswerSet":
    readings = _read([file], today=today)
    _refuse_if_wrong(readings)
    return readings[0].answers


def _read(files: Sequence[Path], *, today: date) -> list["Reading"]:
    from tutela.needs.engine.forms.intake import read_any

    readings = []
    with progress("Reading", len(files)) as advance:
        for file in files:
            readings.append(read_any(file.name, _bytes(file), today=today))
            advance()
    return readings


def _bytes(file: Path) -> bytes:
    from tutela.needs.engine.forms.archive import LARGEST_FILE

    try:
        with file.open("rb") as stream:
            # One byte more is enough to refuse the file, however large it is.
            return stream.read(LARGEST_FILE + 1)
    except OSError as fault:
        raise NoSuchFile(file=str(file), reason=fault.strerror or "unreadable") from fault


def _refuse_if_wrong(readings: Sequence["Reading"]) -> None:
    if problems := [problem for reading in readings for problem in reading.errors]:
        raise InputRefused(problems)


def _warnings(readings: Sequence["Reading"]) -> list[str]:
    return [f"  note, {problem.place.text()}: {problem.text()}"
            for reading in readings for problem in reading.warnings]


def _settlements(file: Path, *, today: date) -> dict[str, "Settlement"]:
    from tutela.needs.engine.forms.settlements_json import read_settlements
    from tutela.needs.engine.instrument import current_instrument

    return read_settlements(_bytes(file), name=file.name, today=today,
                            instrument=current_instrument())


def _serialised(answers: "AnswerSet", file: Path) -> bytes:
    if file.suffix.lower() == ".csv":
        from tutela.needs.engine.forms.answerset_csv import answers_to_csv

        return answers_to_csv(answers)
    from tutela.needs.engine.forms.answerset_json import answers_to_json

    return answers_to_json(answers)


def _write(file: Path, data: bytes) -> None:
    """Write all of a file or nothing: a reader never sees half of it."""
    part = file.with_name(f".{file.name}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(file)
    except OSError as fault:
        raise NoSuchFile(file=str(file), reason=fault.strerror or "unwritable") from fault


def _day(given: datetime | None) -> date:
    return (given or SystemClock().now()).date()


def _kinds() -> tuple[str, ...]:
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
