"""Organisations, contact and page of an IATI activity."""

import re

from lxml import etree

from tutela.registry.engine.exchange.iati_own import FILLED, ROLE
from tutela.registry.engine.exchange.iati_problems import Findings, line_of
from tutela.registry.engine.exchange.iati_structure import codes
from tutela.registry.engine.exchange.iati_texts import name_in, one_line, own_text
from tutela.registry.engine.record import Party, PartyRole

_PAGE = re.compile(r"https?://[^\s]{1,2000}", re.IGNORECASE)


def _party(element: etree._Element, *, findings: Findings) -> Party | None:
    identifier = one_line(str(element.get("ref", "")))
    name = name_in(element, findings=findings) or identifier
    code = str(element.get("role", "")).strip()
    if not name:
        return None
    if code not in codes("organisation-role"):
        findings.note("iati.unknown-code", line=line_of(element),
                      field="participating-org", element="participating-org", value=code[:80])
        return None
    own = element.get(ROLE) == PartyRole.PROVIDER and code == PartyRole.IMPLEMENTING
    return Party(name=name, role=PartyRole.PROVIDER if own else PartyRole(code),
                 identifier=identifier)


def _lead(parties: list[Party]) -> list[Party]:
    """Let the first that implements be the provider, at the head."""
    first = next((one for one in parties if one.role is PartyRole.IMPLEMENTING), None)
    if first is None:
        return parties
    at = parties.index(first)
    provider = Party(name=first.name, role=PartyRole.PROVIDER, identifier=first.identifier)
    return [provider, *parties[:at], *parties[at + 1:]]


def parties_of(activity: etree._Element, *, findings: Findings) -> tuple[Party, ...]:
    """Return who takes part, the provider first.

    Without a single participating organisation the one that reports is taken as accountable,
    unless it says that it only reports about others.
    """
    elements = activity.findall("participating-org")
    found = [party for element in elements if not element.get(FILLED)
             if (party := _party(element, findings=findings))]
    if any(element.get(ROLE) for element in elements):
        return tuple(found)
    reporter = activity.find("reporting-org")
    if not elements and reporter is not None and (
            reporter.get("secondary-reporter") not in ("1", "true")):
        identifier = one_line(str(reporter.get("ref", "")))
        name = name_in(reporter, findings=findings) or identifier
        return (Party(name=name, role=PartyRole.ACCOUNTABLE, identifier=identifier),)
    return tuple(_lead(found))


def contact_of(activity: etree._Element, *, findings: Findings) -> str:
    """Return the office to turn to: no names of persons are kept."""
    info = activity.find("contact-info")
    if info is None:
        return ""
    parts = [name_in(info.find(name), findings=findings) for name in ("organisation", "department")]
    parts += [own_text(info.find(name), findings=findings) for name in ("email", "telephone")]
    parts.append(name_in(info.find("mailing-address"), findings=findings))
    return ", ".join(part for part in parts if part)


def page_of(activity: etree._Element) -> str:
    """Return the activity's own page on the web, "" when none is given."""
    links = [str(link.get("url", "")) for link in activity.findall("document-link")
             if any(str(category.get("code")) in codes("document-category")
                    for category in link.findall("category"))]
    links += [website.text or "" for website in activity.findall("contact-info/website")]
    return next((link.strip() for link in links if _PAGE.fullmatch(link.strip())), "")
