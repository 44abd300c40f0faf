"""What is raised when somebody stops a calculation."""

from tutela.foundation.errors import N_, Conflict


class Stopped(Conflict):
    """The calculation was stopped before it had an answer."""

    code = "planning.stopped"
    template = N_("The calculation was stopped. Nothing was changed; start it again when you like.")
