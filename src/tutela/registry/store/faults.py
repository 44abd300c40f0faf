"""Errors that only the registry raises."""

from tutela.foundation.errors import N_, Conflict, InputRefused, NotAllowed


class RecordRefused(InputRefused):
    """A record does not hold what it must."""

    code = "registry.record-refused"
    template = N_("The record has problems and was not kept. Correct what is named below.")


class RecordChanged(Conflict):
    """Somebody saved another version first."""

    code = "registry.record-changed"
    template = N_(
        "Somebody changed this record while you were writing. Nothing was overwritten. Read the "
        "present version, then make your change again."
    )


class AlreadyRegistered(Conflict):
    """The owner has a record with this key from this source."""

    code = "registry.already-registered"
    template = N_(
        "Your organisation has a record with this key from this source already. Change that "
        "record, or give this one another key."
    )


class ImportSettled(Conflict):
    """A file was taken over or discarded before, or is still being read."""

    code = "registry.import-settled"
    template = N_(
        "This file is not waiting for a decision. It was taken over or discarded already, or it "
        "is still being read."
    )


class ImportStopped(Conflict):
    """Somebody asked to stop while a file was read or taken over."""

    code = "registry.import-stopped"
    template = N_("Reading this file was stopped. Nothing of it was kept.")


class CannotMerge(Conflict):
    """The records cannot be merged as asked."""

    code = "registry.cannot-merge"
    template = N_(
        "These records cannot be merged. Choose at least two that are shown and not merged with "
        "others; undo their other merge first."
    )


class NotMerged(Conflict):
    """A merge was undone before."""

    code = "registry.not-merged"
    template = N_("This merge was undone already.")


class SuggestionSettled(Conflict):
    """A suggestion was answered before."""

    code = "registry.suggestion-settled"
    template = N_("This suggestion was answered already.")


class KeyRefused(NotAllowed):
    """A key is unknown, has ended, or does not allow this."""

    code = "registry.key-refused"
    template = N_("This key does not allow that. Ask the programme for a key with this right.")
