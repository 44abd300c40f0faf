"""What States ask for, and what an approved plan says to each of them."""

from typing import ClassVar

from django.db import models

from tutela.storage.wall import Wall

# organisations are not walled: their kind is known to every signed-in person.
_PROGRAMME = (
    "EXISTS (SELECT 1 FROM people_organisation o WHERE o.id = {me} AND o.kind = 'programme')"
)


class StateRequest(models.Model):
    """What one State asks the programme for; one row a focal point. The programme reads it.

    ``types`` holds codes; ``everything`` asks for whatever serves the State. Neither: the request
    was withdrawn.
    """

    wall: ClassVar[Wall] = Wall(
        columns=("owner_id",), writers=("owner_id",), condition=_PROGRAMME
    )

    owner = models.OneToOneField("people.Organisation", models.PROTECT, related_name="+")
    state = models.CharField(max_length=3)
    everything = models.BooleanField(default=False)
    types = models.JSONField(default=list)
    note = models.CharField(max_length=500, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"request of {self.state}"


class StateSheet(models.Model):
    """The part of an approved version that concerns one State, for its focal point to read.

    ``content`` is a copy that holds nothing of other States but the names of those that share a
    delivery; ``version`` is a key without constraint, since its reader may not see that table.
    """

    wall: ClassVar[Wall] = Wall(columns=("owner_id", "reader_id"), writers=("owner_id",))

    owner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    reader = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    plan = models.BigIntegerField()
    version = models.BigIntegerField()
    state = models.CharField(max_length=3)
    title = models.CharField(max_length=150)
    number = models.PositiveIntegerField()
    content = models.JSONField()
    approved_at = models.DateTimeField()
    replaced = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "reader"], name="planning_one_sheet_of_a_reader"
            )
        ]
        indexes = [models.Index(fields=["reader", "-approved_at"], name="planning_sheets_of")]

    def __str__(self) -> str:
        return f"{self.state} in {self.title}"
