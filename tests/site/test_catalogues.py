"""The catalogues hold every message of the sources, whole and in every language."""

import re
from string import Formatter

import pytest

from tools import messages

_NAMED = re.compile(r"%\((\w+)\)[sd]")


def _fields(text: str) -> set[str]:
    braces = set()
    if not _NAMED.search(text):
        braces = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    return braces | set(_NAMED.findall(text))


def _translated(folder: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Pairs of the English forms and the translated forms, for what is translated at all."""
    pairs = []
    for message in messages.read(folder):
        if not message.id:
            continue
        english = message.id if isinstance(message.id, tuple) else (message.id,)
        words = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if any(words):
            pairs.append((tuple(english), tuple(words)))
    return pairs


@pytest.fixture(scope="module")
def found() -> set[tuple[str, str | None]]:
    """Id and context of every message in the sources."""
    return {(_key(message), message.context) for message in messages.template_catalogue()
            if message.id}


def _key(message) -> str:
    return message.id[0] if isinstance(message.id, tuple) else message.id


def test_the_sources_hold_messages_of_all_kinds(found) -> None:
    assert ("Skip to the main content", None) in found  # in a template
    assert ("Agencies disagree", "state of an answer") in found  # in Python, with a context
    assert ("One thing to correct", None) in found  # with a plural
    assert ("This was not found. It may have been removed, or it belongs to someone else.",
            None) in found  # marked only


@pytest.mark.parametrize("folder", messages.FOLDERS)
def test_catalogue_knows_the_messages_of_the_sources_and_no_others(folder, found) -> None:
    known = {(_key(message), message.context) for message in messages.read(folder) if message.id}
    assert sorted(found - known) == [], "run: python tools/messages.py update"
    assert sorted(known - found) == [], "run: python tools/messages.py update"


@pytest.mark.parametrize("folder", messages.FOLDERS)
def test_every_message_is_translated_in_every_form(folder) -> None:
    assert messages.untranslated(folder) == []


@pytest.mark.parametrize("folder", messages.FOLDERS)
def test_placeholders_are_those_of_the_english(folder) -> None:
    wrong = []
    for english, words in _translated(folder):
        wanted = set().union(*map(_fields, english))
        # One form of a plural may say the number in a word; none may name another placeholder.
        needed = set.intersection(*map(_fields, english))
        wrong += [form for form in words if form and not needed <= _fields(form) <= wanted]
    assert wrong == []


@pytest.mark.parametrize("folder", messages.FOLDERS)
def test_compiled_catalogue_is_made_from_the_text(folder) -> None:
    compiled = messages.LOCALE / folder / "LC_MESSAGES/django.mo"
    made = messages.compiled(folder)
    assert compiled.read_bytes() == made, "run: python tools/messages.py compile"


def test_django_and_the_engines_read_the_same_folder() -> None:
    from django.utils.translation import gettext as django_gettext
    from django.utils.translation import override, to_locale

    from tutela.foundation.language import CODES, catalogue, tag

    for code in CODES:
        assert code == "en" or to_locale(tag(code)) in messages.FOLDERS
        for english in ("Overview", "Skip to the main content"):
            with override(tag(code)):
                assert django_gettext(english) == catalogue(code).gettext(english)
