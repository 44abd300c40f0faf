"""Find every page by following links, as each role: a page nobody can click to does not exist."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.urls import Resolver404, resolve
from playwright.sync_api import APIRequestContext, Browser

from tests.journeys.served import Served, hrefs

ROLES = ("focal-point", "respondent", "programme-officer", "administrator", "trainer", "trainee",
         "viewer", "")
"""In this order; "" is somebody who has not signed in."""
_OF_ONE_NAME = 4
"""Pages of one kind that are opened for each role; what they link to differs by object."""
_NOT_FOLLOWED = {"account_logout", "language", "people:link"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One page: the role that reached it first, its address, its kind; whether it is a file.

    An address that leads on to another page is one too, unless some role stays there.
    """

    role: str
    address: str
    kind: str
    attachment: bool
    leads_on: bool


@dataclass(frozen=True, slots=True)
class Crawled:
    """What was found: one page for each name of an address, and links that lead nowhere."""

    pages: dict[str, Found] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)


def crawl(chromium: Browser, served: Served, signed_in: dict[str, dict[str, object]], *,
          more: Mapping[str, list[str]]) -> Crawled:
    """Follow links from the overview, and from a few more pages, as each role."""
    found = Crawled()
    for role in ROLES:
        context = chromium.new_context(base_url=served.address,
                                       storage_state=signed_in[role] if role else None)
        _follow(context.request, served, role, found, ["/", *more.get(role, [])])
        context.close()
    return found


def _follow(browser: APIRequestContext, served: Served, role: str, found: Crawled,
            waiting: list[str]) -> None:
    seen: set[str] = set()
    often: Counter[str] = Counter()
    while waiting:
        address = waiting.pop(0)
        name = _name(address)
        skipped = name in _NOT_FOLLOWED or not name or address in seen
        if skipped or often[name] == _OF_ONE_NAME:
            continue
        seen.add(address)
        often[name] += 1
        answer = browser.get(address)
        if answer.status >= 400:
            found.broken.append(f"{address} as {role or 'nobody'}: {answer.status}")
            continue
        landed = _name(answer.url.removeprefix(served.address))
        kind = answer.headers.get("content-type", "").partition(";")[0]
        if landed == "account_login" and name != landed:
            waiting.append(answer.url.removeprefix(served.address))  # the door, not the page
            continue
        known = found.pages.get(name)
        if known is None or known.leads_on:
            found.pages[name] = Found(
                role=role, address=address, kind=kind,
                attachment="attachment" in answer.headers.get("content-disposition", ""),
                leads_on=landed != name,
            )
        if kind == "text/html":
            waiting += hrefs(answer.text())


def _name(address: str) -> str:
    try:
        return resolve("/" + address.lstrip("/").partition("?")[0]).view_name
    except Resolver404:
        return ""
