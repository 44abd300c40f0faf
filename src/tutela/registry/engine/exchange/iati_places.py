"""States and places of an IATI activity."""

import math
import re
from collections.abc import Mapping
from functools import cache

from lxml import etree

from tutela.foundation.country import countries
from tutela.registry.engine.exchange.iati_problems import Findings, line_of
from tutela.registry.engine.exchange.iati_texts import name_in, own_text
from tutela.registry.engine.record import Site

_USER_ASSIGNED = re.compile(r"AA[A-Z]?|Q[M-Z][A-Z]?|X[A-Z]{1,2}|ZZ[A-Z]?")
"""What ISO 3166-1 leaves to its users, two or three letters; an invented State's code is one."""
_COUNTRY = "A4"


@cache
def _by_alpha2() -> Mapping[str, str]:
    return {country.alpha2: code for code, country in countries().items()}


def state_of(code: str) -> str:
    """Return the three letters of a State, a user-assigned code as it is, "" when unknown.

    >>> state_of("ke"), state_of("XMA"), state_of("Kenya")
    ('KEN', 'XMA', '')
    """
    letters = code.strip().upper()
    if letters in _by_alpha2():
        return _by_alpha2()[letters]
    return letters if letters in countries() or _USER_ASSIGNED.fullmatch(letters) else ""


def code_of(state: str) -> str:
    """Return what IATI calls a State: two letters, or the code itself.

    >>> code_of("KEN"), code_of("XMA")
    ('KE', 'XMA')
    """
    return countries()[state].alpha2 if state in countries() else state


def _known_state(element: etree._Element, *, findings: Findings) -> str:
    code = str(element.get("code", ""))
    state = state_of(code)
    if not state and code.strip():
        findings.note("iati.unknown-code", line=line_of(element),
                      field=str(element.tag), value=code[:80], element=str(element.tag))
    return state


def _point(location: etree._Element, *, findings: Findings) -> tuple[float, float] | None:
    pos = location.find("point/pos")
    if pos is None or not (pos.text or "").strip():
        return None
    try:
        latitude, longitude = (float(part) for part in (pos.text or "").replace(",", " ").split())
    except ValueError:
        latitude = longitude = math.nan
    if abs(latitude) <= 90 and abs(longitude) <= 180:  # noqa: PLR2004 - degrees of the Earth
        return latitude, longitude
    findings.note("iati.value", line=line_of(pos), field="pos", element="pos",
                  attribute="text", value=(pos.text or "").strip()[:80])
    return None


def _site(location: etree._Element, *, only: str, findings: Findings) -> Site:
    areas = [area for area in location.findall("administrative")
             if area.get("vocabulary") == _COUNTRY]
    state = _known_state(areas[0], findings=findings) if areas else only
    town = name_in(location.find("name"), findings=findings)
    if not town:
        town = own_text(location.find("name"), findings=findings)
    point = _point(location, findings=findings)
    latitude, longitude = point or (None, None)
    return Site(state=state, town=town, latitude=latitude, longitude=longitude)


def sites_of(activity: etree._Element, *, findings: Findings) -> tuple[Site, ...]:
    """Return the places, then the States that no place lies in, in the file's order.

    A place that does not name its State lies in the activity's only one, if there is only one.
    """
    named = [_known_state(one, findings=findings) for one in activity.findall("recipient-country")]
    states = [state for state in dict.fromkeys(named) if state]
    only = states[0] if len(states) == 1 else ""
    located = [_site(one, only=only, findings=findings) for one in activity.findall("location")]
    places = [site for site in located if site.state or site.town or site.latitude is not None]
    covered = {site.state for site in places}
    return (*places, *(Site(state=state) for state in states if state not in covered))
