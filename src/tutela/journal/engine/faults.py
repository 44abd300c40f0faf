"""What is said of the first bad entry of a journal."""

from tutela.foundation.errors import N_, IntegrityFault
from tutela.journal.engine.chain import BadEntry, Reason


class BadJournal(IntegrityFault):
    """An organisation's journal is not as it was written."""

    code = "journal.bad"
    template = N_("The journal of organisation {organisation} is bad at entry {sequence}.")


class EntryChanged(BadJournal):
    """An entry's words do not match its digest."""

    code = "journal.changed"
    template = N_(
        "Entry {sequence} in the journal of organisation {organisation} was changed after it "
        "was written."
    )


class EntryRemoved(BadJournal):
    """An entry is missing between others."""

    code = "journal.removed"
    template = N_("Entry {sequence} was removed from the journal of organisation {organisation}.")


class EntriesReordered(BadJournal):
    """Entries stand in another order than they were written in."""

    code = "journal.reordered"
    template = N_(
        "The journal of organisation {organisation} was put into another order, from entry "
        "{sequence} on."
    )


class EntryInserted(BadJournal):
    """An entry was put in that does not belong to the chain."""

    code = "journal.inserted"
    template = N_(
        "Entry {sequence} was put into the journal of organisation {organisation} later; it does "
        "not belong to the chain."
    )


class WrongSignature(BadJournal):
    """An entry was not signed with the installation's key."""

    code = "journal.wrong-signature"
    template = N_(
        "Entry {sequence} in the journal of organisation {organisation} was not signed with this "
        "installation's key."
    )


class JournalTruncated(BadJournal):
    """Entries are missing at the end."""

    code = "journal.truncated"
    template = N_(
        "The journal of organisation {organisation} was cut short: entry {sequence} and what "
        "followed is missing."
    )


class EntryReplaced(BadJournal):
    """An entry has another digest than was noted when it was written."""

    code = "journal.replaced"
    template = N_(
        "Entry {sequence} in the journal of organisation {organisation} was replaced: its digest "
        "is not the one that was noted."
    )


class UnknownHead(IntegrityFault):
    """No entry has the digest that somebody noted."""

    code = "journal.unknown-head"
    template = N_(
        "No entry of the journal has the digest {digest}. Check that it was copied fully; if so, "
        "the journal was cut short or rewritten after it was noted."
    )


_FAULTS: dict[Reason, type[BadJournal]] = {
    Reason.CHANGED: EntryChanged,
    Reason.REMOVED: EntryRemoved,
    Reason.REORDERED: EntriesReordered,
    Reason.INSERTED: EntryInserted,
    Reason.WRONG_SIGNATURE: WrongSignature,
    Reason.TRUNCATED: JournalTruncated,
    Reason.REPLACED: EntryReplaced,
}


def fault_of(bad: BadEntry) -> BadJournal:
    """Return the error that says what is wrong with an entry."""
    fault = _FAULTS[bad.reason]
    return fault(organisation=bad.organisation, sequence=bad.sequence)
