"""What holds for every page: accessible, nothing cut off, nothing too small for a thumb,
no error out of sight."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

PHONE = 390
THUMB = 44
_AXE = (Path(__file__).parents[1] / "axe" / "axe.min.js").read_text()
_SHAPE = """() => {
    const shape = [], names = /labelledby|describedby|for/;
    const kept = /^(aria|role|data-|type|for|hidden|disabled|tabindex)/;
    document.querySelectorAll("body, body *").forEach(one => {
        if (one.closest("svg") && one.tagName !== "svg") return;
        const box = one.getBoundingClientRect();
        shape.push(one.tagName, one.className.baseVal ?? one.className, box.width > 0 ? 1 : 0,
            ...[...one.attributes].filter(a => kept.test(a.name)).map(a => a.name + (
                names.test(a.name) ? !!document.getElementById(a.value)
                    : a.value.replace(/\\d+/g, ""))),
            ["A", "BUTTON", "LABEL"].includes(one.tagName) ? !!one.textContent.trim() : "");
    });
    return shape.join(" ");
}"""
_RUN = """async () => {
    const found = await axe.run(document, {resultTypes: ["violations"]});
    return found.violations.map(one => ({
        rule: one.id, help: one.help, nodes: one.nodes.map(node => node.html.slice(0, 160)),
    }));
}"""
# A link within a sentence is exempt, as in WCAG 2.5.8: its line sets its height.
_SMALL = """thumb => [...document.querySelectorAll(
        "a[href], button, summary, select, input:not([type=hidden]), [role=button]")]
    .map(one => one.closest("label") || one)
    .filter(one => {
        const box = one.getBoundingClientRect(), look = getComputedStyle(one);
        if (!box.width || !box.height || look.visibility === "hidden") return false;
        if (one.matches(".skip, .picker, [aria-hidden=true]")) return false;
        const line = one.closest("p, dd, small");
        const inSentence = one.matches("a") && look.display === "inline" && line
            && line.textContent.trim() !== one.textContent.trim();
        return !inSentence && (box.height < thumb - 0.5 || box.width < thumb - 0.5);
    })
    .map(one => {
        const box = one.getBoundingClientRect();
        const size = `${Math.round(box.width)}×${Math.round(box.height)}`;
        return `${one.outerHTML.slice(0, 120)} is ${size}`;
    })"""
_WIDER = """() => [...document.querySelectorAll("body *")]
    .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .filter(one => !one.closest(".sr-only") && getComputedStyle(one).position !== "fixed")
    .slice(0, 3).map(one => one.outerHTML.slice(0, 120))"""
_SCROLLS = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"

# Once for each page, as it comes up: whoever reads on may scroll the error away.
_HIDDEN_ERROR = """() => {
    if (window.errorLookedAt) return "";
    window.errorLookedAt = true;
    const error = document.querySelector("main .notice[role=alert], main .field .wrong");
    if (!error) return "";
    const parts = [error, ...(error.closest(".field")?.querySelectorAll(".input") ?? [])];
    const covered = parts.find(one => {
        const box = one.getBoundingClientRect(), x = box.left + box.width / 2;
        return [box.top + 3, box.bottom - 3].some(y => {
            const there = document.elementFromPoint(x, y);
            return !there || !(one.contains(there) || there.contains(one));
        });
    });
    return covered ? covered.outerHTML.slice(0, 160) : "";
}"""


_seen: set[tuple[int, int]] = set()
"""Width and shape of the pages that axe has found no fault in: it looks at elements, attributes and
colours, so a page that differs in words alone need not be looked at again."""


def faults(page: "Page") -> list[str]:
    """What is wrong with the page as it is shown now, in sentences."""
    found = _accessibility(page)
    if page.evaluate(_SCROLLS):
        found.append(f"scrolls sideways because of {page.evaluate(_WIDER)}")
    if hidden := page.evaluate(_HIDDEN_ERROR):
        found.append(f"an error that nobody sees: {hidden}")
    if page.viewport_size and page.viewport_size["width"] <= PHONE:
        found += [f"too small for a thumb: {one}" for one in page.evaluate(_SMALL, THUMB)]
    return found


def _accessibility(page: "Page") -> list[str]:
    width = page.viewport_size["width"] if page.viewport_size else 0
    shape = (width, hash(page.evaluate(_SHAPE)))
    if shape in _seen:
        return []
    found = _axe_violations(page)
    if not found:
        _seen.add(shape)
    return [f"axe {one['rule']}: {one['help']}: {one['nodes'][:3]}" for one in found]


def _axe_violations(page: "Page") -> list[dict[str, Any]]:
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_AXE)
    found: list[dict[str, Any]] = page.evaluate(_RUN)
    return found
