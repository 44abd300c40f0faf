"""Write the pages of docs/reference that are made from the programme.

Usage: python -m tools.reference    from the top folder
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import click

from tools.reference_tables import errors_page, roles_page
from tutela.command import GROUPS
from tutela.command import main as tutela
from tutela.foundation.options import OPTIONS
from tutela.terminal import EXIT_CODES

FOLDER = Path(__file__).parent.parent / "docs/reference"
_MADE = "<!-- Made by tools/reference.py; do not edit. -->\n\n"


def options_page() -> str:
    """Return the page that lists every option."""
    parts = ["# Options\n", _OPTIONS_INTRODUCTION]
    for option in OPTIONS:
        default = f"`{option.default}`" if option.default else "empty"
        parts.append(f"## `{option.name}`\n\n{option.help}\n\n"
                     f"- Variable: `{option.variable}`"
                     f"{f' or `{option.variable}_FILE`' if option.secret else ''}\n"
                     f"- Value: {option.kind}\n- Default: {default}\n")
    return "\n".join(parts)


_OPTIONS_INTRODUCTION = """\
An option's value is the first that is found: the variable in the environment; the content of the
file that the variable with `_FILE` at its end names; the line in the section `[tutela]` of the file
`tutela.ini` (another file is named by `TUTELA_INI`); the default. `tutela site options` shows what
an installation uses, without its secrets. Unknown names in the file are refused.
"""


def verbs() -> Iterator[tuple[str, click.Command]]:
    """Return every verb with its full name, in the order of the help."""
    context = click.Context(tutela, info_name="tutela")
    for name in GROUPS:
        group = tutela.get_command(context, name)
        if group is not None:
            yield from _below(group, f"tutela {name}")


def _below(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    if not isinstance(command, click.Group):
        yield name, command
        return
    context = click.Context(command, info_name=name)
    for word in command.list_commands(context):
        found = command.get_command(context, word)
        if found is not None:
            yield from _below(found, f"{name} {word}")


def commands_page() -> str:
    """Return the page that lists every verb."""
    parts = ["# Commands\n", _COMMANDS_INTRODUCTION, _exit_codes()]
    for name, command in verbs():
        context = click.Context(command, info_name=name, terminal_width=96, max_content_width=96)
        parts.append(f"## {name}\n\n```text\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


_COMMANDS_INTRODUCTION = """\
Every verb takes `--json` and then prints one JSON object, also for an error. Completion of words:
`eval "$(_TUTELA_COMPLETE=bash_source tutela)"` (likewise `zsh_source`, `fish_source`).
"""


def _exit_codes() -> str:
    rows = "\n".join(f"| {code} | {words} |" for code, words in EXIT_CODES.items())
    return f"## Exit codes\n\n| code | meaning |\n|---|---|\n{rows}\n"


PAGES: dict[str, Callable[[], str]] = {
    "options.md": options_page, "commands.md": commands_page, "errors.md": errors_page,
    "roles.md": roles_page,
}
"""What makes each page, by file name."""


def page(name: str) -> str:
    """Return the whole text of a page."""
    return _MADE + PAGES[name]()


def main() -> None:
    """Write the pages."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in PAGES:
        (FOLDER / name).write_text(page(name), "utf-8")


if __name__ == "__main__":
    main()
