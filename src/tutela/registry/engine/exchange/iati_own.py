"""What IATI has no place for, and how we write it so that we can read it again.

Codes go into tags of vocabulary 99 (the reporting organisation's own) with an address of ours;
marks on elements go into attributes of our namespace, which the standard allows.
"""

NAMESPACE = "urn:tutela:iati"
FILLED = f"{{{NAMESPACE}}}filled"
"""Marks an element that stands there only because the standard demands one."""
FIELD = f"{{{NAMESPACE}}}field"
"""Names the field a description holds, when it is not the summary."""
ROLE = f"{{{NAMESPACE}}}role"
"""Tells a provider from an implementing organisation; the standard has one code for both."""

_START = "urn:tutela:"
VOCABULARY = "99"

SETS = ("topics", "indicators", "audiences", "languages")
"""Fields with many codes, sorted."""
SINGLES = ("sort", "proficiency", "presence", "cost-band", "status", "seats", "attendance")
"""Fields with one."""


def address(field: str) -> str:
    """Return the vocabulary's address of a field.

    >>> address("topics")
    'urn:tutela:topics'
    """
    return _START + field


def field_of(address: str) -> str:
    """Return the field of a vocabulary's address, "" when the address is not ours.

    >>> field_of("urn:tutela:topics"), field_of("https://vocabulary.invalid/themes")
    ('topics', '')
    """
    name = address.removeprefix(_START)
    return name if address.startswith(_START) and name in SETS + SINGLES else ""
