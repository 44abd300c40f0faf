"""Topics and audiences: codes, the needs they serve, and their names in six languages.

Structure lives in data/vocabulary/structure.toml; words in data/vocabulary/<language>.toml.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from tutela.foundation.digest import digest_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The codes every record is described with.

    Attributes:
        topics: Indicator codes by topic code, in the order of the table.
        audiences: Codes, in the order of the table.
    """

    topics: Mapping[str, tuple[str, ...]]
    audiences: tuple[str, ...]

    def areas(self, topic: str) -> tuple[str, ...]:
        """Return the letters of the need areas a topic belongs to, sorted.

        >>> vocabulary().areas("judiciary")
        ('B', 'G')
        """
        return tuple(sorted({code[0] for code in self.topics[topic]}))

    def topics_of(self, indicator: str) -> tuple[str, ...]:
        """Return the topics that serve an indicator, in order."""
        return tuple(code for code, served in self.topics.items() if indicator in served)


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Names in one language.

    Attributes:
        topics: Name by topic code.
        audiences: Name by audience code, plural.
        about_topics: One or two sentences by topic code, for help.
        about_audiences: One sentence by audience code, for help.
    """

    topics: Mapping[str, str]
    audiences: Mapping[str, str]
    about_topics: Mapping[str, str]
    about_audiences: Mapping[str, str]


def _table(name: str) -> dict[str, Any]:
    text = files("tutela.registry").joinpath(f"data/vocabulary/{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def vocabulary() -> Vocabulary:
    """Return the codes.

    >>> vocabulary().topics_of("D02")
    ('child-interviews',)
    """
    table = _table("structure")
    topics = {code: tuple(served) for code, served in table["topics"].items()}
    return Vocabulary(topics=topics, audiences=tuple(table["audiences"]["codes"]))


@cache
def names(language: str) -> Names:
    """Return the names in one of the six languages.

    >>> names("en").topics["child-interviews"]
    'Interviewing children'
    """
    table = _table(language)
    return Names(
        topics={code: row["name"] for code, row in table["topics"].items()},
        audiences={code: row["name"] for code, row in table["audiences"].items()},
        about_topics={code: row["about"] for code, row in table["topics"].items()},
        about_audiences={code: row["about"] for code, row in table["audiences"].items()},
    )


def english_digest(entry: Mapping[str, Any]) -> str:
    """Return the digest of an English entry that its translations carry: 12 hex digits."""
    return digest_of({key: entry[key] for key in ("name", "about")})[:12]
