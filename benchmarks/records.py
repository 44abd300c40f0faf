"""Records to measure duplicates on: a real system's, and the same re-keyed as a second would.

The second system is synthetic: it changes titles, days, money and keys by fixed rules and a fixed
seed. Numbers measured on it say how rules and weights hold together, not how two real systems
differ.
"""

import csv
import random
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from tutela.registry.engine.record import Activity, Origin, Party, PartyRole, Site, Sort

DATA = Path(__file__).parent / "data" / "honduras-activities.csv"
READ = date(2026, 11, 24)


@dataclass(frozen=True)
class Pairs:
    """Two systems' records and which are the same; by language where titles are translated."""

    left: list[Activity]
    right: list[Activity]
    same: set[tuple[str, str]]
    translated: dict[str, str]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _activity(
    key: str, title: str, *, source: str, row: dict[str, str], state: str, amount: str = ""
) -> Activity:
    funder = row.get("funder", "")
    return Activity(
        identifier=key,
        parent=row.get("parent", ""),
        sort=Sort(row.get("sort") or "other"),
        titles={row.get("language") or "und": title},
        starts=_day(row.get("starts", "")),
        ends=_day(row.get("ends", "")),
        budget=Decimal(amount) if amount else None,
        currency="USD" if amount else "",
        parties=(Party(name=funder, role=PartyRole.FUNDING),) if funder else (),
        sites=(Site(state=state),),
        origins={"": Origin(source=source, read=READ)},
    )


def rekeyed(*, seed: int = 2014) -> Pairs:
    """Re-key part of the real records as a second system: every other translated or changed."""
    dice = random.Random(seed)
    with DATA.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    left, right, same, translated = [], [], set(), {}
    for number, row in enumerate(rows):
        plain = row | {"language": ""}
        left.append(
            _activity(
                row["id"], row["title"], source="first", row=plain, state="HND",
                amount=row["amount"],
            )
        )  # fmt: skip
        if not row["second_title"] and dice.random() < 0.4:
            continue
        key = f"2ND-{number:04d}"
        title = row["second_title"] or _changed(row["title"], dice)
        moved = row | _moved(row, dice)
        amount = _money(row["amount"], dice)
        right.append(_activity(key, title, source="second", row=moved, state="HND", amount=amount))
        same.add((row["id"], key))
        if row["language"]:
            translated[key] = row["language"]
    return Pairs(left=left, right=right, same=same, translated=translated)


def _changed(title: str, dice: random.Random) -> str:
    """Cut, upper-case, misspell, bracket or leave a title, as people who re-key do."""
    way = dice.randrange(6)
    if way == 0 and len(title) > 50:
        return title[:45].rsplit(" ", 1)[0]
    if way == 1:
        return title.upper()
    if way == 2:
        place = dice.randrange(len(title) - 1)
        return title[:place] + title[place + 1 :]
    if way == 3:
        return title.split(" [", maxsplit=1)[0]
    return title


def _moved(row: dict[str, str], dice: random.Random) -> dict[str, str]:
    days: dict[str, str] = {}
    for name in ("starts", "ends"):
        day = _day(row[name])
        way = dice.random()
        if day is None or way < 0.15:
            days[name] = ""
        elif way < 0.5:
            days[name] = (
                day + timedelta(days=dice.choice((-200, -31, -7, 3, 30, 365)))
            ).isoformat()
    return days


def _money(amount: str, dice: random.Random) -> str:
    way = dice.random()
    if not amount or way < 0.3:
        return ""
    return amount if way < 0.6 else str(round(int(amount) * dice.uniform(0.5, 1.5)))


def from_folder(folder: Path) -> Pairs:
    """Read left.csv and right.csv, columns by "|"; `same` names the left key, " fr" a language."""
    with (folder / "left.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="|"))
    funder = {"funder": "Department for International Development"}
    left = [
        _activity(row["id"], row["title"], source="first", row=row | funder, state="COD")
        for row in rows
    ]
    with (folder / "right.csv").open(encoding="utf-8", newline="") as file:
        others = list(csv.DictReader(file, delimiter="|"))
    right = [
        _activity(row["id"], row["title"], source="second", row=row | funder, state="COD")
        for row in others
    ]
    pairs = {(row["same"].split(" ")[0], row["id"]) for row in others if row["same"]}
    other = {row["id"]: row["same"].split(" ")[1] for row in others if " " in row["same"]}
    return Pairs(left=left, right=right, same=pairs, translated=other)
