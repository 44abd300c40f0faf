"""What the programme body changed in the catalogue of activity types."""

from typing import ClassVar

from django.db import models

from tutela.storage.wall import Wall


class CatalogueEdit(models.Model):
    """One type as one programme body plans with it; ``values`` holds only what differs.

    Words by language stand under "words"; False in place of values takes the type out.
    """

    wall: ClassVar[Wall] = Wall(columns=("owner_id",))

    owner = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    type = models.CharField(max_length=60)
    values = models.JSONField(default=dict)
    reason = models.CharField(max_length=500)
    edited_at = models.DateTimeField()
    edited_by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "type"], name="planning_one_edit_of_a_type"
            )
        ]

    def __str__(self) -> str:
        return self.type
