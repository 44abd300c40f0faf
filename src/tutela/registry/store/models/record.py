"""Activities, materials and experts, each as one source tells it, and what they said before."""

from typing import ClassVar

from django.db import models

from tutela.storage.wall import Wall

SHARED, OWN = "shared", "own"
"""Seen by everyone signed in; seen by its owner and the programme only."""
KEPT, WITHDRAWN = "kept", "withdrawn"


class Record(models.Model):
    """One activity as one source tells it; the body is its JSON, the rest helps to find it."""

    wall: ClassVar[Wall] = Wall(
        columns=("owner_id", "curator_id"), writers=("owner_id", "curator_id"),
        condition="registry_record.visibility = 'shared'",
    )

    owner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    # The programme, which looks after every record; the owner where there is no programme.
    curator = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    source = models.CharField(max_length=200)
    identifier = models.CharField(max_length=500)
    visibility = models.CharField(max_length=6, default=SHARED)
    state = models.CharField(max_length=9, default=KEPT)
    body = models.JSONField()
    digest = models.CharField(max_length=64)
    # Digest of what its source last said; the same again changes nothing, also after corrections.
    source_digest = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField(default=1)
    # A key without constraint: two walls must not ask each other. 0: not merged with others.
    cluster = models.BigIntegerField(default=0)
    title = models.CharField(max_length=300)
    provider = models.CharField(max_length=300, blank=True)
    provider_code = models.BigIntegerField(default=0)
    parent = models.CharField(max_length=500, blank=True)
    sort = models.CharField(max_length=12)
    proficiency = models.CharField(max_length=12, blank=True)
    presence = models.CharField(max_length=6, blank=True)
    status = models.CharField(max_length=9, blank=True)
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("people.Account", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "source", "identifier"], name="registry_one_record_of_a_source"
            )
        ]
        indexes = [
            models.Index(fields=["owner", "visibility"], name="registry_own_records"),
            models.Index(fields=["provider_code"], name="registry_records_by"),
            models.Index(fields=["changed_at", "id"], name="registry_records_since"),
            models.Index(fields=["cluster"], name="registry_merged",
                         condition=models.Q(cluster__gt=0)),
        ]

    def __str__(self) -> str:
        return self.title


class RecordVersion(models.Model):
    """What a record said before a change, who changed it, when and why."""

    append_only = True
    wall: ClassVar[Wall] = Wall(
        columns=("owner_id", "curator_id"), writers=("owner_id", "curator_id"),
        condition="registry_recordversion.visibility = 'shared'",
    )

    record = models.ForeignKey(Record, models.PROTECT, related_name="versions")
    owner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    curator = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    visibility = models.CharField(max_length=6)
    version = models.PositiveIntegerField()
    body = models.JSONField()
    digest = models.CharField(max_length=64)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("people.Account", models.PROTECT, null=True, related_name="+")
    why = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record", "version"], name="registry_one_version_of_a_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.record_id} version {self.version}"


class Material(models.Model):
    """Something to train with."""

    wall: ClassVar[Wall] = Wall(
        columns=("owner_id", "curator_id"), writers=("owner_id", "curator_id"),
        condition="registry_material.visibility = 'shared'",
    )

    owner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    curator = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    source = models.CharField(max_length=200)
    identifier = models.CharField(max_length=500)
    visibility = models.CharField(max_length=6, default=SHARED)
    state = models.CharField(max_length=9, default=KEPT)
    title = models.CharField(max_length=300)
    body = models.JSONField()
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("people.Account", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "source", "identifier"], name="registry_one_material_of_a_source"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Expert(models.Model):
    """A person who trains; without a day of consent only the owner sees the row."""

    wall: ClassVar[Wall] = Wall(
        columns=("owner_id",), writers=("owner_id",),
        condition=(
            "registry_expert.state = 'kept' AND registry_expert.consented IS NOT NULL AND "
            "(registry_expert.visibility = 'everyone' OR registry_expert.curator_id = {me})"
        ),
    )

    owner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    curator = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    consented = models.DateField(null=True)
    visibility = models.CharField(max_length=9, default="programme")
    state = models.CharField(max_length=9, default=KEPT)
    body = models.JSONField()
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("people.Account", models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return self.name
