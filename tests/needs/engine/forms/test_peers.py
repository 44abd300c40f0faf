import pytest

from examples.peers import make
from tests.needs.engine.forms.files import INSTRUMENT
from tutela.foundation.errors import InputRefused
from tutela.needs.engine.forms.peers_json import peers_from_json, peers_to_json


def test_what_peers_disclose_comes_back():
    data = make.outputs()["peers.json"]
    peers = peers_from_json(data, name="peers.json", instrument=INSTRUMENT)
    assert len(peers) == len(make.NAMES)
    assert peers_to_json(peers) == data
    assert {peer.region for peer in peers} == {make.REGION}


@pytest.mark.parametrize(("data", "code"), [
    (b"\xff", "file.encoding"), (b"{", "json.damaged"), (b"[]", "json.schema"),
    (b'{"schema": "tutela.peers/1", "peers": 1}', "json.shape"),
    (b'{"schema": "tutela.peers/1", "peers": [1]}', "json.shape"),
])
def test_other_files_are_refused(data, code):
    with pytest.raises(InputRefused) as refusal:
        peers_from_json(data, name="x", instrument=INSTRUMENT)
    assert [problem.code for problem in refusal.value.problems] == [code]


@pytest.mark.parametrize(("change", "code"), [
    ((b'"A01"', b'"Z99"'), "indicator.unknown"), ((b'"low": 0', b'"low": 9'), "indicator.unknown"),
    ((b'"XNA"', b'"Nowhere"'), "country.unknown"),
    ((b'"instrument_version": 1', b'"instrument_version": 9'), "version.wrong"),
])
def test_wrong_figures_are_refused(change, code):
    data = peers_to_json([make.peer(0, "Belmora")]).replace(*change)
    with pytest.raises(InputRefused) as refusal:
        peers_from_json(data, name="x", instrument=INSTRUMENT)
    assert code in {problem.code for problem in refusal.value.problems}
