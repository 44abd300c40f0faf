"""Make a million records up, the same in each run, and put them into either database in bulk.

Titles are drawn from 3,000 made-up words with the frequencies of a language (Zipf), States from
200 codes, dates from eight years. Meanings are drawn from 4,096 random vectors: reading a million
titles with the model would take hours and change nothing in what is measured here.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import numpy as np

from tutela.foundation.country import countries
from tutela.registry.engine.codes import ROW, provider_code, state_number
from tutela.registry.engine.matching.blocking import BANDS, block_keys
from tutela.registry.engine.matching.signature import Signature, squeeze
from tutela.registry.engine.record import Presence, Proficiency, Sort, Status
from tutela.registry.engine.vocabulary import vocabulary
from tutela.registry.engine.words import index_text
from tutela.registry.store.likes import key_number

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
DIMENSIONS = 512
_EPOCH, _FIRST = date(1970, 1, 1), date(2020, 1, 1)
_SUBJECTS = ("investigation", "interviewing", "forensics", "evidence", "prosecution", "training",
             "children", "cooperation", "prevention", "reporting")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some records, ready for the tables; first key ``first``."""

    first: int
    records: list[tuple[object, ...]]
    entries: list[tuple[int, int, bytes, bytes]]
    words: list[tuple[int, str]]
    meanings: list[tuple[int, bytes]]
    keys: np.ndarray
    owners: np.ndarray


class Maker:
    """Makes records; ``organisation`` owns them all."""

    def __init__(self, organisation: int, *, seed: int = 7) -> None:
        self.organisation = organisation
        self.dice = np.random.Generator(np.random.PCG64(seed))
        self.states = sorted(countries())[:200]
        self.topics, self.audiences = list(vocabulary().topics), vocabulary().audiences
        letters = np.array(list("abcdefghijklmnopqrstuvwxyz"))
        self.words = ["".join(self.dice.choice(letters, size)) for size in
                      self.dice.integers(4, 10, 3000)]
        weights = 1 / np.arange(1, 3001)
        self.weights = weights / weights.sum()
        self.providers = [f"{self.words[at].title()} Institute {at}" for at in range(3000)]
        self.codes = [provider_code(name) for name in self.providers]
        vectors = self.dice.standard_normal((4096, DIMENSIONS), dtype=np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        self.meanings = squeeze(vectors)
        blank = Signature(record="")
        self.regions = [
            [key.rpartition(":")[2] for key in block_keys(replace(blank, meaning=one))]
            for one in self.meanings
        ]
        assert len(self.regions[0]) == BANDS
        self.numbers: dict[str, int] = {}

    def number(self, key: str) -> int:
        """Return the number of a key that comes again and again."""
        found = self.numbers.get(key)
        if found is None:
            found = self.numbers[key] = key_number(key)
        return found

    def chunks(self, count: int, size: int = 20_000) -> Iterator[Chunk]:
        """Yield records 1 to ``count``."""
        for first in range(1, count + 1, size):
            yield self.chunk(first, min(size, count + 1 - first))

    def chunk(self, first: int, size: int) -> Chunk:
        """Make records from a key on."""
        dice, keys = self.dice, np.arange(first, first + size)
        drawn = dice.choice(3000, (size, 4), p=self.weights)
        subject, provider = dice.integers(0, 10, size), dice.choice(3000, size, p=self.weights)
        state, meaning = dice.integers(0, 200, size), dice.integers(0, 4096, size)
        topic, audience = dice.integers(0, len(self.topics), size), dice.integers(0, 13, size)
        starts = (_FIRST - _EPOCH).days + dice.integers(0, 8 * 365, size)
        length = dice.integers(0, 30, size)
        rows = np.zeros(size, dtype=ROW)
        rows["key"], rows["states"] = keys, 1
        rows["provider"] = np.array(self.codes)[provider]
        rows["topics"] = np.uint64(1) << topic.astype(np.uint64)
        rows["audiences"] = np.uint32(1) << audience.astype(np.uint32)
        rows["languages"] = np.uint32(1) << dice.integers(0, 6, size).astype(np.uint32)
        rows["starts"], rows["ends"] = starts, starts + length
        rows["sort"], rows["level"] = dice.integers(1, 10, size), dice.integers(0, 5, size)
        rows["presence"], rows["status"] = dice.integers(0, 4, size), dice.integers(1, 7, size)
        made = Chunk(first, [], [], [], [], np.zeros(0), np.zeros(0))
        filed, owners = [], []
        for at, key in enumerate(keys.tolist()):
            state_code = self.states[state[at]]
            terms = [_SUBJECTS[subject[at]], *(self.words[one] for one in drawn[at])]
            title = " ".join(terms)
            begin = _EPOCH + timedelta(days=int(starts[at]))
            end = begin + timedelta(days=int(length[at]))
            name = self.providers[provider[at]]
            body = {
                "identifier": f"B-{key}", "titles": {"en": title},
                "sort": list(Sort)[rows["sort"][at] - 1],
                "parties": [{"name": name, "role": "provider"}],
                "sites": [{"state": state_code}], "topics": [self.topics[topic[at]]],
                "audiences": [self.audiences[audience[at]]],
                "starts": begin.isoformat(), "ends": end.isoformat(),
                "origins": {"": {"source": "Benchmark", "read": "2026-11-24"}},
            }
            made.records.append((
                key, self.organisation, self.organisation, "Benchmark", f"B-{key}", "shared",
                "kept", json.dumps(body), "0" * 64, "0" * 64, 1, 0, title, name,
                self.codes[provider[at]], "", body["sort"],
                ("", *Proficiency)[rows["level"][at]], ("", *Presence)[rows["presence"][at]],
                ("", *Status)[rows["status"][at]], begin.isoformat(), end.isoformat(),
                NOW, NOW,
            ))
            packed = np.array([state_number(state_code)], dtype="<u2").tobytes()
            made.entries.append((key, 1, rows[at].tobytes(), packed))
            made.words.append((key, index_text(title, f"{name} B-{key}")))
            made.meanings.append((key, self.meanings[meaning[at]].tobytes()))
            some = {key_number(f"i:B-{key}"),
                    self.number(f"t:{state_code}:{self.topics[topic[at]]}:{begin.year}"),
                    *(self.number(f"w:{state_code}:{word}") for word in terms[1:]),
                    *(self.number(f"m:{state_code}:{one}") for one in self.regions[meaning[at]])}
            filed += some
            owners += [key] * len(some)
        return replace(made, keys=np.array(filed), owners=np.array(owners))


RECORD = (
    "id, owner_id, curator_id, source, identifier, visibility, state, body, digest, "
    "source_digest, version, cluster, title, provider, provider_code, parent, sort, proficiency, "
    "presence, status, starts, ends, created_at, changed_at"
)
"""Columns of a record, in the order of ``Chunk.records``."""
