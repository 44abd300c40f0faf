"""Open facts about a State, each with its source, for the side of a page."""


def facts_about(state: str, language: str, *, domain: str) -> list[dict[str, str]]:  # noqa: ARG001
    """List what is known of a State that bears on a domain."""
    return []
