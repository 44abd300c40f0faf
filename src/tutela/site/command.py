"""``tutela site``: set up, check and serve the web application."""

import os
from pathlib import Path
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
@click.argument("file", type=click.Path(path_type=Path))
@verb
def backup(file: Path) -> dict[str, Any]:
    """Write a backup to FILE while the site runs (SQLite): database, evidence, reports, keys.

    FILE is a tar archive that must not exist yet. An encrypted database stays encrypted;
    everything else lies in it as plain files, the keys too. Keep it as safe as the installation.
    """
    _django()
    from django.conf import settings

    from tutela.site.backing_up import back_up

    names = back_up(target=file)
    lines = [f"{file} holds: {', '.join(names)}."]
    if settings.OPTIONS["secret_key"]:
        lines.append("The option secret_key is not in it: keep it too.")
    if settings.OPTIONS["database_key"]:
        lines.append("The passphrase of the database is not in it: keep it in another place.")
    return {"file": str(file), "holds": names, "text": "\n".join(lines)}


@group.command()
@click.option("--new", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="A file that holds the new passphrase, at least 20 characters.")
@click.option("--remove", is_flag=True, help="Leave the database without encryption.")
@verb
def rekey(new: Path | None, remove: bool) -> dict[str, Any]:
    """Encrypt the SQLite database, change its passphrase, or remove the encryption.

    The present passphrase is the one in the option database_key; empty means not encrypted. Stop
    the site and the worker first, and make a backup. Set the option to the new one afterwards.
    """
    if (new is None) != remove:
        raise click.UsageError("Write either --new FILE or --remove.")
    _django()
    from tutela.site.setup import rekey as run

    run(new=new.read_text("utf-8").rstrip("\n") if new else "")
    done = "no longer encrypted" if remove else "encrypted with the new passphrase"
    return {"encrypted": not remove,
            "text": f"The database is {done}. Set the option database_key to match, then start."}


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
