"""What every reader promises of every file, however damaged."""

import io
from dataclasses import replace

from tests.registry.engine.exchange.made import FEED
from tutela.foundation.errors import InputRefused, Place
from tutela.registry.engine.exchange.detect import read_any
from tutela.registry.engine.exchange.reading import Rejected
from tutela.registry.engine.record import Activity, Material


def judge(name, data):
    """Read one file and hold the reading to what it promises; return what came of it."""
    records = rejected = 0
    try:
        for read in read_any(io.BytesIO(data), feed=replace(FEED, file=name)):
            if isinstance(read, Rejected):
                rejected += 1
                hold(read.problems)
            else:
                records += 1
                assert isinstance(read, Activity | Material)
                assert read.identifier
                assert any(read.titles.values())
    except InputRefused as refused:
        hold(refused.problems)
        return refused.problems[0].code
    if rejected:
        return "some rejected" if records else "all rejected"
    return "records" if records else "no records"


def hold(problems):
    """Every problem says where it is, what it is and what to do, in words."""
    assert problems
    for problem in problems:
        assert problem.place != Place()
        assert problem.place.text().strip()
        assert "{" not in problem.text() or "{" in str(problem.params)
        assert problem.text().strip()
