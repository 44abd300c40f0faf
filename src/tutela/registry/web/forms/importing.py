"""Forms of an import: the file, and what the columns of a table mean."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tutela.pages.request import spoken
from tutela.registry.engine.exchange.mapping import DATE_ORDERS, ENCODINGS, Mapping
from tutela.registry.engine.exchange.mapping import fields as known_fields
from tutela.registry.engine.exchange.table import Preview
from tutela.registry.engine.exchange.words import column_name
from tutela.registry.web.forms import choices
from tutela.registry.web.presenters import words

_WORDED = ("title", "summary")
SAMPLES = 3
"""Values of a column that the form shows."""


class UploadForm(forms.Form):
    """A file of activities."""

    file = forms.FileField(
        label=_("File"), error_messages={"required": _("Choose the file."),
                                         "empty": _("The file is empty. Choose another one.")},
        help_text=_(
            "IATI, CSV, Excel (XLSX), iCalendar, schema.org JSON-LD, ReliefWeb or TeSS JSON. What "
            "it is shows in its content."
        ),
    )
    source = choices.text(
        _("Name of the source"), longest=200, required=True,
        help_text=_("The same name each time: a record is known again by source and key."),
        error_messages={"required": _("Enter where the file comes from, such as the name of the "
                                      "provider.")},
    )
    visibility = forms.ChoiceField(
        label=_("Who sees the records"), widget=forms.RadioSelect, initial="shared",
        choices=[("shared", _("Everyone who is signed in")), ("own", _("Only your organisation"))],
    )


class ColumnsForm(forms.Form):
    """What each column of a table means, and how its dates and lists are written."""

    date_order = forms.ChoiceField(
        label=_("Order of dates"), widget=forms.RadioSelect, required=False,
        choices=[("", _("As each date shows by itself")),
                 ("day", _("Day first, such as 31/12/2026")),
                 ("month", _("Month first, such as 12/31/2026")),
                 ("iso", _("Year first, such as 2026-12-31"))],
    )
    separator = forms.CharField(
        label=_("Between several values in a cell stands"), max_length=3, required=False,
        widget=forms.TextInput(attrs={"class": "w-short"}),
    )
    language = forms.ChoiceField(label=_("Language of titles and descriptions"))
    encoding = forms.ChoiceField(
        label=_("Encoding of the file"), required=False,
        choices=[(code, code or _("Unicode (usual)")) for code in ENCODINGS],
        help_text=_("Change it when letters look wrong."),
    )

    def __init__(self, *args: Any, table: Preview, known: Mapping | None, **kw: Any) -> None:
        self.table = table
        mapping = known or table.mapping
        kw["initial"] = {
            "date_order": mapping.date_order, "separator": mapping.separator,
            "language": mapping.language, "encoding": mapping.encoding,
            **{f"column_{at}": mapping.columns.get(header, "")
               for at, header in enumerate(table.headers)},
            **{f"constant_{name}": mapping.constants.get(name, "") for name in CONSTANTS},
        }
        super().__init__(*args, **kw)
        tongue = self.fields["language"]
        tongue.choices = [("und", _("Not stated")), *choices.languages()]  # type: ignore[attr-defined]
        listed = [("", _("Leave out")), *_meanings(set(mapping.columns.values()))]
        for at, header in enumerate(table.headers):
            if header.strip():
                self.fields[f"column_{at}"] = forms.ChoiceField(
                    label=header, choices=listed, required=False
                )
        self._add_constants()

    def _add_constants(self) -> None:
        self.fields["constant_provider"] = choices.text(_("Provider"), longest=300)
        self.fields["constant_states"] = forms.ChoiceField(
            label=_("State"), choices=[("", _("Not stated")), *choices.states()], required=False
        )
        self.fields["constant_status"] = choices.one_of(_("Status"), words.statuses().items())

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Return each column with some of its values and its field of the form."""
        return [
            {"field": self[f"column_{at}"], "header": header, "samples": self._samples(at)}
            for at, header in enumerate(self.table.headers) if header.strip()
        ]

    def _samples(self, at: int) -> list[str]:
        cells = (row[at] for row in self.table.rows if at < len(row) and row[at].strip())
        return list(dict.fromkeys(cells))[:SAMPLES]

    def clean(self) -> dict[str, Any]:
        """Refuse a table without a title, and two columns for what has one value."""
        found = super().clean() or {}
        chosen = [found.get(f"column_{at}", "") for at in range(len(self.table.headers))]
        if not any(one.partition(":")[0] == "title" for one in chosen):
            self.add_error(None, _("Say which column holds the title. A record needs one."))
        return found

    def mapping(self) -> Mapping:
        """Return what was chosen."""
        told = self.cleaned_data
        columns = {
            header: told[f"column_{at}"] for at, header in enumerate(self.table.headers)
            if told.get(f"column_{at}")
        }
        taken = set(columns.values())
        constants = {
            name: told[f"constant_{name}"] for name in CONSTANTS
            if told.get(f"constant_{name}") and name not in taken
        }
        order = told["date_order"] if told["date_order"] in DATE_ORDERS else ""
        return Mapping(
            columns=columns, constants=constants, date_order=order,
            separator=told["separator"] or ";", language=told["language"],
            encoding=told["encoding"], sheet=self.table.sheet, decimal=self.table.mapping.decimal,
        )


CONSTANTS = ("provider", "states", "status")
"""Fields that may hold for every row."""


def _meanings(present: set[str]) -> list[tuple[str, str]]:
    """Return the fields a column can stand for; titles also once for each language."""
    here, named = spoken(), words.languages()
    found = []
    for name in known_fields():
        found.append((name, column_name(name, here)))
        if name in _WORDED:
            codes = {one.partition(":")[2] for one in present if one.startswith(f"{name}:")}
            every = [code for code, _label in choices.languages()]
            found += [
                (f"{name}:{code}", f"{column_name(name, here)} ({named.get(code, code)})")
                for code in (*every, *sorted(codes - set(every)))
            ]
    return found
