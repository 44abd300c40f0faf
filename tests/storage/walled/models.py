"""Tables that exist only to be attacked."""

from typing import ClassVar

from django.db import models

from tutela.storage.wall import Wall


class House(models.Model):
    name = models.CharField(max_length=9)

    def __str__(self) -> str:
        return self.name


class Case(models.Model):
    wall: ClassVar[Wall] = Wall(columns=("house",))
    house = models.ForeignKey(House, models.CASCADE)
    n = models.CharField(max_length=20)

    def __str__(self) -> str:
        return self.n


class Note(models.Model):
    wall: ClassVar[Wall] = Wall(columns=("house",))
    house = models.ForeignKey(House, models.CASCADE)
    case = models.ForeignKey(Case, models.CASCADE, related_name="notes", null=True)
    t = models.CharField(max_length=20)

    def __str__(self) -> str:
        return self.t


class Tag(models.Model):
    cases = models.ManyToManyField(Case, related_name="tags")

    def __str__(self) -> str:
        return f"tag {self.pk}"


class Shared(models.Model):
    """Written by its owner, read by a guest too, and by everyone once it is open."""

    wall: ClassVar[Wall] = Wall(
        columns=("owner", "guest"), writers=("owner",), condition="is_open"
    )
    owner = models.ForeignKey(House, models.CASCADE, related_name="+")
    guest = models.ForeignKey(House, models.CASCADE, related_name="+", null=True)
    is_open = models.BooleanField(default=False)
    n = models.CharField(max_length=20)

    def __str__(self) -> str:
        return self.n
