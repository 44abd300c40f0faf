"""Why a record may be the same as another, in words."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tutela.people.engine.roles import Action
from tutela.people.engine.viewer import Viewer
from tutela.registry.store.queries.desk import Pair
from tutela.registry.web.presenters import lines, weighing


def alike(pair: Pair, key: int, *, viewer: Viewer) -> dict[str, Any]:
    """Return the other record of a pair, how likely they are the same, and the reasons."""
    first = pair.left.key == key
    names = (_("This record"), _("The other"))
    return {
        **lines.line(pair.right if first else pair.left),
        "chance": weighing.chance(pair.score),
        "rows": weighing.reasons(pair.reasons, pair.left.activity, pair.right.activity),
        "left": names[0] if first else names[1], "right": names[1] if first else names[0],
        "decide": reverse("registry:pair", args=[pair.key]) if viewer.may(Action.CURATE) else "",
    }
