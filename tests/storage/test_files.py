import hashlib

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from tutela.storage.files import fetch, forget, keep, keep_stream


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_FOLDER = tmp_path
    return tmp_path


@examples(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.binary(max_size=20), max_size=5))
def test_pieces_are_kept_as_their_whole(pieces):
    whole = b"".join(pieces)
    digest, size = keep_stream(iter(pieces), shelf="made")
    assert (digest, size) == (hashlib.sha256(whole).hexdigest(), len(whole))
    assert fetch(digest, shelf="made") == whole
    assert keep(whole, shelf="made") == digest


def test_equal_content_is_one_file_and_is_forgotten_once(folder):
    digest = keep(b"content", shelf="made")
    assert keep_stream([b"con", b"tent"], shelf="made") == (digest, 7)
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 1
    forget(digest, shelf="made")
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_a_stream_that_breaks_leaves_nothing(folder):
    def broken():
        yield b"half"
        raise ConnectionError

    with pytest.raises(ConnectionError):
        keep_stream(broken(), shelf="made")
    assert [path for path in folder.rglob("*") if path.is_file()] == []
