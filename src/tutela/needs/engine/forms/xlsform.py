"""The instrument as an XLSForm, for KoboToolbox, ODK and every tool that reads the format.

Source: the XLSForm specification, xlsform.org/en/ref-table (survey, choices, settings).
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from tutela.documents.workbook import workbook_bytes
from tutela.foundation.errors import N_
from tutela.foundation.language import CODES, catalogue
from tutela.foundation.language import language as language_of
from tutela.needs.engine.forms.entries import NAME_LIMIT, NOTE_LIMIT, TITLE_LIMIT
from tutela.needs.engine.forms.kobo import AGENCY, EVIDENCE_SLOTS, KIND, RESPONDENT, VERSION
from tutela.needs.engine.forms.sheets import column_letters
from tutela.needs.engine.forms.workbook_style import BAR, BAR_INK
from tutela.needs.engine.instrument import LEVELS, Indicator, Instrument, Words
from tutela.needs.engine.instrument import words as words_in

type Row = dict[str, str]

ORDER = ("en", *(code for code in CODES if code != "en"))
_SURVEY = ("type", "name", "required", "relevant", "constraint", "calculation", "appearance")
_TRANSLATED = ("label", "hint", "constraint_message")


def column(kind: str, language: str) -> str:
    """Return the heading of a translated column.

    >>> column("label", "fr")
    'label::French (fr)'
    """
    return f"{kind}::{language_of(language).name} ({language})"


def write_xlsform(*, instrument: Instrument, indicators: Sequence[Indicator]) -> bytes:
    """Return the form as a workbook in all six languages; equal arguments give equal bytes.

    Args:
        instrument: The version in use; it travels in the form and is checked on the way back.
        indicators: What is asked, from ``selection.choose``.
    """
    words = {code: words_in(code) for code in ORDER}
    book = Workbook()
    survey, choices, settings = (
        book.worksheets[0], book.create_sheet("choices"), book.create_sheet("settings"))
    survey.title = "survey"
    heads = [*_SURVEY, *(column(kind, code) for kind in _TRANSLATED for code in ORDER)]
    _write(survey, heads, _survey(instrument, indicators, words))
    _write(choices, ["list_name", "name", *(column("label", code) for code in ORDER)],
           _choices(indicators, words))
    version = str(instrument.version)
    _write(settings, ["form_title", "form_id", "version", "default_language", "style"], [{
        "form_title": words["en"].title, "form_id": f"tutela_needs_v{version}",
        "version": version, "default_language": f"{language_of('en').name} (en)",
        "style": "pages",
    }])
    book.properties.creator = "Tutela"
    return workbook_bytes(book)


def _survey(
    instrument: Instrument, indicators: Sequence[Indicator], words: Mapping[str, Words]
) -> list[Row]:
    rows: list[Row] = [
        {"type": "start", "name": "start"}, {"type": "end", "name": "end"},
        {"type": "today", "name": "today"},
        {"type": "calculate", "name": VERSION, "calculation": f"'{instrument.version}'"},
        {"type": "begin_group", "name": "who", "appearance": "field-list",
         **_say(N_("Who answers"))},
        {"type": "text", "name": AGENCY, "required": "yes",
         "constraint": f"string-length(.) <= {NAME_LIMIT}", **_say(N_("Name of the agency")),
         **_say(N_("Write it as the focal point does."), "hint")},
        {"type": "select_one respondents", "name": KIND, **_say(N_("Kind of agency"))},
        {"type": "text", "name": RESPONDENT, **_say(N_("Function of the person who answers")),
         **_say(N_("A function, not a name."), "hint")},
        {"type": "note", "name": "how", **_say(N_(
            "Answer what you know and leave the rest empty. Choose the highest level that is true "
            "today. “Unknown” is a good answer when nobody can tell. Write no name of a child, a "
            "victim, a suspect or a case."))},
        {"type": "end_group", "name": "who"},
    ]
    for letter in dict.fromkeys(item.domain for item in indicators):
        rows.append({"type": "begin_group", "name": letter,
                     **_each(words, partial(_domain_label, letter=letter))})
        for item in indicators:
            if item.domain == letter:
                rows += _question(item.code, words)
        rows.append({"type": "end_group", "name": letter})
    return rows


def _question(code: str, words: Mapping[str, Words]) -> list[Row]:
    level = f"{code}_level"
    rows: list[Row] = [
        {"type": "begin_group", "name": code, "appearance": "field-list",
         **_each(words, lambda each: f"{code}. {each.indicators[code].name}")},
        {"type": f"select_one {code}", "name": level,
         **_each(words, lambda each: each.indicators[code].question),
         **_each(words, lambda each: each.indicators[code].why, "hint")},
        {"type": "text", "name": f"{code}_note", "appearance": "multiline",
         "constraint": f"string-length(.) <= {NOTE_LIMIT}",
         **_say(N_("Note, if you wish to explain the answer"))},
    ]
    for slot in EVIDENCE_SLOTS:
        rows += _evidence(code, slot)
    return [*rows, {"type": "end_group", "name": code}]


def _evidence(code: str, slot: int) -> list[Row]:
    level, stem = f"{code}_level", f"{code}_e{slot}"
    shown = f"${{{level}}} >= 1"
    if slot > 1:
        shown += f" and ${{{code}_e{slot - 1}_title}} != ''"
    given = f"${{{level}}} >= 1 and ${{{stem}_title}} != ''"
    title = (N_("Evidence: what it is") if slot == 1 else N_("A second piece of evidence"))
    return [
        {"type": "text", "name": f"{stem}_title", "relevant": shown,
         "constraint": f"string-length(.) <= {TITLE_LIMIT}", **_say(title),
         **_say(N_("Name one document that proves the level. Leave it empty if there is none."),
                "hint")},
        {"type": "date", "name": f"{stem}_date", "relevant": given, "required": "yes",
         "constraint": ". <= today()", **_say(N_("Date of this evidence")),
         **_say(N_("The date is in the future. Write the day it really happened."),
                "constraint_message")},
        {"type": "text", "name": f"{stem}_ref", "relevant": given,
         **_say(N_("Where it can be found: a file name, an address or an archive number"))},
        {"type": "select_one evidence_levels", "name": f"{stem}_level", "relevant": given,
         "appearance": "minimal",
         **_say(N_("Which level it proves, if not the one you chose"))},
    ]


def _choices(indicators: Sequence[Indicator], words: Mapping[str, Words]) -> list[Row]:
    rows: list[Row] = [
        {"list_name": "respondents", "name": code,
         **_each(words, partial(_respondent_label, code=code))}
        for code in words["en"].respondents
    ]
    rows += [
        {"list_name": "evidence_levels", "name": str(level),
         **_each(words, partial(_evidence_label, level=level))}
        for level in LEVELS[1:]
    ]
    for item in indicators:
        rows += [
            {"list_name": item.code, "name": str(level),
             **_each(words, partial(_level_label, code=item.code, level=level))}
            for level in LEVELS
        ]
        rows += [
            {"list_name": item.code, "name": "unknown", **_say(N_("Unknown"))},
            {"list_name": item.code, "name": "not_applicable", **_say(N_("Does not apply"))},
        ]
    return rows


def _domain_label(words: Words, *, letter: str) -> str:
    return f"{letter}. {words.domains[letter]}"


def _respondent_label(words: Words, *, code: str) -> str:
    return words.respondents[code]


def _evidence_label(words: Words, *, level: int) -> str:
    return catalogue(words.language).gettext("Level {level}").format(level=level)


def _level_label(words: Words, *, code: str, level: int) -> str:
    _ = catalogue(words.language).gettext
    wording = words.indicators[code]
    if not level:
        return f"{level} – {wording.levels[level]}"
    return _("{level} – {statement}. Evidence: {proof}").format(
        level=level, statement=wording.levels[level].rstrip(".。"),
        proof=wording.proofs[level - 1])


def _say(message: str, kind: str = "label") -> Row:
    """Return an interface message in every language."""
    return {column(kind, code): catalogue(code).gettext(message) for code in ORDER}


def _each(words: Mapping[str, Words], text: Callable[[Words], str], kind: str = "label") -> Row:
    """Return a text of the instrument in every language."""
    return {column(kind, code): text(words[code]) for code in ORDER}


def _write(sheet: Worksheet, heads: Sequence[str], rows: Sequence[Row]) -> None:
    sheet.append(list(heads))
    for cell in sheet[1]:
        cell.font = Font(bold=True, color=BAR_INK)
        cell.fill = PatternFill("solid", fgColor=BAR)
    for row in rows:
        sheet.append([row.get(head) or None for head in heads])
    for line in sheet.iter_rows(min_row=2):
        for cell in line:
            if isinstance(cell.value, str):
                cell.data_type = "s"
    for index, head in enumerate(heads):
        letter = column_letters(index + 1)
        sheet.column_dimensions[letter].width = 44 if "::" in head else 22
    sheet.freeze_panes = "C2"
