"""Reading one table of a TOML file: every wrong key becomes a sentence, none stops the reading."""

import re
import tomllib
from pathlib import Path
from typing import Any

from openlevy.reference.facts import Certainty, Fact, fact

_MARKS = ("certainty", "source")


class Section:
    """One table under its dotted key; what it lacks is noted in ``problems`` and stands empty."""

    def __init__(self, file: str, key: str, raw: dict[str, Any], problems: list[str]) -> None:
        self.file = file
        self.key = key
        self._raw = raw
        self._problems = problems
        self._seen: set[str] = set()

    def child(self, name: str) -> "Section":
        """The table ``name``; an absent one is noted and read as empty."""
        raw = self._take(name, dict, "a table")
        return Section(self.file, self._path(name), raw or {}, self._problems)

    def children(self, name: str) -> list["Section"]:
        """The tables of the array ``name``, of which there must be at least one."""
        raw = self._take(name, list, "an array of tables") or []
        tables = [entry for entry in raw if isinstance(entry, dict)]
        if not tables or len(tables) != len(raw):
            self.note(name, "must hold tables, one at least")
        return [
            Section(self.file, f"{self._path(name)}[{index}]", table, self._problems)
            for index, table in enumerate(tables)
        ]

    def text(self, name: str, pattern: str = r".{1,200}") -> str:
        """A text that ``pattern`` matches in full."""
        value: str | None = self._take(name, str, "a text")
        if value is None:
            return ""
        if not re.fullmatch(pattern, value):
            self.note(name, f"is {value!r}; it must match {pattern}")
        return value

    def whole(self, name: str, least: int, most: int) -> int:
        """A whole number within bounds."""
        value: int | None = self._take(name, int, "a whole number")
        if value is None:
            return least
        if not least <= value <= most:
            self.note(name, f"is {value!r}; it must be from {least} to {most}")
        return value

    def flag(self, name: str) -> bool:
        """True or false; false where it is left out."""
        return bool(self._take(name, bool, "true or false")) if self.has(name) else False

    def amounts_fen(self, name: str) -> tuple[int, ...]:
        """Different positive amounts in fen, ascending."""
        value = self._take(name, list, "a list of amounts in fen") or []
        whole = [v for v in value if isinstance(v, int) and not isinstance(v, bool) and v > 0]
        if not whole or whole != value or whole != sorted(set(whole)):
            self.note(name, "must hold positive amounts in fen, ascending, each once")
        return tuple(whole)

    def wholes(self, name: str, least: int, most: int) -> tuple[int, ...]:
        """A list of whole numbers within bounds, one at least."""
        value = self._take(name, list, "a list of whole numbers") or []
        fit = [v for v in value if type(v) is int and least <= v <= most]
        if not fit or fit != value:
            self.note(name, f"must hold whole numbers from {least} to {most}, one at least")
        return tuple(fit)

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts, one at least."""
        value = self._take(name, list, "a list of texts") or []
        if not value or not all(isinstance(text, str) and text for text in value):
            self.note(name, "must hold texts, one at least")
        return tuple(str(text) for text in value)

    def table_of_texts(self, name: str) -> dict[str, str]:
        """A table of texts, one at least."""
        value = self._take(name, dict, "a table of texts") or {}
        if not value or not all(isinstance(text, str) and text for text in value.values()):
            self.note(name, "must hold texts, one at least")
        return {key: str(text) for key, text in value.items()}

    def has(self, name: str) -> bool:
        """Whether the key is there at all."""
        return name in self._raw

    def fact(self, key: str) -> Fact:
        """The whole table as one fact under ``key``, with the table's own certainty and source."""
        source = self.text("source")
        certainty = self.text("certainty", "[VTSKI]")
        known = Certainty(certainty) if certainty in list(Certainty) else Certainty.INFERRED
        value = {name: part for name, part in self._raw.items() if name not in _MARKS}
        return fact(key, value, known, source)

    def close(self) -> None:
        """Note every key that nobody asked for: most often a slip of the pen."""
        for name in self._raw.keys() - self._seen:
            self.note(name, "is not known here")

    def _take(self, name: str, kind: type, what: str) -> Any:
        self._seen.add(name)
        value = self._raw.get(name)
        if value is None:
            self.note(name, "is missing")
        elif not isinstance(value, kind):
            self.note(name, f"must be {what}")
            return None
        return value

    def _path(self, name: str) -> str:
        return f"{self.key}.{name}" if self.key else name

    def note(self, name: str, what: str) -> None:
        """Add a sentence about the key ``name`` of this table."""
        self._problems.append(f"{self.file}: {self._path(name)} {what}.")


def open_section(folder: Path, name: str, problems: list[str]) -> Section:
    """The file ``name`` of a place's folder; an unreadable one is noted and reads as empty."""
    file = f"{folder.name}/{name}"
    raw: dict[str, Any] = {}
    try:
        raw = tomllib.loads((folder / name).read_text(encoding="utf-8"))
    except OSError as error:
        problems.append(f"{file}: cannot be read ({error.strerror}).")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problems.append(f"{file}: is no TOML in UTF-8 ({error}).")
    return Section(file, "", raw, problems)
