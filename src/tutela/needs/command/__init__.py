"""``tutela needs``: forms out, answers in, scores, reports, comparisons. Needs no database."""

import click

from tutela.needs.command.forms import check, import_, template
from tutela.needs.command.results import compare, report, score


@click.group(name="needs", context_settings={"help_option_names": ["-h", "--help"]})
def group() -> None:
    """Assess a State's needs: give forms out, take answers in, score, compare and report."""


for _verb in (template, check, import_, score, report, compare):
    group.add_command(_verb)
