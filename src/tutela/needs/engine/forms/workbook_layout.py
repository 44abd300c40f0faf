"""Where things stand in the workbook; the reader relies on it, so a change raises SCHEMA."""

SCHEMA = "tutela.workbook/1"
MARKS, LISTS = "tutela", "lists"

# The cover: rows of the fields in column C.
AGENCY_ROW, KIND_ROW, RESPONDENT_ROW, DATE_ROW = 9, 10, 11, 12
FIELD_COLUMN = 3

# A domain's sheet.
HEAD_ROW, FIRST_ROW, BLOCK = 4, 6, 9
CODE, STATEMENT, PROOF, ANSWER, DATE, REFERENCE, COUNT = range(1, 8)
QUESTION_OFFSET, NOTE_OFFSET, LEVELS_OFFSET = 1, 2, 3
WIDTHS = {CODE: 7, STATEMENT: 50, PROOF: 42, ANSWER: 34, DATE: 14, REFERENCE: 28, COUNT: 4}
