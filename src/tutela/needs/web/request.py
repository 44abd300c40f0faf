"""What the pages of needs take from a request besides what every page does."""

from tutela.needs.engine.instrument import Words, words
from tutela.pages.request import spoken


def instrument_words() -> Words:
    """Return the instrument's words in the page's language, in English where there are none."""
    try:
        return words(spoken())
    except FileNotFoundError:
        return words("en")
