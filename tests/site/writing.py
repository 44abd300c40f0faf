"""Write organisations and files without end; says "begun" once the first is there.

Run as ``python -m tests.site.writing`` with TUTELA_DATA_FOLDER set to a migrated folder.
"""

import itertools


def main() -> None:
    """Write until killed."""
    import django

    django.setup()
    from tutela.foundation.clock import SystemClock
    from tutela.people.engine.roles import Kind
    from tutela.people.store.operations import found_organisation
    from tutela.storage import files

    for n in itertools.count():
        made = found_organisation(name=f"Partner {n}", kind=Kind.PARTNER, state="",
                                  clock=SystemClock())
        files.keep(f"File {n}".encode(), shelf=f"evidence/{made.key}")
        if n == 0:
            print("begun", flush=True)


if __name__ == "__main__":
    main()
