"""Addresses where the registry is worked on; ``registry`` lists them with the others."""

from collections.abc import Callable
from typing import Any

from tests.reach import registry_working as made
from tests.reach.entry import Arguments, Entry
from tests.reach.world import PEOPLE, World

ENTRIES: tuple[Entry, ...] = ()
"""None of its own: see ``registry``."""

EVERYONE = frozenset(PEOPLE)
OFFICER = frozenset({"programme-officer"})
NOT_REGISTERING = frozenset({"viewer", "police", "trainee"})
REGISTERING = EVERYONE - NOT_REGISTERING
OWNERS = frozenset({"focal-point", "focal-point-administrator", "other-focal-point"})
CHANGING = OWNERS | OFFICER
PROGRAMME = frozenset({"programme-administrator", "programme-officer"})
FOCAL = frozenset({"focal-point", "other-focal-point"})


def _keyed(make: Callable[[World, str], int]) -> Arguments:
    def arguments(world: World, person: str) -> dict[str, Any]:
        return {"key": make(world, person)}

    return arguments


def _record(name: str, **more: Any) -> Entry:
    """Whoever looks after a shared record changes it; others know of it."""
    return Entry(name=f"registry:{name}", arguments=_keyed(made.activity), allowed=CHANGING,
                 reaching=OFFICER, knowing=EVERYONE - OFFICER, **more)


def _import(name: str, *, asks: bool = False, **more: Any) -> Entry:
    """Files on their way in are the organisation's own; the programme curates what it imports."""
    knowing = NOT_REGISTERING | ({"programme-administrator"} if asks else set())
    return Entry(name=f"registry:{name}", arguments=_keyed(made.imported), allowed=OWNERS,
                 knowing=knowing, **more)


def _curated(name: str, make: Callable[[World, str], int], **more: Any) -> Entry:
    return Entry(name=f"registry:{name}", arguments=_keyed(make), allowed=OFFICER,
                 reaching=OFFICER, knowing=EVERYONE - OFFICER, **more)


WORK = (
    *(Entry(name=f"registry:{name}", posts=False)
      for name in ("work", "suggestions", "materials", "experts")),
    Entry(name="registry:digest"), Entry(name="registry:propose"),
    Entry(name="registry:about", method="POST"),
    *(Entry(name=f"registry:{name}", allowed=REGISTERING)
      for name in ("add", "topics", "import-new", "material-add", "expert-add")),
    Entry(name="registry:imports", allowed=REGISTERING, posts=False),
    Entry(name="registry:duplicates", allowed=OFFICER, posts=False),
    Entry(name="registry:merged", allowed=OFFICER, posts=False),
    Entry(name="registry:keys", allowed=OFFICER),
    _record("edit"), _record("withdraw"), _record("restore", method="POST"),
    Entry(name="registry:suggest", arguments=_keyed(made.activity), reaching=EVERYONE),
    _import("import", posts=False), _import("import-columns"),
    _import("import-progress", posts=False), _import("import-rejected", posts=False),
    *(_import(f"import-{name}", asks=True, method="POST") for name in ("keep", "discard", "stop")),
    _curated("pair", made.pair, posts=False), _curated("decide", made.pair, method="POST"),
    _curated("undo", made.merged), _curated("key-revoke", made.key, method="POST"),
    # Whoever made it, and whoever decides; an empty form is refused where one only looks on.
    Entry(name="registry:suggestion", arguments=_keyed(made.suggestion), posts=False,
          allowed=OWNERS | PROGRAMME | {"viewer"}, reaching=PROGRAMME),
    Entry(name="registry:suggestion-change", arguments=_keyed(made.suggestion), allowed=CHANGING,
          reaching=OFFICER, knowing=PROGRAMME - OFFICER),
    Entry(name="registry:material", arguments=_keyed(made.material), reaching=EVERYONE,
          posts=False),
    Entry(name="registry:material-edit", arguments=_keyed(made.material), allowed=CHANGING,
          reaching=OFFICER, knowing=EVERYONE - OFFICER),
    Entry(name="registry:material-withdraw", arguments=_keyed(made.material), allowed=CHANGING,
          reaching=OFFICER, knowing=EVERYONE - OFFICER, method="POST"),
    Entry(name="registry:expert", arguments=_keyed(made.expert), reaching=EVERYONE, posts=False),
    Entry(name="registry:expert-edit", arguments=_keyed(made.expert), allowed=OWNERS,
          knowing=EVERYONE),
    Entry(name="registry:expert-withdraw", arguments=_keyed(made.expert), allowed=OWNERS,
          method="POST"),
    Entry(name="registry:digest-preview", arguments=_keyed(made.watched), allowed=FOCAL,
          posts=False),
    Entry(name="registry:unwatch", arguments=_keyed(made.watched), allowed=FOCAL, method="POST"),
)
