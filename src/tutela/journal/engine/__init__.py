"""The chain of entries: how one is sealed, and how a tampered one is found."""
