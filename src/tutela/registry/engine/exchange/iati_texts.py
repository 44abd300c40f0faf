"""Texts of an IATI activity: by language, without the layout of the file they stood in."""

import re

from lxml import etree

from tutela.foundation.language import CODES
from tutela.registry.engine.exchange.iati_older import LANGUAGE
from tutela.registry.engine.exchange.iati_own import FIELD, FILLED
from tutela.registry.engine.exchange.iati_problems import Findings, line_of
from tutela.registry.engine.exchange.reading import MAX_TEXT

_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_BLANK = re.compile(r"\n{3,}")


def one_line(text: str) -> str:
    r"""Join a text into one line with single spaces.

    >>> one_line("  Course \n for judges ")
    'Course for judges'
    """
    return " ".join(text.split())


def paragraphs(text: str) -> str:
    r"""Keep a text's lines, without the spaces around them and without runs of empty ones.

    >>> paragraphs("  One.\n\n\n\n   Two. ")
    'One.\n\nTwo.'
    """
    lines = "\n".join(one_line(line) for line in text.splitlines())
    return _BLANK.sub("\n\n", lines).strip()


def language_of(tag: str | None, *, default: str) -> str:
    """Return the code a text is kept under.

    >>> language_of("FR-ca", default="und"), language_of("pt-BR", default="und")
    ('fr', 'pt-BR')
    >>> language_of(None, default="es"), language_of("", default="es")
    ('es', 'und')
    """
    if tag is None:
        return default
    if not _TAG.fullmatch(tag.strip()):
        return "und"
    first, *others = tag.strip().split("-")
    return first.lower() if first.lower() in CODES else "-".join([first.lower(), *others])


def checked(text: str, *, element: etree._Element, findings: Findings) -> str:
    """Return the text, or "" after refusing one that is too long to keep."""
    if len(text) <= MAX_TEXT:
        return text
    parent = element.getparent()
    name = str((parent if element.tag == "narrative" and parent is not None else element).tag)
    findings.refuse("iati.text-too-long", line=line_of(element), field=name,
                    element=name, count=len(text))
    return ""


def own_text(element: etree._Element | None, *, findings: Findings) -> str:
    """Return an element's own text in one line, "" without it."""
    if element is None:
        return ""
    return checked(one_line(element.text or ""), element=element, findings=findings)


def wording(element: etree._Element, *, default: str, findings: Findings,
            lines: bool = False) -> dict[str, str]:
    """Return an element's narratives by language, the first of each language.

    Args:
        element: What holds the narratives.
        default: Language of those that do not say.
        findings: Where a text too long is refused.
        lines: Whether to keep the lines apart.
    """
    found: dict[str, str] = {}
    for narrative in element.findall("narrative"):
        raw = narrative.text or ""
        text = paragraphs(raw) if lines else one_line(raw)
        text = checked(text, element=narrative, findings=findings)
        if text:
            tag = narrative.get(LANGUAGE)
            found.setdefault(language_of(tag, default=default), text)
    return found


def name_in(element: etree._Element | None, *, findings: Findings) -> str:
    """Return the first narrative in one line: a name in its own writing."""
    if element is None:
        return ""
    words = (own_text(one, findings=findings) for one in element.findall("narrative"))
    return next((text for text in words if text), "")


def summaries(activity: etree._Element, *, default: str,
              findings: Findings) -> dict[str, str]:
    """Join the descriptions by language as far as they fit, in the file's order."""
    found: dict[str, str] = {}
    for description in activity.findall("description"):
        if description.get(FILLED) or description.get(FIELD):
            continue
        said = wording(description, default=default, findings=findings, lines=True)
        for code, text in said.items():
            joined = f"{found[code]}\n\n{text}" if code in found else text
            if len(joined) <= MAX_TEXT:
                found[code] = joined
    return found
