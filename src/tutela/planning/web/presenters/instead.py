"""What would leave a plan for one activity, as sentences."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from tutela.foundation.language import language as spoken_language
from tutela.planning.store.queries.plans import Version
from tutela.planning.store.queries.questions import Instead, Pair
from tutela.planning.web.presenters.names import Names

_SMALL = 0.00005
"""Share of all need below which a plan closes as much as before."""


def sentences(version: Version, one: Instead, names: Names) -> list[str]:
    """Say whether a plan has it, what leaves, what enters, and how much less is closed."""
    if one.status != "done":
        return []
    if not one.possible:
        return [_("No plan that keeps every rule holds it.")]
    said = [_("It is possible.")]
    said.append(
        _("These would leave the plan: {activities}.").format(
            activities=_named(one.leaves, names))
        if one.leaves else _("Nothing would leave the plan.")
    )
    if one.enters:
        said.append(_("These would come in besides: {activities}.").format(
            activities=_named(one.enters, names)))
    return [*said, _loss(version, one, names)]


def _loss(version: Version, one: Instead, names: Names) -> str:
    share = one.loss / version.solution.need if version.solution.need else 0.0
    if abs(share) < _SMALL:
        return _("The plan would close as much of the need as now.")
    about = spoken_language(names.language).share(abs(share), 2)
    if share > 0:
        return _("The plan would close less: {share} of all need.").format(share=about)
    return _("The plan would close {share} of all need more, within its proven distance.").format(
        share=about)


def _named(pairs: Iterable[Pair], names: Names) -> str:
    return _("; ").join(
        _("{activity} ({state})").format(activity=names.type(kind), state=names.state(state))
        for state, kind in pairs
    )
