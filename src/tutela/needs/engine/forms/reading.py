"""What came out of reading one file: answers, or every reason why not."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tutela.foundation.errors import Place, Problem
from tutela.needs.engine.answers import AnswerSet
from tutela.needs.engine.forms.problems import error, warning

MOST_PROBLEMS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One file, or several together, after reading. All or nothing.

    Attributes:
        file: Name of the file, "" for several together.
        form: "workbook", "kobo-xlsx", "kobo-csv", "kobo-json", "answers-json", "answers-csv",
            "together", or "" when it was not recognised.
        answers: What it holds; without a single answer unless ``accepted``.
        errors: What keeps it out, in the order of the file.
        warnings: What people should look at, in the order of the file.
        marks: What the file says of itself: language, assessment, respondent, agency kind.
    """

    file: str
    form: str
    answers: AnswerSet
    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)

    @property
    def accepted(self) -> bool:
        """Return whether the file may come in."""
        return not self.errors

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return errors, then warnings."""
        return self.errors + self.warnings


class Ledger:
    """Collects the problems of one file while it is read."""

    def __init__(self, *, file: str) -> None:
        """Start with nothing wrong."""
        self.file = file
        self.errors: list[Problem] = []
        self.warnings: list[Problem] = []

    def error(self, code: str, place: Place | None = None, **params: object) -> None:
        """Add a problem that keeps the file out; the list ends with "more" when it grows long."""
        if len(self.errors) < MOST_PROBLEMS:
            self.errors.append(error(code, place or Place(file=self.file), **params))
        elif len(self.errors) == MOST_PROBLEMS:
            self.errors.append(error("problems.more", Place(file=self.file)))

    def warn(self, code: str, place: Place | None = None, **params: object) -> None:
        """Add a problem that people should see."""
        if len(self.warnings) < MOST_PROBLEMS:
            self.warnings.append(warning(code, place or Place(file=self.file), **params))

    def place(
        self, *, sheet: str = "", row: int = 0, column: str = "", field: str = ""
    ) -> Place:
        """Return a place in this file."""
        return Place(file=self.file, sheet=sheet, row=row, column=column, field=field)

    def close(
        self, *, form: str, answers: AnswerSet, marks: Mapping[str, str] | None = None
    ) -> Reading:
        """Return the reading; the answers are emptied when anything keeps the file out."""
        if not self.errors and not answers.answers:
            self.error("file.no-answers")
        return Reading(
            file=self.file, form=form,
            answers=no_answers(version=answers.instrument_version) if self.errors else answers,
            errors=tuple(self.errors), warnings=tuple(self.warnings), marks=dict(marks or {}),
        )

    def refuse(self, *, form: str = "", version: int = 0) -> Reading:
        """Return the reading of a file that could not be read to its end."""
        if not self.errors:
            self.error("file.damaged")
        return self.close(form=form, answers=no_answers(version=version))


def no_answers(*, version: int) -> AnswerSet:
    """Return a set without answers."""
    return AnswerSet(
        country="", country_names={}, title="", instrument_version=version, agencies={}, answers=()
    )
