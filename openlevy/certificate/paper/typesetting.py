"""Sets a sheet as PDF/A-2a with typst, one warm compiler a process.

The compiler keeps the fonts and the parsed template; making one costs as much as five papers.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import Final

import typst

from openlevy.certificate.paper.typefaces import Typefaces, typefaces

STANDARD: Final = "a-2a"
"""PDF/A-2, level A (ISO 19005-2): lasting, every glyph embedded, readable aloud."""


@cache
def typesetter(extra_fonts: Path | None = None) -> "Typesetter":
    """The process's typesetter for these fonts."""
    return Typesetter(typefaces(extra_fonts))


@dataclass(frozen=True, slots=True)
class Room:
    """Where a sheet leaves room for a seal.

    Args:
        page: its number, from 1.
        left, top: of the room's upper left corner from the sheet's, in points.
    """

    page: int
    left: float
    top: float


class Typesetter:
    """Turns sheets into PDF. Safe to call from several threads, one at a time."""

    def __init__(self, faces: Typefaces) -> None:
        self.typefaces = faces
        self._turn = Lock()
        self._compiler = typst.Compiler(
            str(files(__package__) / "template.typ"),
            font_paths=typst.Fonts(
                include_system_fonts=False,
                include_embedded_fonts=False,
                font_paths=[str(folder) for folder in faces.folders],
            ),
            ignore_system_fonts=True,
        )

    def pdf(self, sheet: str, dated: datetime) -> bytes:
        """The paper; the same bytes for the same sheet and date.

        The last line is ended: what a signature appends has to begin on a line of its own
        (ISO 19005-2, 6.1.9), and typst leaves the end open.
        """
        with self._turn:
            return self._pdf(sheet, dated)

    def with_room(self, sheet: str, dated: datetime) -> tuple[bytes, Room]:
        """The paper, and where it leaves room for a seal.

        Raises:
            ValueError: the sheet has the seal printed in.
        """
        with self._turn:
            made = self._pdf(sheet, dated)
            found = json.loads(self._compiler.query("<seal>", field="value"))
        if len(found) != 1:
            raise ValueError("the sheet leaves no room for a seal")
        (at,) = found
        return made, Room(at["page"], _points(at["x"]), _points(at["y"]))

    def _pdf(self, sheet: str, dated: datetime) -> bytes:
        made = self._compiler.compile(
            format="pdf",
            sys_inputs={"sheet": sheet},
            pdf_standards=STANDARD,
            timestamp=int(dated.timestamp()),
        )
        if not isinstance(made, bytes):
            raise TypeError("typst gave no single PDF")
        return made.rstrip(b"\n") + b"\n"


def _points(length: str) -> float:
    return float(length.removesuffix("pt"))
