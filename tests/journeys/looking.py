"""What a browser page must satisfy: no violation, no overflow, nothing blocked, all mirrored."""

from functools import cache
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 720}
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = """rules => axe.run(document, {runOnly: rules, resultTypes: ["violations"]}).then(
    found => found.violations.map(
        v => v.id + ": " + v.nodes.map(n => n.target.join(" ")).join("; ")))
"""
_OVERFLOW = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  return [...document.querySelectorAll("body *")].filter(e => {
    const r = e.getBoundingClientRect();
    return r.width && (r.right > wide + 1 || r.left < -1)
      && !e.closest(".rings, .visually-hidden, .skip, thead");
  }).map(e => e.tagName + "." + e.className).concat(["the page itself"]);
}"""
_BOXES = """() => [...document.querySelectorAll("body *")].filter(e =>
    !(e instanceof SVGElement) && !e.closest(".visually-hidden, .skip")).map(e => {
    const r = e.getBoundingClientRect(), s = getComputedStyle(e);
    const among = s.display.startsWith("inline") && [...e.parentNode.childNodes].some(
      other => other !== e && other.textContent.trim());
    return {name: e.tagName + "." + e.className, display: among ? "inline" : s.display,
            x: r.left, w: r.width,
            bl: s.borderLeftWidth, br: s.borderRightWidth, pl: s.paddingLeft, pr: s.paddingRight};
  })"""
_TURN = """([left, right]) => new Promise((done, failed) => {
  document.documentElement.dir = "rtl";
  const sheet = document.querySelector(`link[href="${left}"]`);
  sheet.onload = done;
  sheet.onerror = failed;
  sheet.href = right;
}).then(() => true)"""


@cache
def _axe() -> str:
    folder = Path(axe_playwright_python.__file__).parent
    return next(folder.rglob("axe.min.js")).read_text("utf-8")


def axe(page: Page) -> list[str]:
    """Return the violations of WCAG 2.2 AA and of good practice on a page."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(_axe())  # through the debugger: the page's own policy would refuse a script
    found: list[str] = page.evaluate(_RUN, _RULES)
    return found


def overflow(page: Page) -> list[str]:
    """Return what leaves the screen sideways."""
    found: list[str] = page.evaluate(_OVERFLOW)
    return found


def settle(page: Page) -> None:
    """Wait until fonts are there, so that boxes have their size."""
    page.evaluate("document.fonts.ready.then(() => true)")


def boxes(page: Page) -> tuple[list[dict[str, Any]], int]:
    """Return every box of a page and the width they stand in."""
    return page.evaluate(_BOXES), page.evaluate("document.documentElement.clientWidth")


def not_mirrored(left: list[dict[str, Any]], right: list[dict[str, Any]], width: int) -> list[str]:
    """Compare the boxes of a page with those of the same page from right to left."""
    assert len(left) == len(right), "the two directions do not hold the same elements"
    wrong = []
    # What stands among words goes where the direction of the words puts it: not compared.
    for one, other in zip(left, right, strict=True):
        inline = one["display"] in {"inline", "none", "contents"} or one["name"].startswith("OPT")
        if inline or not one["w"]:
            continue
        mirror = width - one["x"] - one["w"]
        sides = (one["bl"], one["br"], one["pl"], one["pr"])
        turned = (other["br"], other["bl"], other["pr"], other["pl"])
        if abs(mirror - other["x"]) >= 1.5 or sides != turned:
            wrong.append(f"{one['name']}: wanted {mirror:.0f}, is {other['x']:.0f}")
    return wrong


def turn_around(page: Page, sheets: tuple[str, str]) -> None:
    """Give a page the other direction: the same words, from right to left."""
    page.evaluate(_TURN, list(sheets))
