"""One rich document in each of the six languages: every kind of block, every figure."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from tutela.documents.blocks import (
    Block,
    Bullets,
    Callout,
    Choices,
    Column,
    Contents,
    Document,
    Figure,
    Heading,
    Lines,
    Numbered,
    PageBreak,
    Paragraph,
    Span,
    Table,
)
from tutela.documents.figures import (
    Bar,
    GapRow,
    HeatRow,
    Series,
    bars,
    cells,
    dots,
    heat,
    radar,
    states,
    tiles,
)
from tutela.foundation.language import CODES

WORDS: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("samples.toml").read_text("utf-8")
)
LEVELS = (1.4, 1.6, None, 2.3)


def sample(code: str) -> Document:
    """Return the sample document in one language."""
    words = WORDS[code]
    return Document(
        title=words["title"], subtitle=words["subtitle"], language=code,
        organisation=words["organisation"], issued=date(2026, 11, 23), reference="XMA-2026-1",
        classification=words["draft"], summary=words["lead"], keywords=tuple(words["areas"]),
        facts=((words["capital"], words["port"]),),
        blocks=(Contents(), *_texts(words), *_figures(code, words), *_paper(words)),
    )


def _texts(words: dict[str, Any]) -> tuple[Block, ...]:
    rows = tuple(
        (words["areas"][index % 4], (Span(text=f"C{index:02d}-1", code=True),), str(index))
        for index in range(1, 41)
    )
    columns = (
        Column(title=words["area"], width=3), Column(title=words["code"]),
        Column(title=words["gap"], numeric=True),
    )
    return (
        Heading(text=words["summary"]),
        Paragraph(text=words["lead"], style="lead"),
        Paragraph(
            text=(
                words["body"], " ", Span(text=words["strong"], strong=True), " ",
                Span(text=words["emphasis"], emphasis=True), " ",
                Span(text="C05-1", code=True, note=words["note"]), " ",
                Span(text="example.org/a", link="https://example.org/a", code=True), ".",
            )
        ),
        Bullets(items=tuple(words["areas"])),
        Heading(text=words["priorities"], level=2),
        Numbered(items=tuple(words["areas"])),
        Table(caption=words["priorities"], columns=columns, rows=rows, note=words["note"]),
        Callout(title=words["careful"], kind="warning", blocks=(Paragraph(text=words["body"]),)),
        Callout(title=words["careful"], kind="good", blocks=(Bullets(items=(words["body"],)),)),
    )


def _figures(code: str, words: dict[str, Any]) -> tuple[Block, ...]:
    areas, title = words["areas"], words["figure"]
    gaps = tuple(
        GapRow(name=area, level=level, low=0.5, high=2.5, target=3.2, region=1.9)
        for area, level in zip(areas, LEVELS, strict=True)
    )
    shares = tuple(
        Bar(name=area, value=None if level is None else level / 4)
        for area, level in zip(areas, LEVELS, strict=True)
    )
    series = (Series(name=words["state"], values=LEVELS), Series(name="2023", values=(1, 1, 2, 2)))
    shaded = tuple(HeatRow(name=area, values=LEVELS) for area in areas)
    known = {state: float(index % 60) for index, state in enumerate(cells()) if index % 9}
    drawings = (
        dots(gaps, code=code, title=title),
        dots(gaps, code=code, title=title, form="narrow"),
        bars(shares, code=code, title=title, unit="share"),
        heat(shaded, areas, code=code, title=title),
        radar(areas, series, code=code, title=title),
        states({"verified": 20, "asserted": 10, "contested": 3, "unknown": 27},
               code=code, title=title),
        tiles(known, code=code, title=title, bounds=(5, 20, 50), labels=words["classes"]),
    )
    made = [Figure(drawing=drawing, caption=title, note=words["note"]) for drawing in drawings]
    first = Figure(drawing=drawings[0], caption=title, show_table=True)
    return (Heading(text=words["figures"]), first, *made[1:])


def _paper(words: dict[str, Any]) -> tuple[Block, ...]:
    return (
        PageBreak(),
        Heading(text=words["questions"]),
        Heading(text=(words["question"], Span(text="", note=words["note"])), level=3),
        Choices(items=tuple(words["areas"]), hints=(words["body"], "", words["note"])),
        Lines(label=words["comment"], count=3),
        Paragraph(text=words["note"], style="small"),
    )


__all__ = ["CODES", "sample"]
