"""What a journey visited and used: its evidence."""

from urllib.parse import urlsplit


class Walk:
    """Recorder of one test."""

    def __init__(self) -> None:
        self._paths: dict[str, None] = {}
        self._labels: dict[str, None] = {}
        self._places: dict[str, None] = {}

    def visited(self, path: str) -> None:
        """A page was opened and shown; a whole address will do."""
        self._paths[urlsplit(path).path or "/"] = None

    def used(self, *labels: str) -> None:
        """Words of the screen were pressed, or seen where they are only shown."""
        self._labels.update(dict.fromkeys(labels))

    def was_in(self, place: str) -> None:
        """Somebody who is served by this jurisdiction has signed in."""
        self._places[place] = None

    def evidence(self) -> dict[str, list[str]]:
        """Paths with the names of their addresses, labels and places, in the order they came."""
        pages = dict.fromkeys(self._paths)
        pages.update(dict.fromkeys(name for path in self._paths if (name := _name(path))))
        return {"pages": list(pages), "labels": list(self._labels), "places": list(self._places)}


def _name(path: str) -> str:
    """The name under which the product knows the path; empty when it knows none."""
    from django.urls import Resolver404, resolve

    try:
        return resolve(path).view_name
    except Resolver404:
        return ""
