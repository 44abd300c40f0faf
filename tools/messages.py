"""Keep the catalogues of the interface: find every message, update, compile, list what is missing.

Usage: python tools/messages.py update | compile | missing

``update`` writes new messages into src/tutela/locale/<language>/LC_MESSAGES/django.po, keeps
translations and sets aside what is no longer used. ``compile`` makes the .mo files, which are
committed, so that an installation needs no tools. ``missing`` lists what has no translation.
"""

import io
import os
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src/tutela"
LOCALE = SOURCE / "locale"
FOLDERS = ("ar", "zh_Hans", "fr", "ru", "es")
"""English is the messages themselves."""
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None, "N_": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
    "several": (1, 2),  # what engines call ngettext of a catalogue
    "npgettext": ((1, "c"), 2, 3), "npgettext_lazy": ((1, "c"), 2, 3),
}
_TAG = re.compile(r"{[%{].*?[%}]}")
_ARGUMENT = re.compile(r"""_\((["'])(.+?)\1\)""")
_SOMEDAY = datetime(2026, 1, 1, tzinfo=UTC)  # a real date would change every file on every run

Message = tuple[str | tuple[str, str], str | None, str]
"""Id (singular and plural), context, and the file it stands in."""


def in_python(path: Path) -> Iterator[Message]:
    """Find the messages of a Python file."""
    place = path.relative_to(ROOT).as_posix()
    with path.open("rb") as file:
        for _, message, _, context in extract("python", file, KEYWORDS, (), {"encoding": "utf-8"}):
            if message and message[0]:
                yield message if isinstance(message, str) else tuple(message[:2]), context, place


def in_template(path: Path) -> Iterator[Message]:
    """Find the messages of a Django template, with Django's own reading of it."""
    from django.template import Engine  # noqa: PLC0415 - needs Django set up

    place = path.relative_to(ROOT).as_posix()
    source = path.read_text("utf-8")
    for message, context in _in_node(Engine.get_default().from_string(source).nodelist, set()):
        yield message, context, place
    # _("...") among a tag's arguments is resolved while the template is read, so no node keeps it.
    for tag in _TAG.findall(source):
        for _, message in _ARGUMENT.findall(tag):
            yield message.replace("%", "%%"), None, place


def _in_node(thing: object, seen: set[int]) -> Iterator[tuple[str | tuple[str, str], str | None]]:
    """Walk whatever a compiled template holds."""
    from django.template.base import FilterExpression, Node, Variable  # noqa: PLC0415
    from django.templatetags.i18n import BlockTranslateNode, TranslateNode  # noqa: PLC0415

    if id(thing) in seen:
        return
    seen.add(id(thing))
    if isinstance(thing, BlockTranslateNode):
        yield _in_block(thing)
    elif isinstance(thing, Variable):
        if thing.translate and isinstance(thing.literal, str):
            yield thing.literal.replace("%", "%%"), thing.message_context
    elif isinstance(thing, Node | FilterExpression | dict | list | tuple):
        if isinstance(thing, TranslateNode):
            word = thing.filter_expression.var
            word.translate = True
            if thing.message_context is not None:
                word.message_context = thing.message_context.resolve({})
        for part in _parts(thing):
            yield from _in_node(part, seen)


def _in_block(block: Any) -> tuple[str | tuple[str, str], str | None]:
    singular = block.render_token_list(block.singular)[0]
    plural = block.render_token_list(block.plural)[0] if block.plural else ""
    context = block.message_context.resolve({}) if block.message_context else None
    return ((singular, plural) if plural else singular), context


def _parts(thing: object) -> list[object]:
    if isinstance(thing, dict | list | tuple):
        return list(thing.values() if isinstance(thing, dict) else thing)
    slots = [name for kind in type(thing).__mro__ for name in getattr(kind, "__slots__", ())]
    return [*getattr(thing, "__dict__", {}).values(),
            *(getattr(thing, name) for name in slots if hasattr(thing, name))]


def template_catalogue() -> Catalog:
    """Collect every message of the sources."""
    found = Catalog(project="Tutela", creation_date=_SOMEDAY)
    for path in sorted(SOURCE.rglob("*.py")):
        for message, context, place in in_python(path):
            found.add(message, locations=[(place, 0)], context=context)
    for path in sorted([*SOURCE.rglob("templates/**/*.html"), *SOURCE.rglob("templates/**/*.txt")]):
        for message, context, place in in_template(path):
            found.add(message, locations=[(place, 0)], context=context)
    return found


def read(folder: str) -> Catalog:
    """Read a language's catalogue; an empty one when there is none yet."""
    path = LOCALE / folder / "LC_MESSAGES/django.po"
    if not path.exists():
        return Catalog(locale=folder, project="Tutela", creation_date=_SOMEDAY,
                       revision_date=_SOMEDAY)
    with path.open("rb") as file:
        return read_po(file, locale=folder)


def update() -> None:
    """Bring every catalogue up to the sources."""
    template = template_catalogue()
    for folder in FOLDERS:
        current = read(folder)
        # No guesses: a changed sentence is translated anew, by a person.
        current.update(template, no_fuzzy_matching=True, update_creation_date=False)
        path = LOCALE / folder / "LC_MESSAGES/django.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, current, width=100, sort_output=True, include_lineno=False)


def compiled(folder: str) -> bytes:
    """Return the .mo file that belongs to a language's .po file."""
    out = io.BytesIO()
    write_mo(out, read(folder))
    return out.getvalue()


def untranslated(folder: str) -> list[str]:
    """List the messages of the sources that a language lacks, wholly or in one plural form."""
    catalogue = read(folder)
    lacking = []
    for message in template_catalogue():
        if not message.id:
            continue
        key = message.id[0] if isinstance(message.id, tuple) else message.id
        known = catalogue.get(key, message.context)
        words = known.string if known else ""
        forms = words if isinstance(words, tuple | list) else (words,)
        wanted = catalogue.num_plurals if isinstance(message.id, tuple) else 1
        if len(forms) < wanted or not all(forms):
            lacking.append(str(key))
    return lacking


def main() -> None:
    """Do what the command line says."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tutela.site.settings")
    import django  # noqa: PLC0415 - only when run as a tool

    django.setup()
    match sys.argv[1:]:
        case ["update"]:
            update()
        case ["compile"]:
            for folder in FOLDERS:
                (LOCALE / folder / "LC_MESSAGES/django.mo").write_bytes(compiled(folder))
        case ["missing"]:
            for folder in FOLDERS:
                lacking = untranslated(folder)
                print(f"{folder}: {len(lacking)} missing", *lacking, sep="\n  ")
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main()
