"""Errors that only planning raises."""

from tutela.foundation.errors import N_, Conflict


class DraftChanged(Conflict):
    """Somebody saved another set-up first."""

    code = "planning.draft-changed"
    template = N_(
        "A colleague changed this plan while you were writing. Nothing was overwritten. Load the "
        "page again and repeat your change."
    )


class CatalogueChanged(Conflict):
    """Somebody changed the catalogue first."""

    code = "planning.catalogue-changed"
    template = N_(
        "A colleague changed the catalogue after you looked at your file. Nothing was overwritten. "
        "Download the present changes, add yours, and upload the file again."
    )


class NotReady(Conflict):
    """A part of the set-up is missing, so there is nothing to solve."""

    code = "planning.not-ready"
    template = N_(
        "The plan cannot be solved yet: it needs States with needs, money and trainers. The set-up "
        "page shows what is missing."
    )


class AlreadySolving(Conflict):
    """A run of the same plan is not over."""

    code = "planning.solving"
    template = N_("This plan is being solved. Wait until it is done, or stop it first.")


class NotInThisState(Conflict):
    """The version is not where this step begins."""

    code = "planning.version-moved"
    template = N_(
        "This version was sent, approved or returned in the meantime. Load the page to see how it "
        "stands."
    )


class NoPlanToSend(Conflict):
    """A version without a plan cannot be sent."""

    code = "planning.infeasible"
    template = N_("This version holds no plan, because its rules clash. Change a rule and solve.")


class OwnPlan(Conflict):
    """Who solved or sent a version does not approve it."""

    code = "planning.own-plan"
    template = N_(
        "You solved or sent this version, so somebody else has to decide on it. Ask another "
        "administrator of the programme."
    )
