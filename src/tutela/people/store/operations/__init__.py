"""Everything that changes organisations, people, invitations and sessions.

Each operation takes the viewer (or the token that stands for one) and the clock, runs in one
transaction and writes one entry of the journal. Entries hold keys, never names or addresses.
"""

from tutela.people.store.operations.demonstration import (
    demonstration_organisations,
    demonstration_people,
)
from tutela.people.store.operations.factors import reset_factors_by_operator
from tutela.people.store.operations.invitations import (
    Issued,
    accept_invitation,
    create_organisation_with_manager,
    invite,
    invite_by_operator,
    withdraw_invitation,
)
from tutela.people.store.operations.links import issue_link, use_link
from tutela.people.store.operations.memberships import (
    change_role,
    choose_organisation,
    end_membership,
    end_membership_by_operator,
)
from tutela.people.store.operations.organisations import create_organisation, found_organisation
from tutela.people.store.operations.profile import set_profile
from tutela.people.store.operations.sessions import (
    begin_session,
    end_other_sessions,
    end_session,
    forget_session,
    keep_session,
    note_sign_in_change,
)

__all__ = [
    "Issued",
    "accept_invitation",
    "begin_session",
    "change_role",
    "choose_organisation",
    "create_organisation",
    "create_organisation_with_manager",
    "demonstration_organisations",
    "demonstration_people",
    "end_membership",
    "end_membership_by_operator",
    "end_other_sessions",
    "end_session",
    "forget_session",
    "found_organisation",
    "invite",
    "invite_by_operator",
    "issue_link",
    "keep_session",
    "note_sign_in_change",
    "reset_factors_by_operator",
    "set_profile",
    "use_link",
    "withdraw_invitation",
]
