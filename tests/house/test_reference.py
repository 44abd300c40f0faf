"""The reference pages say what the programme has: every option, every verb."""

from tools import reference


def test_options_page_is_the_table_of_options() -> None:
    page = reference.PAGES["options.md"].read_text("utf-8")
    assert page == reference.options_page(), "run: python tools/reference.py"


def test_commands_page_is_the_tree_of_verbs() -> None:
    page = reference.PAGES["commands.md"].read_text("utf-8")
    assert page == reference.commands_page(), "run: python tools/reference.py"


def test_every_verb_has_help() -> None:
    assert [name for name, verb in reference.verbs() if not (verb.help or "").strip()] == []


def test_every_option_has_help_and_is_named_once() -> None:
    from tutela.foundation.options import OPTIONS

    assert [option.name for option in OPTIONS if len(option.help) < 20] == []
    assert len({option.name for option in OPTIONS}) == len(OPTIONS)
