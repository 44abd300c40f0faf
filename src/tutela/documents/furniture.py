"""Words and numbers that a renderer adds to a document: labels, heading levels, page furniture."""

from dataclasses import dataclass, field
from typing import Literal

from tutela.documents.blocks import Document
from tutela.documents.runs import blank, plain
from tutela.foundation.language import catalogue, language


@dataclass(slots=True)
class Counter:
    """Numbers figures and tables and keeps heading levels whole, in reading order.

    Assistive technology relies on levels that never skip, so a level 3 under a level 1 becomes
    a level 2; PDF/UA-1 demands the same.
    """

    code: str
    figures: int = 0
    tables: int = 0
    above: list[int] = field(default_factory=list)

    def heading(self, wanted: int) -> int:
        """Return the level a heading really gets, 1..4; equals under one heading stay equal.

        >>> counter = Counter("en")
        >>> [counter.heading(level) for level in (1, 3, 3, 4, 2, 1)]
        [1, 2, 2, 3, 2, 1]
        """
        while self.above and self.above[-1] >= wanted:
            self.above.pop()
        self.above.append(wanted)
        return min(len(self.above), 4)

    def figure(self) -> str:
        """Return the label of the next figure."""
        self.figures += 1
        return catalogue(self.code).gettext("Figure {number}.").format(number=self.figures)

    def table(self) -> str:
        """Return the label of the next table."""
        self.tables += 1
        return catalogue(self.code).gettext("Table {number}.").format(number=self.tables)


def words(code: str) -> dict[str, str]:
    """Return the fixed words of a document in one language, by their use."""
    _ = catalogue(code).gettext
    return {
        "contents": _("Contents"),
        "page": _("Page {page} of {pages}"),
        "issued": _("Issued"),
        "reference": _("Reference"),
        "numbers": _("Show the figures as a table"),
        "notes": _("Notes"),
        "back": _("Back to the text"),
        "mark": _("Tutela"),
        "write": _("Space to write"),
        "skip": _("Skip to the content"),
    }


def callout_word(code: str, kind: Literal["note", "warning", "good"]) -> str:
    """Return the word that says the kind of a remark, so that colour never says it alone."""
    _ = catalogue(code).gettext
    return {"note": _("Note"), "warning": _("Warning"), "good": _("In place")}[kind]


def title_of(document: Document) -> str:
    """Return the title in one line; a document without one says so, as readers need a name."""
    if blank(document.title):
        return catalogue(document.language).gettext("Untitled document")
    return " ".join(plain(document.title).split())


def cover_facts(document: Document) -> tuple[tuple[str, str], ...]:
    """Return the pairs on the cover: the author's, then day of issue and reference."""
    named = words(document.language)
    day = language(document.language).date(document.issued)
    ending = ((named["reference"], document.reference),) if document.reference else ()
    return (*document.facts, (named["issued"], day), *ending)
