"""Errors that only needs raises."""

from tutela.foundation.errors import N_, Conflict, InputRefused, NotAllowed


class AssessmentClosed(Conflict):
    """A closed assessment takes no answers."""

    code = "needs.closed"
    template = N_("This assessment is closed. Ask the focal point to open it again.")


class AnswerChanged(Conflict):
    """Somebody saved another version first; ``params`` hold both versions."""

    code = "needs.answer-changed"
    template = N_(
        "A colleague changed this answer while you were writing. Nothing was overwritten. "
        "Read both versions below, then save the one that is right."
    )


class NotYourPart(NotAllowed):
    """The indicator was not assigned to the viewer's agency."""

    code = "needs.not-your-part"
    template = N_("Your agency was not asked this question. Ask the focal point to assign it.")


class NothingToSettle(Conflict):
    """The agencies do not disagree."""

    code = "needs.nothing-to-settle"
    template = N_("The agencies do not disagree on this question, so nothing has to be settled.")


class UploadRefused(InputRefused):
    """A file is of a kind or size that is not kept."""

    code = "needs.upload-refused"
    template = N_("The file was refused and was not kept.")


class AnswerMoved(Conflict):
    """The answer changed since it was disclosed, so it cannot be verified as read."""

    code = "needs.answer-moved"
    template = N_(
        "The State changed this answer after it shared it. Ask the focal point to share the "
        "present answer, then verify that."
    )


class ImportSettled(Conflict):
    """A checked file was confirmed or discarded already."""

    code = "needs.import-settled"
    template = N_("This file was already confirmed or discarded. Upload it again to repeat.")


class ImportProblems(InputRefused):
    """A file with problems cannot be confirmed."""

    code = "needs.import-problems"
    template = N_(
        "The file has problems, so nothing of it can be taken over. Correct the file and upload "
        "it again."
    )
