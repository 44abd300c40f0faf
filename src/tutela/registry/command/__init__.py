"""``tutela registry``: files in and out, search, duplicates, overlaps.

``find`` and ``import`` work on this installation's registry, for the person named with --as.
The others work on files too, without a database, so that two lists can be compared on any laptop.
"""

import click

from tutela.registry.command.comparing import duplicates, overlaps
from tutela.registry.command.keeping import export, find, import_
from tutela.registry.command.telling import send_digests


@click.group(name="registry")
def group() -> None:
    """Who trains whom: import, find, duplicates, overlaps, export, digests."""


for _verb in (import_, find, duplicates, overlaps, export, send_digests):
    group.add_command(_verb)
