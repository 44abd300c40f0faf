"""Texts as HTML: everything escaped, marks only where a span asks for them."""

from dataclasses import dataclass, field
from html import escape

from tutela.documents.blocks import Span, Text
from tutela.documents.runs import spans


@dataclass(slots=True)
class Inline:
    """Writes texts and keeps the notes for the end.

    Attributes:
        code: Language of the document.
        prefix: Prefix of identifiers, so that two fragments may share a page.
        notes: Words of the notes, in order; the first has number 1.
    """

    code: str
    prefix: str = ""
    notes: list[str] = field(default_factory=list)

    def text(self, text: Text) -> str:
        """Return a text as HTML.

        >>> Inline("en").text(("a < b ", Span(text="C05", code=True)))
        'a &lt; b <bdi dir="ltr"><code>\u2066C05\u2069</code></bdi>'
        """
        return "".join(self._span(span) for span in spans(text, self.code))

    def _span(self, span: Span) -> str:
        made = escape(span.text).replace("\n", "<br>")
        if span.code and span.text:
            made = f'<bdi dir="ltr"><code>{made}</code></bdi>'
        if span.strong:
            made = f"<strong>{made}</strong>"
        if span.emphasis:
            made = f"<em>{made}</em>"
        if span.link and span.text:
            made = f'<a href="{escape(span.link)}" rel="noreferrer">{made}</a>'
        return made + (self._mark(span.note) if span.note else "")

    def _mark(self, note: str) -> str:
        self.notes.append(note)
        number, prefix = len(self.notes), self.prefix
        return (
            f'<sup><a href="#{prefix}note-{number}" id="{prefix}mark-{number}" '
            f'role="doc-noteref">{number}</a></sup>'
        )
