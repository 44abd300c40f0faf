"""Everything that can be wrong with a file of answers: a stable code, and words with a remedy."""

from collections.abc import Mapping

from tutela.foundation.errors import N_, Place, Problem

ERRORS: Mapping[str, str] = {
    "file.empty": N_("The file is empty. Choose the file that holds the answers."),
    "file.oversize": N_(
        "The file is larger than {limit} MB. Remove pictures and attachments, or split it."
    ),
    "file.kind": N_(
        "This is not a file of answers. Use the filled workbook, an export of KoboToolbox or ODK "
        "as XLSX, CSV or JSON, or answers saved by Tutela."
    ),
    "file.old-excel": N_(
        "This is a workbook in the old Excel format. Open it and save it as .xlsx."
    ),
    "file.encrypted": N_("The file is protected by a password. Remove the password and save it."),
    "file.damaged": N_("The file is damaged and cannot be read. Save it again and repeat."),
    "file.encoding": N_(
        "The text is neither UTF-8 nor UTF-16. Save the file as CSV UTF-8 and repeat."
    ),
    "file.too-many-values": N_("The file holds more than {limit} values. Split it."),
    "file.empty-form": N_(
        "This is the form without answers. Export the submissions of the form instead."
    ),
    "file.no-answers": N_("The file holds no answer. Check that you chose the filled file."),
    "zip.bomb": N_("The file grows beyond {limit} MB when unpacked, so it was not opened."),
    "zip.entries": N_("The file holds more than {limit} parts. Save it again as a plain workbook."),
    "zip.duplicate": N_("The part {part} is in the file twice. Save the file again and repeat."),
    "xml.entity": N_(
        "The part {part} defines entities, which a workbook never needs. The file was not opened."
    ),
    "workbook.macro": N_("The workbook contains macros. Save it as .xlsx without macros."),
    "workbook.external": N_(
        "The workbook is linked to another file ({part}). Break the links and save it."
    ),
    "workbook.binary": N_("The workbook is in a binary format. Save it as .xlsx."),
    "workbook.too-large": N_(
        "A sheet has more than {rows} rows or {columns} columns. Remove what is not an answer."
    ),
    "sheet.missing": N_("The sheet {name} is missing. Fill in a fresh copy of the workbook."),
    "sheet.duplicate": N_("Two sheets have the same name. Fill in a fresh copy of the workbook."),
    "column.missing": N_(
        "The column {name} is missing. Export again with XML values and headers, and all columns."
    ),
    "column.duplicate": N_("The column {name} is there twice. Remove one of them."),
    "row.missing": N_("The question {indicator} is missing. Fill in a fresh copy of the workbook."),
    "version.missing": N_(
        "The version of the instrument is missing. Use the form as it was given out."
    ),
    "version.wrong": N_(
        "The answers belong to version {found} of the instrument, and version {expected} is in "
        "use. Fill in the present form."
    ),
    "instrument.altered": N_(
        "The list of questions was changed. Copy the answers into a fresh workbook."
    ),
    "indicator.unknown": N_(
        "There is no question {indicator}. Use the codes as they stand in the form."
    ),
    "indicator.duplicate": N_(
        "The agency {agency} answers the question {indicator} twice. Keep one of the answers."
    ),
    "agency.missing": N_("The name of the agency is missing. Write it as the focal point does."),
    "cell.formula": N_("The cell holds a formula. Write the value itself."),
    "cell.error": N_("The cell holds an error of the spreadsheet. Write the value itself."),
    "text.too-long": N_("The text has {length} characters. Shorten it to {limit} or fewer."),
    "text.control": N_("The text holds invisible control characters. Type the text again."),
    "level.unknown": N_(
        "“{value}” is not an answer. Choose a level from 0 to 4, unknown, or does not apply."
    ),
    "state.unknown": N_("“{value}” is not a state of an answer. Use one of: {states}."),
    "state.level": N_(
        "The state “{state}” and the level do not fit together. Correct one of them."
    ),
    "state.evidence": N_(
        "The state “{state}” needs evidence. Add the evidence, or use the state “asserted”."
    ),
    "date.unreadable": N_("“{value}” is not a date. Write it as year-month-day: 2026-03-31."),
    "date.future": N_("The date {value} is in the future. Write the day it really happened."),
    "date.early": N_("The date {value} is before {earliest}. Check the year."),
    "evidence.no-title": N_("The evidence has no title. Say in a few words what it is."),
    "evidence.no-date": N_("The evidence has no date. Evidence ages, so its date is needed."),
    "evidence.no-level": N_(
        "Evidence is given, but no level from 1 to 4. Choose a level, or remove the evidence."
    ),
    "evidence.level": N_("“{value}” is not a level of evidence. Use a number from 1 to 4."),
    "json.damaged": N_("The JSON text cannot be read: {reason}. Export the file again."),
    "json.deep": N_("The JSON text is nested too deeply. Export the file again."),
    "json.shape": N_("An object is needed here. Export the file again."),
    "json.schema": N_("The schema “{found}” is not known. The schema in use is “{expected}”."),
    "csv.damaged": N_("The row cannot be split into columns: {reason}. Export the file again."),
    "csv.columns": N_("The row has {found} columns instead of {expected}. Check its quotation."),
    "country.unknown": N_("“{value}” is not a three-letter code of a State."),
    "country.differs": N_(
        "The answers belong to {found}, and others to {expected}. Import one State at a time."
    ),
    "settlement.reason": N_("The settlement has no reason. Say why this level stands."),
    "settlement.differs": N_("Two files settle this question differently. Keep one of them."),
    "submissions.too-many": N_("The file holds more than {limit} submissions. Split it."),
    "submissions.page": N_(
        "The export holds only a part of the submissions. Export all of them into one file."
    ),
    "problems.more": N_("There are more problems than can be listed. Correct these first."),
}

SHAPES: Mapping[str, str] = {
    "list": N_("A list is needed here. Export the file again."),
    "number": N_("A number is needed here. Export the file again."),
    "object": ERRORS["json.shape"],
    "text": N_("A text is needed here. Export the file again."),
}
"""Whole sentences, because the word for a kind bends with the language."""

WARNINGS: Mapping[str, str] = {
    "date.assumed": N_("The day of the answers is missing, so {value} was taken."),
    "answer.words": N_(
        "The words beside the level {level} are not those of this question. Check the answer."
    ),
    "answer.repeated": N_("The same answer is in two files. It was taken once."),
    "evidence.above": N_(
        "The evidence supports level {level}, which is above the answer. Check the answer."
    ),
    "note.without-answer": N_("There is a note but no answer, so the answer was read as unknown."),
    "language.other": N_("The workbook does not say its language. English was assumed."),
    "column.ignored": N_("The column {name} is not part of the form and was left out."),
}


def error(code: str, place: Place, **params: object) -> Problem:
    """Make a problem that keeps a file out."""
    template = SHAPES[str(params["expected"])] if code == "json.shape" else ERRORS[code]
    return Problem(code=code, template=template, place=place, params=params)


def warning(code: str, place: Place, **params: object) -> Problem:
    """Make a problem that people should see, though the file may come in."""
    return Problem(code=code, template=WARNINGS[code], place=place, params=params)
