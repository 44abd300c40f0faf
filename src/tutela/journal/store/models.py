"""Entries, which are only ever added, and the head of each organisation's chain."""

from typing import Any, ClassVar, Never

from django.db import models

from tutela.foundation.errors import N_, Conflict
from tutela.storage.wall import Wall


class AppendOnly(Conflict):
    """Somebody tried to change or remove an entry."""

    code = "journal.append-only"
    template = N_("An entry of the journal cannot be changed or removed.")


class EntryQuerySet(models.QuerySet["Entry"]):
    """Reads entries; refuses to change or remove them."""

    def update(self, **_: Any) -> Never:
        """Refuse.

        Raises:
            AppendOnly: Always.
        """
        raise AppendOnly

    def delete(self) -> Never:
        """Refuse.

        Raises:
            AppendOnly: Always.
        """
        raise AppendOnly


class Entry(models.Model):
    """One sealed entry. The detail is kept as canonical JSON text, byte for byte."""

    wall: ClassVar[Wall] = Wall(columns=("organisation",))
    append_only: ClassVar[bool] = True

    organisation = models.BigIntegerField()
    sequence = models.BigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=100)
    action = models.CharField(max_length=100)
    subject = models.CharField(max_length=200)
    detail = models.TextField()
    reason = models.TextField(blank=True)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "sequence"], name="one_entry_at_a_place_of_a_chain"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}/{self.sequence} {self.action}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the entry.

        Raises:
            AppendOnly: It exists already.
        """
        if self.pk is not None:
            raise AppendOnly
        super().save(*args, **kwargs)

    def delete(self, *_: Any, **__: Any) -> Never:
        """Refuse.

        Raises:
            AppendOnly: Always.
        """
        raise AppendOnly


class Head(models.Model):
    """Where an organisation's chain ends; locked while an entry is added, so it never forks.

    Everyone may read heads, because they hold no more than a count and a digest and a verifier
    must know which chains there are.
    """

    wall: ClassVar[Wall] = Wall(columns=("organisation",), condition="true")

    organisation = models.BigIntegerField(primary_key=True)
    sequence = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.organisation}/{self.sequence}"
