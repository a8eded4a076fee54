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


def entry_label(key: str) -> str:
    """What the menu of that place calls an entry of any depth, or the reference's where it has no
    such entry: headings and sentences name a page as the menu does."""
    return _label(settings.OPENLEVY_JURISDICTIONS_DIR, place_under_way(), key)


@lru_cache(512)
def _label(_folder: Path, place: str, key: str) -> str:
    for words in (place_words(place), place_words(AT_NO_PLACE)):
        found = next((one.label for one in _every(words.menu) if one.key == key), "")
        if found:
            return found
    raise CodeUnknown("menu", key)


def _every(menu: Sequence[MenuEntry]) -> Iterator[MenuEntry]:
    for entry in menu:
        yield entry
        yield from _every(entry.entries)


def label_of(section: str, key: str) -> str:
    """What the menu of the place whose payer a request is of calls an entry of a section; empty
    where it has none."""
    menu = place_words(place_under_way()).menu
    below = (entry for one in menu if one.key == section for entry in one.entries)
    return next((entry.label for entry in below if entry.key == key), "")


@lru_cache(64)
def _by_form(_folder: Path, place: str) -> bool:
    return any(entry.key == FORM for entry in place_words(place).menu)
