"""The demonstration's assessment: the answers of examples/marevia, through the usual import."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import tutela
from tutela.foundation.clock import Clock
from tutela.needs.engine.instrument import current_instrument
from tutela.needs.store import neighbours
from tutela.needs.store.models import Assessment
from tutela.needs.store.operations.agencies import invite_agency
from tutela.needs.store.operations.assessments import open_assessment
from tutela.needs.store.operations.courses import open_course_needs
from tutela.needs.store.operations.disclosing import choose_audiences, publish
from tutela.needs.store.operations.imports import check_import, confirm_import
from tutela.needs.store.operations.settling import settle
from tutela.needs.store.queries.imports import checked_file
from tutela.people.engine.viewer import Viewer
from tutela.people.store import queries as people
from tutela.storage.wall import acting_for

REGION = "014"
"""M49 code of the region that invented Marevia takes for facts and comparison."""

# What each organisation of the demonstration is asked, as a respondent of the instrument.
_PARTS = {
    "police": {"police"},
    "prosecutor": {"prosecution"},
    "justice": {"justice-ministry", "central-authority"},
    "protection": {"child-protection"},
    "academy": {"academy", "forensic"},
}
# file of the example: organisations of the demonstration, in the order of the file's agencies
_FILES = {
    "kobo-police-prosecution.json": ("police", "prosecutor"),
    "kobo-justice.xlsx": ("justice",),
    "workbook-child-fr.xlsx": ("protection",),
    "workbook-academy-ar.xlsx": ("academy",),
}


def load(
    *, accounts: Mapping[str, int], organisations: Mapping[str, int], clock: Clock,
    folder: Path | None = None,
) -> None:
    """Open Marevia's assessment with the answers of its five agencies, unless it exists.

    Args:
        accounts: Keys of the demonstration's people, by name.
        organisations: Keys of its organisations, by name.
        clock: Tells the time.
        folder: Where the examples are; beside the source when left out.
    """
    account = accounts["focal-point"]
    viewer = people.viewer_for(account, people.current_memberships(account)[0].key)
    with acting_for(viewer.organisation):
        if Assessment.objects.filter(owner_id=viewer.organisation).exists():
            return
        key = _open(viewer, clock=clock)
        _invite(viewer, key, organisations, clock=clock)
        examples = folder or Path(tutela.__file__).parents[2] / "examples" / "marevia"
        if examples.is_dir():
            _answers(viewer, key, organisations, folder=examples, clock=clock)
            _settle(viewer, key, examples / "settlements.json", clock=clock)
            _share(viewer, key, clock=clock)
    _course(accounts, organisations, clock=clock)
    peers = examples.parent / "peers" / "peers.json"
    if peers.is_file():
        neighbours.load(peers, clock=clock)


def _open(viewer: Viewer, *, clock: Clock) -> int:
    today = clock.now().date()
    made = open_assessment(
        viewer=viewer, title=f"Needs assessment {today.year}", opens=today - timedelta(days=60),
        closes=date(today.year + 1, 3, 31), target_date=date(today.year + 2, 12, 31),
        region=REGION, clock=clock,
    )
    return made.pk


def _invite(
    viewer: Viewer, key: int, organisations: Mapping[str, int], *, clock: Clock
) -> None:
    known = current_instrument().indicators
    for name, respondents in _PARTS.items():
        invite_agency(
            viewer=viewer, assessment=key, agency=organisations[name], clock=clock,
            indicators=[c for c, item in known.items() if respondents & set(item.respondents)],
        )


def _answers(
    viewer: Viewer, key: int, organisations: Mapping[str, int], *, folder: Path, clock: Clock
) -> None:
    for name, agencies in _FILES.items():
        pending = check_import(
            viewer=viewer, assessment=key, file_name=name, data=(folder / name).read_bytes(),
            clock=clock,
        )
        seen = checked_file(viewer, pending.pk, today=clock.now().date())
        chosen = {
            agency: organisations[organisation]
            for agency, organisation in zip(seen.answers.agencies, agencies, strict=True)
        }
        confirm_import(viewer=viewer, pending=pending.pk, agencies=chosen, clock=clock)


def _settle(viewer: Viewer, key: int, file: Path, *, clock: Clock) -> None:
    settled = json.loads(file.read_text("utf-8"))["settlements"]
    for code, row in settled.items():
        choice = "not-applicable" if row["level"] is None else str(row["level"])
        settle(
            viewer=viewer, assessment=key, indicator=code, choice=choice, reason=row["reason"],
            clock=clock,
        )


def _share(viewer: Viewer, key: int, *, clock: Clock) -> None:
    """Share cooperation with the region, victims and training with the programme."""
    audiences = {"C": "region", "D": "programme", "G": "programme"}
    choose_audiences(
        viewer=viewer, assessment=key, clock=clock,
        audiences={
            code: audiences[item.domain]
            for code, item in current_instrument().indicators.items()
            if item.domain in audiences
        },
    )
    publish(viewer=viewer, assessment=key, clock=clock)


def _course(
    accounts: Mapping[str, int], organisations: Mapping[str, int], *, clock: Clock
) -> None:
    """Ask the academy's trainees what they need from a course on electronic evidence."""
    account = accounts["trainer"]
    viewer = people.viewer_for(account, people.current_memberships(account)[0].key)
    today = clock.now().date()
    with acting_for(viewer.organisation):
        open_course_needs(
            viewer=viewer, course="Electronic evidence, first course", audience="investigators",
            country="XMA",
            indicators=("B17", "B18", "B19", "B20"), skills=(),
            organisations=[organisations["academy"]],
            closes=today + timedelta(days=60), clock=clock,
        )
