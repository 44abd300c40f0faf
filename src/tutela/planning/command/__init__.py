"""``tutela planning``: from needs and money to a plan, its reasons and its documents."""

import click

from tutela.planning.command.documents import document
from tutela.planning.command.reading import compare, explain
from tutela.planning.command.solving import prepare, solve


@click.group(name="planning")
def group() -> None:
    """Plan a programme: prepare a problem, solve it, explain, compare, write the documents."""


for _verb in (prepare, solve, explain, compare, document):
    group.add_command(_verb)
