"""Write to people who asked to be told what is new."""

from typing import Any

import click

from tutela.terminal import verb


@click.command("send-digests")
@verb
def send_digests() -> dict[str, Any]:
    """Send the digests that are due; run it once a day."""
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()
    from tutela.registry.store.operations import watching

    sent = watching.send_digests()
    return {"sent": sent, "text": f"{sent} digests sent"}
