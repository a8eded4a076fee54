"""Which pages there are at the place whose payer a request is of: its own menu says so."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from openlevy.portals.shared.phones import AT_NO_PLACE, place_under_way
from openlevy.reference import queries as reference
from openlevy.reference.loaded import CodeUnknown
from openlevy.reference.places import MenuEntry, Words

FORM = "daily_form"
"""The entry of a menu by which residents declare all their insurances on one form (S3 ch. 3)."""


def by_form() -> bool:
    """Whether residents of the place declare on that form, and not insurance by insurance."""
    return _by_form(settings.OPENLEVY_JURISDICTIONS_DIR, place_under_way())


def place_words(place: str) -> Words:
    """The place's labels, for templates."""
    return reference.place(place).words


def entry_label(key: str, section: str = "") -> str:
    """What the menu of that place calls an entry of any depth, or of that section alone, or the
    reference's where it has no such entry: headings and sentences name a page as the menu does."""
    return _label(settings.OPENLEVY_JURISDICTIONS_DIR, place_under_way(), key, section)


def leads_alone(key: str) -> bool:
    """Whether that entry of the place's menu leads to a page, with no menu of its own below."""
    return _alone(settings.OPENLEVY_JURISDICTIONS_DIR, place_under_way(), key)


def printing_label() -> str:
    """What the place's menu calls the page on which records are applied for."""
    return entry_label("records") if leads_alone("records") else entry_label("record_print")


@lru_cache(512)
def _label(_folder: Path, place: str, key: str, section: str) -> str:
    for words in (place_words(place), place_words(AT_NO_PLACE)):
        for entry in _every(_of_section(words.menu, section)):
            if entry.key == key:
                return entry.label
    raise CodeUnknown("menu", key)


def _of_section(menu: Sequence[MenuEntry], section: str) -> Sequence[MenuEntry]:
    if not section:
        return menu
    return [below for entry in menu if entry.key == section for below in entry.entries]


def _every(menu: Sequence[MenuEntry]) -> Iterator[MenuEntry]:
    for entry in menu:
        yield entry
        yield from _every(entry.entries)


@lru_cache(64)
def _alone(_folder: Path, place: str, key: str) -> bool:
    return any(entry.key == key and not entry.entries for entry in place_words(place).menu)


@lru_cache(64)
def _by_form(_folder: Path, place: str) -> bool:
    return any(entry.key == FORM for entry in place_words(place).menu)
