"""Documents as HTML: one file that opens from disc, or a fragment for a page of the site."""

from collections.abc import Sequence
from functools import cache
from html import escape
from importlib.resources import files

from tutela.documents.blocks import Block, Document
from tutela.documents.furniture import cover_facts, title_of, words
from tutela.documents.html.body import Body
from tutela.documents.html.inline import Inline
from tutela.documents.runs import plain
from tutela.foundation.language import language


def render(document: Document) -> str:
    """Return a document as one HTML file that needs nothing else: no script, no address."""
    tongue = language(document.language)
    inline = Inline(document.language)
    content = Body(inline).write(document.blocks)
    described = escape(plain(document.summary).replace("\n", " "))
    named = words(document.language)
    return (
        f'<!doctype html>\n<html lang="{tongue.code}" dir="{tongue.direction}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">\n"
        f'<meta name="description" content="{described}">\n'
        f'<meta name="dcterms.issued" content="{document.issued.isoformat()}">\n'
        f"<title>{escape(title_of(document))}</title>\n"
        f"<style>\n{_sheet()}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#main">{escape(named["skip"])}</a>\n'
        f"{_cover(document)}\n"
        f'<main id="main">\n{content}\n</main>\n</body>\n</html>\n'
    )


def fragment(blocks: Sequence[Block], code: str, *, prefix: str = "d-", first: int = 2) -> str:
    """Return blocks for a page of the site, in its classes and without inline style.

    Args:
        blocks: The content.
        code: Language.
        prefix: Prefix of identifiers, different for each fragment of a page.
        first: Level of heading a level 1 becomes.
    """
    return Body(Inline(code, prefix), first).write(tuple(blocks))


def _cover(document: Document) -> str:
    # The cover holds no notes: its texts are plain.
    inline = Inline(document.language)
    lines = [f"<h1>{inline.text(title_of(document))}</h1>"]
    if document.classification:
        lines.insert(0, f'<p class="classification">{inline.text(document.classification)}</p>')
    if document.subtitle:
        lines.append(f"<p>{inline.text(document.subtitle)}</p>")
    if document.organisation:
        lines.append(f"<p>{inline.text(document.organisation)}</p>")
    facts = "".join(
        f"<dt>{inline.text(label)}</dt><dd>{inline.text(value)}</dd>"
        for label, value in cover_facts(document)
    )
    return f'<header class="cover">\n{"".join(lines)}\n<dl>{facts}</dl>\n</header>'


@cache
def _sheet() -> str:
    return files("tutela.documents").joinpath("html/page.css").read_text("utf-8")
