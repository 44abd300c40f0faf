"""Who sees what: the choice by domain and by indicator, and what each audience would read."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from tutela.needs.engine.disclosure import Audience, Disclosure, disclosed_result
from tutela.needs.engine.instrument import Instrument, Words
from tutela.needs.engine.result import Result


def audience_words() -> dict[str, str]:
    """Name the audiences, the narrowest first."""
    return {
        "private": _("Only our State"),
        "programme": _("The programme"),
        "region": _("The programme and the region"),
        "public": _("Everyone"),
    }


def domains(
    instrument: Instrument, words: Words, chosen: Mapping[str, str]
) -> list[dict[str, object]]:
    """List domains with their common audience, "" where indicators differ, and each indicator."""
    listed = []
    for letter in instrument.domains:
        rows = [
            {"code": item.code, "name": words.indicators[item.code].name,
             "audience": chosen.get(item.code, "private")}
            for item in instrument.of_domain(letter)
        ]
        audiences = {str(row["audience"]) for row in rows}
        listed.append({
            "letter": letter, "name": words.domains[letter], "rows": rows,
            "audience": audiences.pop() if len(audiences) == 1 else "",
            "shared": sum(row["audience"] != "private" for row in rows),
        })
    return listed


def preview(
    result: Result, chosen: Mapping[str, str], audience: str, words: Words
) -> dict[str, object]:
    """Say what an audience would read if this were published now."""
    plan = Disclosure(exceptions={code: Audience(name) for code, name in chosen.items()})
    seen = disclosed_result(result, plan, Audience(audience))
    return {
        "audience": audience, "words": audience_words()[audience],
        "indicators": [
            {"code": code, "name": words.indicators[code].name, "level": item.level,
             "state": item.state.value, "target": item.target}
            for code, item in seen.indicators.items()
        ],
        "details": audience == "programme",
    }


def read_choices(
    data: Mapping[str, str], instrument: Instrument, present: Mapping[str, str]
) -> dict[str, str]:
    """Read the form: an indicator's own choice, else its domain's, else what it was."""
    chosen = {}
    for code, item in instrument.indicators.items():
        before = present.get(code, "private")
        own = data.get(f"audience-{code}", before)
        domain = data.get(f"domain-{item.domain}", "")
        chosen[code] = own if own != before or not domain else domain
    return chosen
