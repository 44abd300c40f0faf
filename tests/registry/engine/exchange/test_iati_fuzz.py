"""Damaged files end in records, rejections or a refusal, each in words; in nothing else.

The full count of 20,000 is run by benchmarks/fuzz_registry.py.
"""

import io
from dataclasses import replace

from tests.registry.engine.exchange.mutations_iati import mutated, seeds
from tests.registry.engine.exchange.samples_iati import FEED, read
from tutela.foundation.errors import InputRefused, Problem
from tutela.registry.engine.exchange.iati_reader import read_iati
from tutela.registry.engine.exchange.reading import MAX_TEXT, Rejected
from tutela.registry.engine.record import Activity


def judge(name: str, data: bytes) -> str:
    """Read one file and return what came of it."""
    notes: list[Problem] = []
    try:
        records = list(read_iati(io.BytesIO(data), feed=replace(FEED, file=name),
                                 note=notes.append))
    except InputRefused as error:
        [problem] = error.problems
        assert problem.place.file == name
        assert problem.text()
        return problem.code
    for record in records:
        if isinstance(record, Rejected):
            notes += record.problems
            assert record.problems
        else:
            assert isinstance(record, Activity)
            assert record.identifier
            assert record.titles
            texts = [*record.titles.values(), *record.summaries.values()]
            assert max(map(len, texts)) <= MAX_TEXT
    for problem in notes:
        assert (problem.place.file, problem.place.row > 0, bool(problem.text())) == (
            name, True, True)
    return "rejected" if any(isinstance(one, Rejected) for one in records) else "read"


def test_damaged_files() -> None:
    outcomes = {judge(*mutated(seed)) for seed in range(500, 800)}
    assert outcomes >= {"read", "rejected", "iati.damaged", "iati.document-type"}


def test_the_good_files_are_read_whole() -> None:
    assert {name: len(read(data)) for name, data in seeds().items()} == {
        "rich.xml": 1, "older.xml": 1, "many.xml": 30, "wide.xml": 1}


def test_the_same_seed_makes_the_same_file() -> None:
    assert [mutated(seed) for seed in range(40)] == [mutated(seed) for seed in range(40)]
