"""Attack a walled PostgreSQL database and print, as JSON, which attacks got through.

Run as ``python -m tests.storage.battery ADDRESS {walls|plain|naive}``: with walls, without them,
or with walls and a backend that forgets to send the context again after a rollback.
"""

import json
import sys

import django
from django.conf import settings

from tutela.storage.postgresql.address import database_settings


def main(address: str, mode: str) -> None:
    """Set the tables up, attack in each context, print what leaked."""
    apps = ["tests.storage.walled", *(["tutela.storage"] if mode != "plain" else [])]
    settings.configure(
        INSTALLED_APPS=apps,
        DATABASES={"default": database_settings(address)},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
    )
    django.setup()
    if mode == "naive":
        from tutela.storage.postgresql.base import DatabaseWrapper

        DatabaseWrapper._forget = lambda self: setattr(self, "_sent", getattr(self, "_sent", 0))
    from django.core.management import call_command

    call_command("migrate", run_syncdb=True, verbosity=0)
    from tests.storage import moments, probes
    from tutela.storage.wall import acting_for

    scene = probes.set_scene()
    found: dict[str, dict[str, bool]] = {}
    if mode != "naive":
        found["nobody"] = probes.attack(scene)
        with acting_for(scene.a.pk):
            found["A attacks B"] = probes.attack(scene)
        found["sharing"] = probes.attack_shared(scene)
    found["moments"] = moments.attack(scene)
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
