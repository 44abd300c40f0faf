"""Change roles, end memberships, choose the organisation to act for."""

from tutela.foundation.clock import Clock
from tutela.foundation.errors import N_, Conflict, InputRefused, NotFound, Place, Problem
from tutela.people.engine.roles import ALLOWED, ROLES_OF, Action, Role
from tutela.people.engine.viewer import Viewer
from tutela.people.store import models, queries
from tutela.people.store.recording import COMMAND_LINE, actor_of, work, write

_MANAGING = [role.value for role in Role if Action.MANAGE_PEOPLE in ALLOWED[role]]


class LastManager(Conflict):
    """Nobody else could manage the organisation's people."""

    code = "membership.last-manager"
    template = N_(
        "Nobody else here can invite people. Give another person such a role first, then repeat."
    )


def change_role(*, viewer: Viewer, membership: int, role: Role, clock: Clock) -> None:
    """Give a member of the viewer's organisation another role.

    Raises:
        NotFound: No such current membership here.
        NotAllowed: The role does not manage people.
        InputRefused: The organisation's kind has no such role.
        LastManager: It would leave nobody who manages people.
    """
    found = queries.member(viewer, membership)
    if role not in ROLES_OF[viewer.kind]:
        text = N_("This kind of organisation has no such role. Choose another role.")
        raise InputRefused(
            [Problem(code="membership.role", template=text, place=Place(field="role"))]
        )
    with work(viewer.organisation):
        if role.value not in _MANAGING:
            _keep_a_manager(viewer.organisation, membership)
        models.Membership.objects.filter(pk=found.key).update(role=role.value)
        write(
            organisation=viewer.organisation, actor=actor_of(viewer.account),
            action="membership.change-role", subject=f"membership:{found.key}",
            detail={"from": found.role.value, "to": role.value}, clock=clock,
        )


def end_membership(*, viewer: Viewer, membership: int, clock: Clock) -> None:
    """End a membership of the viewer's organisation; the person's work stays.

    Raises:
        NotFound: No such current membership here.
        NotAllowed: The role does not manage people.
        LastManager: It would leave nobody who manages people.
    """
    found = queries.member(viewer, membership)
    _end(viewer.organisation, found.key, actor_of(viewer.account), clock)


def end_membership_by_operator(*, membership: int, clock: Clock) -> None:
    """End a membership from the command line.

    Raises:
        NotFound: No such current membership.
        LastManager: It would leave nobody who manages people.
    """
    row = models.Membership.objects.filter(pk=membership, ended_at=None).first()
    if row is None:
        raise NotFound
    _end(row.organisation_id, row.pk, COMMAND_LINE, clock)


def choose_organisation(*, viewer: Viewer, membership: int, clock: Clock) -> Viewer:
    """Act for another of the account's organisations and return the viewer that results.

    Raises:
        NotFound: The membership is another account's, or has ended.
    """
    chosen = queries.viewer_for(viewer.account, membership)
    with work(chosen.organisation):
        write(
            organisation=chosen.organisation, actor=actor_of(viewer.account),
            action="membership.act", subject=f"membership:{membership}",
            detail={"from": viewer.organisation}, clock=clock,
        )
    return chosen


def _end(organisation: int, membership: int, actor: str, clock: Clock) -> None:
    with work(organisation):
        _keep_a_manager(organisation, membership)
        models.Membership.objects.filter(pk=membership).update(ended_at=clock.now())
        write(
            organisation=organisation, actor=actor, action="membership.end",
            subject=f"membership:{membership}", detail={}, clock=clock,
        )


def _keep_a_manager(organisation: int, leaving: int) -> None:
    """Refuse when the one who leaves is the last manager; others who leave change nothing."""
    managers = models.Membership.objects.select_for_update().filter(
        organisation=organisation, ended_at=None, role__in=_MANAGING
    )
    keys = set(managers.values_list("pk", flat=True))
    if keys == {leaving}:
        raise LastManager
