"""Dates, budget and commitments of an IATI activity."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation, localcontext

from lxml import etree

from tutela.registry.engine.exchange.iati_own import FILLED
from tutela.registry.engine.exchange.iati_problems import Findings, line_of
from tutela.registry.engine.exchange.iati_structure import codes

_DAY = len("2026-11-24")
_DIGITS = 40


def day_of(element: etree._Element, *, findings: Findings) -> date | None:
    """Return the day of an element's iso-date; one that is no day refuses the activity."""
    text = str(element.get("iso-date", "")).strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text[:_DAY])
    except ValueError:
        name = str(element.tag)
        if not findings.refused:  # the schema has said so already
            findings.refuse("iati.date", line=line_of(element), field=name,
                            element=name, attribute="iso-date", value=text[:80])
        return None


def dates_of(activity: etree._Element, *,
             findings: Findings) -> tuple[date | None, date | None]:
    """Return first and last day; what happened goes before what was planned.

    A planned end that lies before the actual start is out of date, so it is left out.
    """
    days: dict[str, date] = {}
    for element in activity.findall("activity-date"):
        kind = codes("activity-date").get(str(element.get("type", "")).strip(), "")
        day = day_of(element, findings=findings)
        if element.get(FILLED) or day is None:
            continue
        if not kind:
            findings.note("iati.unknown-code", line=line_of(element),
                          field="activity-date", element="activity-date",
                          value=str(element.get("type", ""))[:80])
        days.setdefault(kind, day)
    starts = days.get("actual-start", days.get("planned-start"))
    ends = days.get("actual-end", days.get("planned-end"))
    if starts and ends and ends < starts:
        if "actual-start" in days and "actual-end" not in days:
            return starts, None
        if "actual-end" in days and "actual-start" not in days:
            return None, ends
        findings.refuse("iati.dates", field="activity-date", starts=starts.isoformat(),
                        ends=ends.isoformat())
    return starts, ends


def _amount(value: etree._Element, *, findings: Findings, needed: bool) -> Decimal | None:
    text = (value.text or "").strip()
    try:
        amount = Decimal(text)
    except InvalidOperation:
        amount = Decimal("NaN")
    if amount.is_finite() and len(text) <= _DIGITS:
        return amount
    if needed and not findings.refused:
        findings.refuse("iati.number", line=line_of(value), field="value",
                        element="value", attribute="text", value=text[:80] or '""')
    return None


def _budgets(activity: etree._Element) -> Iterator[etree._Element]:
    """Yield the value of each budget; of one period the revised one stands for the original."""
    budgets = [
        (codes("budget-type").get(str(budget.get("type", "1")), "original"),
         [str(day.get("iso-date", "")) for name in ("period-start", "period-end")
          if (day := budget.find(name)) is not None], budget.find("value"))
        for budget in activity.findall("budget")
    ]
    revised = [period for kind, period, _ in budgets if kind == "revised"]
    for kind, period, value in budgets:
        if value is not None and (kind == "revised" or period not in revised):
            yield value


def _sum(values: list[etree._Element], *, currency: str, findings: Findings,
         needed: bool) -> tuple[Decimal | None, str]:
    amounts: list[tuple[Decimal, str]] = []
    for value in values:
        amount = _amount(value, findings=findings, needed=needed)
        if amount is not None:
            amounts.append((amount, str(value.get("currency", currency)).strip().upper()))
    used = sorted({code for _, code in amounts})
    if len(used) > 1:
        findings.note("iati.currencies", field="budget", currencies=" ".join(used))
    if len(used) != 1:
        return None, ""
    with localcontext(prec=2 * _DIGITS):
        return sum((amount for amount, _ in amounts), Decimal(0)), used[0]


def budget_of(activity: etree._Element, *,
              findings: Findings) -> tuple[Decimal | None, str, bool]:
    """Return the budget's sum, its currency, and whether it was added up from commitments.

    Without a budget the outgoing commitments tell how much was promised for the activity.
    """
    currency = str(activity.get("default-currency", ""))
    values = list(_budgets(activity))
    if values:
        return *_sum(values, currency=currency, findings=findings, needed=True), False
    committed = [
        value for transaction in activity.findall("transaction")
        if (kind := transaction.find("transaction-type")) is not None
        and str(kind.get("code", "")) in codes("transaction-type")
        and (value := transaction.find("value")) is not None
    ]
    total, code = _sum(committed, currency=currency, findings=findings, needed=False)
    return total, code, total is not None
