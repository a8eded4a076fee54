"""Which pages there are at the place whose payer a request is of: its own menu says so."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from openlevy.portals.shared.phones import place_under_way
from openlevy.reference import queries as reference
from openlevy.reference.places import Words

FORM = "daily_form"
"""The entry of a menu by which residents declare all their insurances on one form (S3 ch. 3)."""


def by_form() -> bool:
    """Whether residents of the place declare on that form, and not insurance by insurance."""
    return _by_form(settings.OPENLEVY_JURISDICTIONS_DIR, place_under_way())


def place_words(place: str) -> Words:
    """The place's labels, for templates."""
    return reference.place(place).words


@lru_cache(64)
def _by_form(_folder: Path, place: str) -> bool:
    return any(entry.key == FORM for entry in place_words(place).menu)
