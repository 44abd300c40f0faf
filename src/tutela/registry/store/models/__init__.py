"""Tables of the registry. Each has a wall, or a reason in storage/unwalled.py."""

from tutela.registry.store.models.feed import Import, Mapping
from tutela.registry.store.models.following import ApiKey, DigestSent, Watch
from tutela.registry.store.models.index import Block, Counter, Entry, Meaning, Words
from tutela.registry.store.models.pairs import Candidate, Cluster
from tutela.registry.store.models.record import Expert, Material, Record, RecordVersion
from tutela.registry.store.models.suggestion import Suggestion

__all__ = [
    "ApiKey",
    "Block",
    "Candidate",
    "Cluster",
    "Counter",
    "DigestSent",
    "Entry",
    "Expert",
    "Import",
    "Mapping",
    "Material",
    "Meaning",
    "Record",
    "RecordVersion",
    "Suggestion",
    "Watch",
    "Words",
]
