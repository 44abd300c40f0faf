"""``tutela site``: set up, check and serve the web application."""

import os
from typing import Any

import click

from tutela.terminal import verb


def _django() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tutela.site.settings")
    django.setup()


@click.group(name="site")
def group() -> None:
    """Set up, check and serve the web application."""


@group.command()
@verb
def migrate() -> dict[str, Any]:
    """Make or update the tables. Safe to repeat; back up first when data is there."""
    _django()
    from tutela.site.setup import migrate as run

    done = run()
    return {"applied": done, "text": f"{len(done)} migrations applied."}


@group.command()
@verb
def check() -> dict[str, Any]:
    """Check the configuration, the database, the disk and the journal's key."""
    _django()
    from tutela.site.setup import check as run

    lines = run()
    return {"checks": lines, "text": "\n".join(f"{name}: {words}" for name, words in lines.items())}


@group.command()
@verb
def serve() -> None:
    """Serve the site until interrupted (option `listen`)."""
    _django()
    from django.conf import settings

    from tutela.site import serving

    serving.processes(settings.OPTIONS)
    click.echo(f"Tutela answers at {settings.OPTIONS['address']}  (Ctrl+C ends it)")
    serving.serve(settings.OPTIONS)


@group.command()
@verb
def demonstration() -> dict[str, Any]:
    """Load invented people and their work, and print one sign-in link for each role."""
    _django()
    from tutela.site.demonstration import load, sign_in_links

    load()
    links = sign_in_links()
    width = max(len(link["role"]) for link in links)
    lines = [f"  {link['role']:<{width}}  {link['name']}: {link['address']}" for link in links]
    return {"links": links, "text": "\n".join(["Each link signs in once:", *lines])}


@group.command()
@verb
def options() -> dict[str, Any]:
    """List every option with its value; secrets are hidden."""
    from tutela.site.setup import options_shown

    shown = options_shown(os.environ)
    lines = [f"{name} = {value}" for name, value in shown.items()]
    return {"options": shown, "text": "\n".join(lines)}
