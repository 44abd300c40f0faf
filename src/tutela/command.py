"""The ``tutela`` command: each capability's verbs; a group is loaded only when it is used."""

import importlib
import os
from collections.abc import Iterator

import click

from tutela import __version__

GROUPS = {
    "needs": ("tutela.needs.command", "Assess a State's needs: forms, import, scores, report."),
    "registry": ("tutela.registry.command", "Who trains whom: import, find, compare, export."),
    "planning": ("tutela.planning.command", "Plan a programme from needs, money and the registry."),
    "people": ("tutela.people.command", "Organisations, accounts and invitations."),
    "journal": ("tutela.journal.command", "Verify the record of who did what."),
    "jobs": ("tutela.jobs.command", "Background work."),
    "site": ("tutela.site.command", "Set up, check and serve the web application."),
}


class _Lazy(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(GROUPS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in GROUPS:
            return None
        module, _ = GROUPS[cmd_name]
        group = importlib.import_module(module).group
        if not isinstance(group, click.Command):
            raise TypeError(f"{module}.group is not a command")
        return group

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for name, (_, words) in GROUPS.items():
            group = self.get_command(ctx, name)
            with formatter.section(f"{name} – {words.removesuffix('.')}"):
                formatter.write_dl([(path, said) for path, said in _verbs(group, name)])


def _verbs(command: click.Command | None, path: str) -> Iterator[tuple[str, str]]:
    """Yield every verb below a group with its first sentence."""
    if isinstance(command, click.Group):
        for name, below in sorted(command.commands.items()):
            yield from _verbs(below, f"{path} {name}")
    elif command is not None:
        yield path, command.get_short_help_str(90)


@click.group(cls=_Lazy)
@click.version_option(__version__, prog_name="tutela")
def main() -> None:
    """Tutela: assess, plan and equip a State's response to offences against children online."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tutela.site.settings")


if __name__ == "__main__":
    main(prog_name="tutela")
