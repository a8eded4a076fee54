"""The entries of a place's menu that lead to its certificates. Pure."""

from collections.abc import Iterator
from dataclasses import replace

from openlevy.reference.certificates import Certificates, Kind
from openlevy.reference.places import MenuEntry, Place

_ENTRIES = {Kind.PROOF: "proof", Kind.RECORD: "records"}


def with_certificates(place: Place) -> Place:
    """The place with an entry in its menu for each kind that it issues, labelled as its
    ``certificate.toml`` says, and for no other: the words may be another place's."""
    menu = tuple(_entries(place.words.menu, place.certificates))
    return replace(place, words=replace(place.words, menu=menu))


def _entries(menu: tuple[MenuEntry, ...], told: Certificates) -> Iterator[MenuEntry]:
    """The menu's own order; an entry that it lacks stands before the records, or at the end."""
    labels = {_ENTRIES[kind]: issued.menu for kind, issued in told.kinds.items()}
    missing = [MenuEntry(key, labels[key]) for key in labels if key not in {e.key for e in menu}]
    for entry in menu:
        if entry.key == _ENTRIES[Kind.RECORD]:
            yield from missing
            missing = []
        if entry.key in labels:
            yield replace(entry, label=labels[entry.key])
        elif entry.key not in _ENTRIES.values():
            yield entry
    yield from missing
