"""What search reads of shared records; rows here hold nothing that is not shared with everyone.

PostgreSQL uses no index of words behind a wall, since such a comparison could leak what it reads;
so the words of shared records have a table without one. Words of SQLite are in registry_search.
"""

from django.db import models


class Counter(models.Model):
    """Counts changes of what is shared; its row is locked until the change is committed."""

    name = models.CharField(max_length=20, primary_key=True)
    value = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} {self.value}"


class Entry(models.Model):
    """Codes of one shared record, packed; empty when it is shown no more."""

    record = models.BigIntegerField(primary_key=True)
    change = models.BigIntegerField(db_index=True)
    packed = models.BinaryField()
    states = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.record} {self.change}"


class Words(models.Model):
    """Words of one shared record, on PostgreSQL, one space between; see the migration's index."""

    record = models.BigIntegerField(primary_key=True)
    words = models.TextField()

    def __str__(self) -> str:
        return f"{self.record}"


class Block(models.Model):
    """One key under which a shared record may meet its like; the key is a hash."""

    pk = models.CompositePrimaryKey("key", "record")
    key = models.BigIntegerField()
    record = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key} {self.record}"


class Meaning(models.Model):
    """What the titles of one shared record mean: a vector, one signed byte a part."""

    record = models.BigIntegerField(primary_key=True)
    vector = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.record}"
