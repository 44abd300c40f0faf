"""Errors with stable codes, in words a person can act on.

The tree::

    TutelaError
    ├── InputRefused      what was given is wrong; says where and what to do   exit 3
    ├── NotFound          no such object, or not for this viewer               exit 4
    ├── NotAllowed        the viewer may see it, but not do this               exit 5
    ├── Conflict          somebody else changed it first, or the state forbids exit 6
    ├── IntegrityFault    stored data does not match its own proof             exit 7
    └── Misconfigured     an option is missing or wrong                        exit 8

Every concrete error is a subclass with a ``code`` that never changes and an English
``template`` that is also its message id in the catalogues.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from tutela.foundation.language import catalogue


def N_(message: str) -> str:  # noqa: N802 - the name gettext extractors know
    """Mark a message for translation without translating it now."""
    return message


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """Where in the input something is: any of file, sheet, row (1-based), column, field."""

    file: str = ""
    sheet: str = ""
    row: int = 0
    column: str = ""
    field: str = ""

    def text(self, language: str = "en") -> str:
        """Describe the place in one line, widest part first.

        >>> Place(file="answers.xlsx", sheet="C", row=7, column="D").text()
        'file answers.xlsx, sheet C, row 7, column D'
        """
        _ = catalogue(language).gettext
        parts = [
            (self.file, _("file {value}")),
            (self.sheet, _("sheet {value}")),
            (str(self.row or ""), _("row {value}")),
            (self.column, _("column {value}")),
            (self.field, _("field {value}")),
        ]
        return _(", ").join(words.format(value=value) for value, words in parts if value)

    def as_json(self) -> dict[str, str | int]:
        """Return the parts that are set."""
        pairs = {name: getattr(self, name) for name in self.__slots__}
        return {name: value for name, value in pairs.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong with some input: where, a stable code, and words with a remedy."""

    code: str
    template: str
    place: Place = field(default_factory=Place)
    params: Mapping[str, object] = field(default_factory=dict)

    def text(self, language: str = "en") -> str:
        """Say what is wrong and what to do, without the place."""
        return catalogue(language).gettext(self.template).format(**self.params)

    def as_json(self, language: str = "en") -> dict[str, object]:
        """Return code, place and text for ``--json``."""
        return {"code": self.code, "place": self.place.as_json(), "text": self.text(language)}


class TutelaError(Exception):
    """Base of all errors that Tutela raises on purpose."""

    code: ClassVar[str] = "error"
    template: ClassVar[str] = N_("Something went wrong.")
    exit_code: ClassVar[int] = 1

    def __init__(self, **params: object) -> None:
        self.params = params
        super().__init__(self.template.format(**params))

    def text(self, language: str = "en") -> str:
        """Say what went wrong and what to do, in one of the six languages."""
        return catalogue(language).gettext(self.template).format(**self.params)

    def as_json(self, language: str = "en") -> dict[str, object]:
        """Return code and text for ``--json``."""
        return {"code": self.code, "text": self.text(language)}


class InputRefused(TutelaError):  # noqa: N818 - said as a fact, not as an error
    """The input is wrong; nothing of it was kept."""

    code = "input.refused"
    template = N_("The input was refused and nothing was changed.")
    exit_code = 3

    def __init__(self, problems: Sequence[Problem] = (), **params: object) -> None:
        self.problems = tuple(problems)
        super().__init__(**params)

    def as_json(self, language: str = "en") -> dict[str, object]:
        """Return code, text and every problem."""
        problems = [problem.as_json(language) for problem in self.problems]
        return {**super().as_json(language), "problems": problems}


class NotFound(TutelaError):  # noqa: N818 - said as a fact, not as an error
    """No such object, or not one this viewer may know of."""

    code = "not-found"
    template = N_("This was not found. It may have been removed, or it belongs to someone else.")
    exit_code = 4


class NotAllowed(TutelaError):  # noqa: N818 - said as a fact, not as an error
    """The viewer may see the object but not do this with it."""

    code = "not-allowed"
    template = N_("Your role does not allow this. Ask your administrator or focal point.")
    exit_code = 5


class Conflict(TutelaError):  # noqa: N818 - said as a fact, not as an error
    """The object is not in a state that allows this."""

    code = "conflict"
    template = N_("This was changed by someone else in the meantime. Load it again and repeat.")
    exit_code = 6


class IntegrityFault(TutelaError):  # noqa: N818 - said as a fact, not as an error
    """Stored data does not match its own proof."""

    code = "integrity"
    template = N_("Stored data was changed outside the programme.")
    exit_code = 7


class Misconfigured(TutelaError):  # noqa: N818 - said as a fact, not as an error
    """An option is missing or has a value that cannot be used."""

    code = "misconfigured"
    template = N_("The option {option} cannot be used: {reason}")
    exit_code = 8
