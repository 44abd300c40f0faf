"""How every form of the site is drawn: Bootstrap's classes, hints and errors tied to the input."""

from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest

_WIDGETS = "django/forms/widgets/"
_CLASSES = {"select": "form-select", "checkbox": "form-check-input"}
_BARE = {"hidden", "multiple_hidden", "radio", "checkbox_select"}


class Renderer(TemplatesSetting):
    """Draw forms from ``templates/parts``; fields are drawn by ``{{ form.name.as_field_group }}``.

    A template needs ``{% include "parts/error_summary.html" %}`` first in its main part and
    then ``{{ form }}`` or one ``as_field_group`` a field.
    """

    form_template_name = "parts/form.html"
    field_template_name = "parts/field.html"

    def render(self, template_name: str, context: dict[str, Any],
               request: HttpRequest | None = None) -> str:
        """Give each input the class of its kind, then draw it."""
        if template_name.startswith(_WIDGETS):
            kind = template_name.removeprefix(_WIDGETS).removesuffix(".html")
            if kind not in _BARE:
                _dress(context["widget"], _CLASSES.get(kind, "form-control"))
        return str(super().render(template_name, context, request))


def _dress(widget: dict[str, Any], name: str) -> None:
    classes = str(widget["attrs"].get("class", "")).split()
    if name not in classes:
        # A new mapping: the widget's own attributes are shared between requests.
        widget["attrs"] = {**widget["attrs"], "class": " ".join([name, *classes])}
