"""Every message about a file or record that cannot be taken: what is wrong, and what to do."""

from collections.abc import Mapping

from tutela.foundation.errors import N_, InputRefused, Place, Problem

TEMPLATES: Mapping[str, str] = {
    "file.empty": N_("The file is empty. Choose the file that holds the records."),
    "file.kind": N_(
        "This kind of file cannot be read. What can be read: IATI XML, CSV, XLSX, iCalendar, "
        "schema.org JSON-LD (also inside HTML), ReliefWeb training JSON and TeSS JSON, each also "
        "packed alone in a .gz or .zip file."
    ),
    "file.large": N_("The file has more than {limit} MB. Split it and import the pieces."),
    "file.damaged": N_("The file is damaged and cannot be read. Save or download it again."),
    "file.encrypted": N_("The file is protected by a password. Remove the password and save it."),
    "file.old-excel": N_(
        "This is a workbook in the old Excel format. Open it and save it as .xlsx."
    ),
    "file.encoding": N_(
        "The text is not UTF-8. Save it as CSV UTF-8, or say its encoding in the mapping: "
        "windows-1252, windows-1251, windows-1256 or gb18030."
    ),
    "zip.bomb": N_("The file grows beyond {limit} MB when unpacked, so it was not opened."),
    "zip.entries": N_("The file holds more than {limit} parts. Save it again and repeat."),
    "zip.duplicate": N_("The part {part} is in the file twice. Save the file again and repeat."),
    "zip.several": N_(
        "The packed file holds {count} files. Unpack it and import the files one by one."
    ),
    "zip.nested": N_("The packed file holds another packed file. Unpack it first."),
    "xml.entity": N_(
        "The part {part} defines entities, which a workbook never needs. The file was not opened."
    ),
    "json.damaged": N_("The JSON text cannot be read: {reason}. Download the file again."),
    "json.deep": N_("The JSON text is nested too deeply. Download the file again."),
    "json.many": N_("The file holds more than {limit} values. Split it and import the pieces."),
    "json.shape": N_(
        "The records were not found where they belong. Export them again from the source's own "
        "interface."
    ),
    "json.record": N_("A record with named fields is needed here. Correct or remove this entry."),
    "html.none": N_(
        "The page holds no schema.org data. Ask its makers for an iCalendar or CSV file instead."
    ),
    "calendar.damaged": N_(
        "The calendar cannot be read: {reason}. Export it again from the calendar program."
    ),
    "table.empty": N_("No row of headings was found. Put the names of the columns in row one."),
    "table.row": N_(
        "The row cannot be split into columns: {reason}. Check its quotation marks and save again."
    ),
    "table.wide": N_("The table has more than {limit} columns. Remove those that are not needed."),
    "table.long": N_("The table has more than {limit} rows. Split it and import the pieces."),
    "table.cells": N_(
        "The row has {found} values, and there are {expected} columns. Check its quotation marks."
    ),
    "table.sheet": N_("There is no sheet named {name}. Choose a sheet of this workbook."),
    "table.missing": N_(
        "The column {name} of the mapping is missing. Map the columns of this file anew."
    ),
    "table.twice": N_("The column {name} is there twice. Rename or remove one of them."),
    "mapping.title": N_("No column was recognised as the title. Choose it in the mapping."),
    "mapping.twice": N_(
        "Two columns, {first} and {second}, were recognised as the same field. Choose one of them "
        "in the mapping."
    ),
    "mapping.dates": N_(
        "It cannot be told whether “{value}” puts the day or the month first. Say the order of "
        "dates in the mapping."
    ),
    "mapping.field": N_("The mapping names a field “{value}” that records do not have. Map anew."),
    "mapping.damaged": N_("The saved mapping cannot be read. Map the columns anew."),
    "cell.error": N_("The cell holds an error of the spreadsheet. Write the value itself."),
    "cell.formula": N_(
        "The cell holds a formula that was never computed. Open the workbook in a spreadsheet "
        "program and save it, or write the value itself."
    ),
    "title.missing": N_("The record has no title. Say in a few words what it is."),
    "identifier.repeated": N_(
        "The key {value} stands twice in this file. Give every record a key of its own."
    ),
    "dates.reversed": N_("The last day is before the first day. Correct one of the dates."),
    "budget.currency": N_("The budget has no currency. Add its three-letter code, such as EUR."),
    "text.long": N_("The text has {length} characters. Shorten it to {limit} or fewer."),
    "text.control": N_("The text holds invisible control characters. Type the text again."),
    "text.shape": N_("A text is needed here. Correct the value."),
    "state.unknown": N_(
        "“{value}” is not the name or code of a State. Use a name or a three-letter code."
    ),
    "state.close": N_("“{value}” is not the name or code of a State. Did you mean {close}?"),
    "state.ambiguous": N_("“{value}” can mean more than one State: {close}. Use one of the codes."),
    "code.unknown": N_("“{value}” is not one of the values known here. Use one of: {close}."),
    "date.unreadable": N_("“{value}” is not a date. Write it as year-month-day: 2026-03-31."),
    "date.order": N_(
        "“{value}” can be read with the day or the month first. Say the order of dates in the "
        "mapping, or write 2026-03-31."
    ),
    "date.range": N_("The date {value} is not between 1945 and 2200. Check the year."),
    "number.unreadable": N_("“{value}” is not a number. Write digits only, such as 1250."),
    "number.ambiguous": N_(
        "“{value}” can be read as thousands or as decimals. Write it without separators."
    ),
    "number.range": N_("The number {value} is not possible here. Check it."),
    "number.whole": N_("“{value}” is not a whole number. Write digits only, such as 25."),
    "language.unknown": N_("“{value}” is not a language. Use its name or its code, such as fr."),
    "currency.unknown": N_("“{value}” is not a currency. Use its three-letter code, such as EUR."),
    "url.unsafe": N_("“{value}” is not a public address. Write one that begins with https://."),
    "indicator.unknown": N_(
        "“{value}” is not the code of a need. Use codes such as D02, as the instrument has them."
    ),
    "record.large": N_("The record is larger than {limit} MB. Remove what does not belong to it."),
}


def fault(code: str, place: Place, **params: object) -> Problem:
    """Make the problem of a code.

    >>> fault("title.missing", Place(file="a.csv", row=2)).text()
    'The record has no title. Say in a few words what it is.'
    """
    return Problem(code=code, template=TEMPLATES[code], place=place, params=params)


def refusal(code: str, place: Place, **params: object) -> InputRefused:
    """Make the error that refuses a whole file for one reason."""
    return InputRefused([fault(code, place, **params)])
