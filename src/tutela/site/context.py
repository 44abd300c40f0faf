"""What every template can use: language, direction, theme, menu, viewer."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.translation import get_language

from tutela.foundation.language import from_tag, language, languages, tag
from tutela.site.navigation import account_links, menu

SHEETS = tuple(
    f"site/theme/{name}.css"
    for name in ("ground", "masthead", "page", "forms", "tables", "figures", "work", "lists",
                 "door", "print")
)
"""The theme's files, in the order in which they override each other."""


def fixed() -> dict[str, Any]:
    """Return what depends on nothing but the language: enough to draw a page in any trouble."""
    spoken = language(from_tag(get_language()))
    return {
        "language": spoken,
        "language_tag": tag(spoken.code),
        "all_languages": [(tag(one.code), one) for one in languages().values()],
        "theme": "auto",
        "theme_sheets": SHEETS,
        "demonstration": settings.OPTIONS["demonstration"],
    }


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the values that base.html and door.html need."""
    viewer = getattr(request, "viewer", None)
    account = getattr(request, "user", None)
    known = {**fixed(), "viewer": viewer, "sign_in_address": resolve_url(settings.LOGIN_URL)}
    if account is None or not account.is_authenticated:
        return known
    return {
        **known,
        "account": account,
        "theme": getattr(account, "theme", "auto"),
        "main_menu": menu(path=request.path, viewer=viewer) if viewer else [],
        "account_links": account_links(),
        "organisation": getattr(request, "organisation", None),
    }
