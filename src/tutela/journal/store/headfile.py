"""Heads noted outside the database, so that a chain cut short together with its head is found."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from tutela.journal.engine.entry import Head


def head_file() -> Path:
    """Return the file, which stands beside the journal's key."""
    return Path(settings.JOURNAL_KEY).with_name("journal-heads.log")


def note(head: Head) -> None:
    """Append one head; called after the commit, so the file never knows more than the database."""
    line = json.dumps([head.organisation, head.sequence, head.digest]) + "\n"
    # One write in append mode: lines of several processes do not mix.
    descriptor = os.open(head_file(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(descriptor, line.encode())
    finally:
        os.close(descriptor)


def noted() -> Iterator[Head]:
    """Yield the heads in the order they were noted; a line cut off by a power cut is left out."""
    try:
        stream = head_file().open(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return
    with stream:
        for line in stream:
            try:
                organisation, sequence, digest = json.loads(line)
            except ValueError:
                continue
            yield Head(organisation=organisation, sequence=sequence, digest=digest)
