"""Keys of other systems, and people who want to be told what is new."""

from typing import ClassVar

from django.db import models

from tutela.storage.wall import Wall


class ApiKey(models.Model):
    """A key another system reads with. Only its digest is kept."""

    owner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class Watch(models.Model):
    """What a person wants to be told of by e-mail; empty lists stand for everything."""

    wall: ClassVar[Wall] = Wall(columns=("owner_id",))

    owner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    account = models.ForeignKey("people.Account", models.CASCADE, related_name="+")
    states = models.JSONField(default=list)
    topics = models.JSONField(default=list)
    frequency = models.CharField(max_length=7)
    created_at = models.DateTimeField()
    told_until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.account_id} {self.frequency}"


class DigestSent(models.Model):
    """One message that went out, and how many records it named."""

    wall: ClassVar[Wall] = Wall(columns=("owner_id",))

    owner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    watch = models.ForeignKey(Watch, models.CASCADE, related_name="sent")
    since = models.DateTimeField()
    sent_at = models.DateTimeField()
    records = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.watch_id} {self.records}"
