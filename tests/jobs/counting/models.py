"""One row for each time a job's effect was kept."""

from typing import ClassVar

from django.db import models

from tutela.storage.wall import Wall


class Effect(models.Model):
    wall: ClassVar[Wall] = Wall(columns=("organisation",))
    organisation = models.BigIntegerField()
    n = models.IntegerField()

    def __str__(self) -> str:
        return str(self.n)
