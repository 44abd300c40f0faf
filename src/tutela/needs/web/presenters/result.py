"""The result of one assessment: the finding in words, the figure, priorities, comparison."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tutela.documents.blocks import Drawing
from tutela.documents.figures.gapplot import GapRow, dots
from tutela.foundation.language import Language
from tutela.foundation.language import language as spoken
from tutela.needs.engine.comparison import Comparison
from tutela.needs.engine.instrument import Words
from tutela.needs.engine.result import OpenQuestion, Priority, Result
from tutela.people.engine.states import state_name

HOLDS = 0.95
_MOST = 10
_ALIKE = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure in its two widths, and its table."""

    wide: Drawing
    narrow: Drawing


def finding(result: Result, words: Words) -> str:
    """Say the largest gap, for the head of the page."""
    if not result.ranking:
        return _("There is no result yet")
    first = result.areas[result.ranking[0]]
    if not first.gap:
        return _("No gap to the targets was found")
    return _("{area} is the largest gap").format(area=words.domains[first.code])


def lead(result: Result) -> str:
    """Say how sure the finding is."""
    if not result.ranking:
        return _("Answer the first questions, and the result appears here.")
    first = result.areas[result.ranking[0]]
    held = round(100 * (first.holds or 0))
    unknown = sum(1 for item in result.indicators.values() if item.applies and not item.known)
    if not unknown:
        words = _("It stays first in {held} of 100 ways the uncertain answers could turn out.")
        return words.format(held=held)
    return ngettext(
        "It stays first in {held} of 100 ways the {n} unknown answer could turn out.",
        "It stays first in {held} of 100 ways the {n} unknown answers could turn out.", unknown,
    ).format(held=held, n=unknown)


def gap_figure(
    result: Result, words: Words, *, comparison: Comparison | None = None
) -> Figure:
    """Draw level, range, target and median of the region by need area, largest gap first."""
    medians = _medians(comparison)
    letters = [*result.ranking, *(code for code in result.areas if code not in result.ranking)]
    rows = [
        GapRow(
            name=words.domains[code], level=area.level, low=area.low, high=area.high,
            target=None if area.level is None or area.gap is None else area.level + area.gap,
            region=medians.get(code),
        )
        for code in letters
        if (area := result.areas[code]).asked
    ]
    title = _("Level and target by need area")
    code = words.language
    return Figure(
        wide=dots(rows, code=code, title=title, form="wide"),
        narrow=dots(rows, code=code, title=title, form="narrow"),
    )


def _medians(comparison: Comparison | None) -> dict[str, float]:
    for group in comparison.groups if comparison else ():
        found = {code: one.median for code, one in group.areas.items() if one}
        if found:
            return found
    return {}


def priorities(result: Result, words: Words, *, key: int) -> list[dict[str, object]]:
    """List the needs by gap times weight, with whether their place holds."""
    return [
        {
            "place": place, "name": words.indicators[row.code].name, "code": row.code,
            "address": reverse("needs:question", args=[key, row.code]),
            "text": _levels(result, row, words), "priority": row.priority,
            "holds": row.holds >= HOLDS,
        }
        for place, row in enumerate(result.priorities[:_MOST], start=1)
    ]


def _levels(result: Result, row: Priority, words: Words) -> str:
    item = result.indicators[row.code]
    if item.level is None:
        return _("Unknown, target {target}.").format(target=item.target)
    places = 0 if item.level == int(item.level) else 1
    level = spoken(words.language).number(item.level, places)
    return _("Level {level}, target {target}.").format(level=level, target=item.target)


def answer_first(result: Result, words: Words, *, key: int) -> list[dict[str, object]]:
    """List the questions whose answer would change the result most."""
    return [
        {
            "name": words.indicators[row.code].name, "text": _shift(row, words),
            "address": reverse("needs:question", args=[key, row.code]),
        }
        for row in result.answer_first[:5]
    ]


def _shift(row: OpenQuestion, words: Words) -> str:
    area = words.domains[row.domain]
    if row.shift:
        return ngettext(
            "Its answer could move a need area by {n} place.",
            "Its answer could move a need area by {n} places.", row.shift,
        ).format(n=row.shift)
    return _("Its answer narrows the range of {area}.").format(area=area)


def compared(
    result: Result, comparison: Comparison, earlier: Result | None, *, language: str
) -> list[dict[str, object]]:
    """List the groups the State is compared with; too small a group shows no figure."""
    rows: list[dict[str, object]] = []
    own, tongue = result.overall.level, spoken(language)
    if earlier is not None and earlier.overall.level is not None:
        rows.append({
            "name": _("{state} on {day}").format(
                state=state_name(result.country, language), day=tongue.date(earlier.as_of)
            ),
            "mean": earlier.overall.level, "words": _against(own, earlier.overall.level, tongue),
        })
    for group in comparison.groups:
        medians = [one.median for one in group.areas.values() if one]
        mean = sum(medians) / len(medians) if medians else None
        rows.append({
            "name": group.group.name(language),
            "states": ngettext("({n} State)", "({n} States)", group.states).format(n=group.states),
            "mean": mean, "words": _against(own, mean, tongue),
        })
    return rows


def _against(own: float | None, other: float | None, tongue: Language) -> str:
    if own is None or other is None:
        return ""
    change = own - other
    if abs(change) < _ALIKE:
        return _("alike")
    amount = tongue.number(abs(change), 1)
    return _("{n} higher").format(n=amount) if change > 0 else _("{n} lower").format(n=amount)
