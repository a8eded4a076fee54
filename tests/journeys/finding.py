"""Where on a page a label is: by its words alone, as a person finds it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

_PRESSABLE = "self::a or self::button or self::summary or self::label"
_REGIONS = ("dialog[open]", "main", "header", ".dock", ".side")
_PARTS = "tr, li, section, .card, .notice, fieldset > div"
_BY_SCRIPT = ("hx-get", "data-close", "data-captcha", "data-picker")


def pressables(page: "Page", label: str, within: str = "") -> "Locator":
    """What can be pressed and is labelled exactly so: in the dialog while one is open, else in the
    page's own part, else in the menus around it.

    Args:
        within: words of the one row, card or notice in which it is meant.
    """
    exactly = (
        f"xpath=.//*[{_PRESSABLE}][descendant-or-self::*[not(self::svg)]"
        f"[text()[normalize-space()='{label}']]]"
    )
    found = page.locator("nothing")
    for place in _REGIONS:
        region = page.locator(place)
        is_open_dialog = place == "dialog[open]" and region.count() > 0
        if within:
            region = region.locator(_PARTS).filter(has_text=within).last
        found = region.locator(exactly).locator("visible=true")
        if is_open_dialog or found.count():
            return found
    return found


def the_one(found: "Locator", what: str) -> "Locator":
    """The only one, or the first of several that lead to the same place."""
    count = found.count()
    assert count, f"nothing to press says {what}"
    if count > 1:
        ways = {one.get_attribute("href") for one in found.all()}
        assert len(ways) == 1, f"{count} things say {what}: {ways}"
        assert None not in ways, f"{count} things say {what}"
    return found.first


def leads_away(target: "Locator", scripts: bool) -> bool:
    """Whether pressing it opens another page in this tab: a link or a form's button that no script
    answers."""
    if target.get_attribute("type") == "submit":
        return True
    if scripts and any(target.get_attribute(name) is not None for name in _BY_SCRIPT):
        return False
    return bool(target.get_attribute("href")) and not target.get_attribute("target")
