"""Which characters the fonts can show, read from the fonts themselves.

The built-in fonts are Noto Serif SC and Noto Sans SC (SIL Open Font License) out of a wheel, so a
paper looks the same on every machine and no system font is ever used. A folder of further fonts may
be given for the rare characters of names (GB 18030-2022 level 3) that they lack.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pylopdf_fonts_zh_cn

SUFFIXES = frozenset({".otf", ".ttf", ".ttc", ".otc"})

_FULL = 12
"""The format of a table of all of Unicode, and not of its first 65536 codes alone."""

_NEVER_SHOWN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories that stay out of a printed name even where a font has a glyph: a bidirectional mark
would turn the rest of the line round, a private or unassigned code means nothing to a reader."""


@dataclass(frozen=True)
class Typefaces:
    """The fonts of one typesetter."""

    folders: tuple[Path, ...]

    def shows(self, character: str) -> bool:
        """Whether a reader of the paper sees this character."""
        if unicodedata.category(character) in _NEVER_SHOWN:
            return False
        return any(coverage.has(ord(character)) for coverage in self._coverages)

    @cached_property
    def _coverages(self) -> tuple["Coverage", ...]:
        files = (file for folder in self.folders for file in sorted(folder.iterdir()))
        return tuple(Coverage.read(f) for f in files if f.suffix.lower() in SUFFIXES)


def typefaces(extra: Path | None = None) -> Typefaces:
    """The built-in fonts, with those in the folder ``extra`` behind them.

    Raises:
        ValueError: ``extra`` is no folder, or a font in it has no full Unicode table.
    """
    built_in = pylopdf_fonts_zh_cn.serif_path().parent
    if extra is not None and not extra.is_dir():
        raise ValueError(f"no folder of fonts: {extra}")
    return Typefaces((built_in,) if extra is None else (built_in, extra))


@dataclass(frozen=True)
class Coverage:
    """The code points one font file maps to glyphs, as ranges: first codes and last codes."""

    first: tuple[int, ...]
    last: tuple[int, ...]

    def has(self, code: int) -> bool:
        """Whether the font maps ``code``."""
        place = bisect_right(self.first, code) - 1
        return place >= 0 and code <= self.last[place]

    @classmethod
    def read(cls, file: Path) -> "Coverage":
        """Read the font's table of format 12 (all of Unicode), of the first font in a collection.

        Raises:
            ValueError: the file is no font or has no such table.
        """
        data = file.read_bytes()
        try:
            ranges = sorted(_ranges(data, _full_table(data)))
        except (ValueError, StopIteration) as error:
            raise ValueError(f"no font with a full Unicode table: {file.name}") from error
        return cls(tuple(first for first, _ in ranges), tuple(last for _, last in ranges))


def _ranges(data: bytes, table: int) -> Iterator[tuple[int, int]]:
    for group in range(_number(data, table + 12, 4)):
        at = table + 16 + 12 * group
        if _number(data, at + 8, 4):
            yield _number(data, at, 4), _number(data, at + 4, 4)


def _full_table(data: bytes) -> int:
    """Offset of the subtable of format 12 in ``cmap`` (OpenType 1.9, chapter cmap)."""
    start = _number(data, 12, 4) if data[:4] == b"ttcf" else 0
    entries = (start + 12 + 16 * entry for entry in range(_number(data, start + 4, 2)))
    cmap = next(_number(data, at + 8, 4) for at in entries if data[at : at + 4] == b"cmap")
    subtables = (
        cmap + _number(data, cmap + 8 + 8 * entry, 4) for entry in range(_number(data, cmap + 2, 2))
    )
    return next(subtable for subtable in subtables if _number(data, subtable, 2) == _FULL)


def _number(data: bytes, at: int, size: int) -> int:
    if len(data) < at + size:
        raise ValueError("the file ends early")
    return int.from_bytes(data[at : at + size], "big")
