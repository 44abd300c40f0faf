"""One new record among a million: how long until its duplicates are found, and whether they are.

Synthetic: real titles and their real embeddings, each moved a little at random and given a State,
days and an amount, as embedding a million different titles takes hours.
"""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from benchmarks.records import rekeyed
from tutela.registry.engine.matching.comparing import compare
from tutela.registry.engine.matching.index import Index
from tutela.registry.engine.matching.marks import Marks
from tutela.registry.engine.matching.signature import Signature, signatures, squeeze

STATES = [f"X{number:03d}" for number in range(193)]
BATCH = 20_000
ASKED = 200


def invented(count: int, base: list[Signature], dice: np.random.Generator) -> Iterator[Signature]:
    """Make signatures; a quarter of the States hold three quarters of them."""
    vectors = np.stack([each.embedding for each in base])
    first = date(2005, 1, 1)
    places = np.where(
        dice.random(count) < 0.75, dice.integers(0, 48, count), dice.integers(0, 193, count)
    )
    picks = dice.integers(0, len(base), count)
    days = dice.integers(0, 7000, count)
    amounts = np.exp(dice.normal(12, 1.5, count)).round()
    for start in range(0, count, BATCH):
        rows = range(start, min(start + BATCH, count))
        noise = dice.normal(0, 0.035, (len(rows), vectors.shape[1])).astype(np.float32)
        meanings = squeeze(vectors[picks[rows.start : rows.stop]] + noise)
        for row in rows:
            one = base[picks[row]]
            title = f"{one.titles[0]} {row:x}"
            yield replace(
                one,
                record=f"R{row}",
                source=f"S{row % 40}",
                titles=(title,),
                marks=(Marks(rest=title),),
                starts=first + timedelta(days=int(days[row])),
                ends=first + timedelta(days=int(days[row]) + 200),
                amount=float(amounts[row]),
                states=(STATES[places[row]],),
                meaning=meanings[row - start],
            )


def one_among(count: int) -> None:
    base = signatures(rekeyed().left)
    dice = np.random.default_rng(7)
    kept: dict[int, Signature] = {}
    index = Index()
    began = time.perf_counter()
    wanted = set(dice.choice(count, ASKED, replace=False).tolist())
    batch: list[Signature] = []
    for row, signature in enumerate(invented(count, base, np.random.default_rng(8))):
        if row in wanted:
            kept[row] = signature
        batch.append(signature)
        if len(batch) == BATCH:
            index.add_many(batch)
            batch = []
    index.add_many(batch)
    size = index.bytes
    print(
        f"{len(index):,} records filed in {time.perf_counter() - began:.0f} s, {size / 1e9:.2f} GB"
    )
    waits, found = [], 0
    worked = time.process_time()
    for row, signature in kept.items():
        other = replace(
            signature,
            record="NEW",
            source="new",
            titles=("",),
            marks=(Marks(rest=""),),
            amount=None,
            starts=None,
            meaning=squeeze(_turned(signature, dice)[None])[0],
        )
        began = time.perf_counter()
        rows = index.candidates(other, 50)
        for _ in rows:
            compare(other, signature)
        waits.append((time.perf_counter() - began) * 1000)
        found += row in rows
    worked = (time.process_time() - worked) * 1000 / ASKED
    waits.sort()
    print(
        f"  asked {ASKED} times with another language's title and nothing else: median"
        f" {waits[ASKED // 2]:.1f} ms, 95 of 100 under {waits[int(ASKED * 0.95)]:.1f} ms, slowest"
        f" {waits[-1]:.1f} ms, processor time {worked:.1f} ms each;"
        f" among the first 50: {found} of {ASKED}"
    )


def _turned(signature: Signature, dice: np.random.Generator) -> np.ndarray:
    """Turn a meaning to a cosine of about 0.8, as between two languages."""
    noise = dice.normal(0, 1, signature.meaning.shape[0]).astype(np.float32)
    noise /= np.linalg.norm(noise)
    return (signature.embedding * 0.8 + noise * 0.6).astype(np.float32)
