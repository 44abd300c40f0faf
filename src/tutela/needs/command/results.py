"""What follows from answers: score, report, compare."""

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tutela.foundation.language import CODES
from tutela.needs.command.files import read_answers, read_bytes, read_others, rendered, scored
from tutela.terminal import progress, verb
from tutela.terminal.files import DAY, FILE, FileTrouble, day_of, write_file

if TYPE_CHECKING:
    from tutela.needs.engine.disclosure import Disclosure
    from tutela.needs.engine.forms.peers_json import Peer
    from tutela.needs.engine.report import Material
    from tutela.needs.engine.result import Result


@click.command
@click.argument("answers", type=FILE)
@click.option("--as-of", type=DAY, help="Day for which evidence is weighed; today if not given.")
@verb
def score(*, answers: Path, as_of: datetime | None) -> dict[str, Any]:
    """Score an answer set: level, interval and gap by area, priorities, what to answer first."""
    result = scored(answers, as_of=day_of(as_of))
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


@click.command
@click.argument("answers", type=FILE)
@click.option("--with", "others", multiple=True, required=True, type=FILE,
              help="Earlier answers of the State, or a file of peers; may be repeated.")
@click.option("--region", default="", help="M49 code of the region of an invented State.")
@click.option("--as-of", type=DAY, help="Day for which evidence is weighed; today if not given.")
@verb
def compare(
    *, answers: Path, others: tuple[Path, ...], region: str, as_of: datetime | None
) -> dict[str, Any]:
    """Set a State beside its earlier assessment and beside the States that share theirs."""
    day = day_of(as_of)
    result, (earlier, peers) = scored(answers, as_of=day), read_others(others, day=day)
    found: dict[str, Any] = {"country": result.country}
    lines: list[str] = []
    for each in earlier:
        found["changes"], more = _beside_earlier(result, each)
        lines += more
    if peers:
        found["groups"], more = _beside_peers(result, peers, region=region)
        lines += more
    return {**found, "text": "\n".join(lines)}


def _beside_earlier(result: "Result", earlier: "Result") -> tuple[list[dict[str, Any]], list[str]]:
    from tutela.needs.engine.comparison import changes

    areas = changes(result, earlier).areas
    rows = [{"area": item.code, "before": item.before, "after": item.after,
             "direction": item.direction} for item in areas]
    lines = [f"{item.code}  {_figure(item.before)} -> {_figure(item.after)}  {item.direction}"
             for item in areas]
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


@click.command
@click.argument("answers", type=FILE)
@click.option("--language", type=click.Choice([*CODES, "all"]), default="en", show_default=True)
@click.option("--format", "forms", type=click.Choice(["pdf", "docx", "html", "json"]),
              multiple=True, default=["pdf"], show_default=True, help="May be repeated.")
@click.option("-o", "--output", type=FILE, default=Path("reports"), show_default=True,
              help="Folder to write into.")
@click.option("--with", "others", multiple=True, type=FILE,
              help="Earlier answers of the State, or a file of peers; may be repeated.")
@click.option("--region", default="", help="M49 code of the region of an invented State.")
@click.option("--organisation", default="", help="Who issues the report; the State if not given.")
@click.option("--audience", type=click.Choice(["private", "programme", "region", "public"]),
              default="private", show_default=True, help="Who the report is for.")
@click.option("--disclosure", type=FILE,
              help="TOML with `default` and `[exceptions]`: the widest audience by question.")
@click.option("--as-of", type=DAY, help="Day for which evidence is weighed; today if not given.")
@verb
def report(
    *, answers: Path, language: str, forms: tuple[str, ...], output: Path, as_of: datetime | None,
    **choices: Any,
) -> dict[str, Any]:
    """Write what the State needs: findings, figures, evidence, priorities, annex of answers."""
    from tutela.needs.engine.report import build_report, report_json

    day = day_of(as_of)
    codes = list(CODES) if language == "all" else [language]
    material = _material(answers, day=day, **choices)
    written = []
    with progress("Writing", len(codes) * len(forms)) as advance:
        for code in codes:
            mine = material(code)
            for form in forms:
                data = (_json(report_json(mine)) if form == "json"
                        else rendered(build_report(mine), form))
                place = output / f"needs-{mine.answers.country or 'state'}-{code}.{form}"
                write_file(place, data)
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
    from tutela.needs.engine.instrument import current_instrument, words
    from tutela.needs.engine.report import Material

    given, result = read_answers(file, today=max(day, day_of(None))), scored(file, as_of=day)
    earlier, peers = read_others(others, day=day)
    beside = comparison.compare(
        result, [peer.result for peer in peers], region=region,
        peer_regions={peer.result.country: peer.region for peer in peers}) if peers else None
    since = comparison.changes(result, earlier[-1]) if earlier else None
    plan = _disclosure(disclosure)

    def in_language(code: str) -> Material:
        names = given.country_names
        return Material(
            result=result, instrument=current_instrument(), words=words(code),
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
        table = tomllib.loads(read_bytes(file).decode())
        return Disclosure(
            default=Audience(table.get("default", "private")),
            exceptions={code: Audience(name)
                        for code, name in table.get("exceptions", {}).items()})
    except (ValueError, AttributeError) as fault:
        raise FileTrouble(file=str(file), reason=str(fault).splitlines()[0]) from fault


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"
