import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction

from tests.needs.scene import Scene
from tutela.foundation.digest import sha256_hex
from tutela.foundation.errors import InputRefused, IntegrityFault, NotFound
from tutela.journal.store.models import Entry
from tutela.needs.store.faults import UploadRefused
from tutela.needs.store.models import Answer, Assessment, EvidenceItem
from tutela.needs.store.operations.evidence import add_evidence, read_file, remove_evidence

TEXT = b"Invented duty roster, three months."


def _office(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in ("[Content_Types].xml", *names):
            archive.writestr(name, "<a/>")
    return stream.getvalue()


def _add(scene: Scene, person: str = "police", **changes):
    given = {"level": 1, "title": "Duty roster", "dated": date(2026, 9, 1), "data": TEXT, **changes}
    return add_evidence(viewer=scene.viewer(person), assessment=scene.key, indicator="C05",
                        clock=scene.clock, **given)


def _path(item: EvidenceItem) -> Path:
    folder = Path(settings.DATA_FOLDER) / "evidence" / str(item.organisation_id)
    return folder / item.digest[:2] / item.digest


def test_a_file_is_kept_under_its_digest_and_nothing_else(scene: Scene) -> None:
    scene.say("police", "C05", "2")
    made = _add(scene)
    digest = sha256_hex(TEXT)
    folder = Path(settings.DATA_FOLDER) / "evidence" / str(scene.organisations["police"])
    assert (made.digest, made.content_type, made.size) == (digest, "text/plain", len(TEXT))
    assert (folder / digest[:2] / digest).read_bytes() == TEXT
    assert Answer.objects.get().state == "evidenced"


@pytest.mark.parametrize("data", [
    b"", b"MZ\x90\x00 programme", b"<html><script>alert(1)</script>", b"\xff\xfe\x00broken",
    b"  <svg xmlns='http://www.w3.org/2000/svg'/>",
    _office("word/document.xml", "word/vbaProject.bin"),
    _office("somewhere/else.xml"), b"PK\x03\x04 not an archive", b"\x7fELF\x02\x01",
])
def test_other_kinds_of_file_are_refused(scene: Scene, data: bytes) -> None:
    scene.say("police", "C05", "2")
    with pytest.raises(UploadRefused) as caught:
        _add(scene, data=data)
    assert [problem.place.field for problem in caught.value.problems] == ["file"]
    assert not EvidenceItem.objects.exists()


@pytest.mark.parametrize(("data", "kind"), [
    (b"%PDF-1.7\n", "application/pdf"), (b"\x89PNG\r\n\x1a\n....", "image/png"),
    (b"\xff\xd8\xff\xe0", "image/jpeg"),
    (_office("word/document.xml"),
     "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (_office("xl/workbook.xml"),
     "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
])
def test_the_content_decides_the_kind(scene: Scene, data: bytes, kind: str) -> None:
    scene.say("police", "C05", "2")
    assert _add(scene, data=data).content_type == kind


def test_a_file_above_the_limit_is_refused(scene: Scene, settings) -> None:
    settings.OPTIONS = {**settings.OPTIONS, "upload_megabytes": 0}
    scene.say("police", "C05", "2")
    with pytest.raises(UploadRefused) as caught:
        _add(scene)
    assert caught.value.problems[0].code == "needs.file-size"


@pytest.mark.parametrize(("changes", "field"), [
    ({"level": 0}, "level"), ({"level": 5}, "level"), ({"title": " "}, "title"),
    ({"dated": date(2026, 11, 24)}, "dated"),
])
def test_wrong_facts_are_refused(scene: Scene, changes, field: str) -> None:
    scene.say("police", "C05", "2")
    with pytest.raises(InputRefused) as caught:
        _add(scene, **changes)
    assert [problem.place.field for problem in caught.value.problems] == [field]


def test_evidence_needs_an_answer_with_a_level(scene: Scene) -> None:
    with pytest.raises(InputRefused):
        _add(scene)


def test_reading_another_organisations_file_asks_for_a_reason_and_keeps_it(scene: Scene) -> None:
    scene.say("police", "C05", "2")
    made = _add(scene)
    focal = scene.viewer("focal-point")
    with pytest.raises(InputRefused):
        read_file(viewer=focal, evidence=made.pk, clock=scene.clock)
    found = read_file(viewer=focal, evidence=made.pk, reason="To settle C05", clock=scene.clock)
    assert (found.data, found.name) == (TEXT, f"C05-evidence-{made.pk}.txt")
    entry = Entry.objects.filter(action="needs.evidence.read").get()
    assert entry.reason == "To settle C05"
    own = read_file(viewer=scene.viewer("police"), evidence=made.pk, clock=scene.clock)
    assert own.data == TEXT


@pytest.mark.parametrize("person", ["prosecutor", "programme-officer", "other-focal-point"])
def test_others_do_not_find_the_file(scene: Scene, person: str) -> None:
    scene.say("police", "C05", "2")
    made = _add(scene)
    with pytest.raises(NotFound):
        read_file(viewer=scene.viewer(person), evidence=made.pk, reason="why", clock=scene.clock)


def test_a_file_changed_on_disk_is_not_handed_over(scene: Scene) -> None:
    scene.say("police", "C05", "2")
    made = _add(scene, data=b"A roster that will be forged.")
    path = _path(made)
    path.write_bytes(b"forged")
    with pytest.raises(IntegrityFault):
        read_file(viewer=scene.viewer("police"), evidence=made.pk, clock=scene.clock)
    path.unlink()


def test_without_its_evidence_an_answer_is_only_stated(scene: Scene) -> None:
    scene.say("police", "C05", "2")
    made = _add(scene)
    remove_evidence(viewer=scene.viewer("police"), evidence=made.pk, clock=scene.clock)
    answer = Answer.objects.get()
    assert (answer.state, answer.version) == ("asserted", 3)


def test_a_file_goes_with_the_last_item_that_names_it(
    scene: Scene, django_capture_on_commit_callbacks
) -> None:
    scene.say("police", "C05", "2")
    first, second = _add(scene, data=b"Twice."), _add(scene, data=b"Twice.")
    kept = []
    for item in (first, second):
        with django_capture_on_commit_callbacks(execute=True):
            remove_evidence(viewer=scene.viewer("police"), evidence=item.pk, clock=scene.clock)
            assert _path(item).is_file()  # a rollback must find it
        kept.append(_path(item).is_file())
    assert kept == [True, False]


def test_a_file_of_another_organisation_stays(
    scene: Scene, django_capture_on_commit_callbacks
) -> None:
    for person in ("police", "prosecutor"):
        scene.say(person, "C05", "2")
    ours, theirs = _add(scene, data=b"A law."), _add(scene, "prosecutor", data=b"A law.")
    with django_capture_on_commit_callbacks(execute=True):
        remove_evidence(viewer=scene.viewer("police"), evidence=ours.pk, clock=scene.clock)
    assert (_path(ours).exists(), _path(theirs).exists()) == (False, True)


def test_files_go_with_their_assessment(scene: Scene, django_capture_on_commit_callbacks) -> None:
    scene.say("police", "C05", "2")
    made = _add(scene, data=b"Gone with all the rest.")
    with django_capture_on_commit_callbacks(execute=True):
        Assessment.objects.get(pk=scene.key).delete()
    assert not _path(made).exists()


def test_a_file_added_again_before_the_commit_stays(
    scene: Scene, django_capture_on_commit_callbacks
) -> None:
    scene.say("police", "C05", "2")
    made = _add(scene, data=b"Put back.")
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        remove_evidence(viewer=scene.viewer("police"), evidence=made.pk, clock=scene.clock)
        again = _add(scene, data=b"Put back.")
    assert _path(again).read_bytes() == b"Put back."
