"""Look for duplicates in the background after records were added or changed."""

from collections.abc import Sequence


def look_for_likes(keys: Sequence[int]) -> None:
    """Ask for a search for the likes of records, once the present change is committed."""
