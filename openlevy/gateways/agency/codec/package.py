"""From the bytes of a package to its rows, in the order in which they are applied."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openlevy.gateways.agency.codec.columns import ColumnWrong, permits, read_row
from openlevy.gateways.agency.codec.document import DocumentUnreadable, Object, is_deeper, read
from openlevy.gateways.agency.codec.feedback import Code
from openlevy.gateways.agency.codec.forms import Flaw, FormWrong, text
from openlevy.gateways.agency.codec.values import Action, Table, Value

FORMAT = "openlevy.agency.package"
MOST_ROWS = 1000
MOST_DEPTH = 8

_VERSION = re.compile(r"1\.[0-9]{1,9}")
_AGENCY = re.compile(r"[0-9A-Z]{6,20}")
_BATCH = re.compile(r"([0-9]{14})([0-9]{6})[0-9]{6}")
_REGION = re.compile(r"[0-9]{6}")


class PackageFault(Exception):
    """The package cannot be taken as a whole: the ``code`` to answer, and where it is wrong."""

    def __init__(self, code: Code, where: str) -> None:
        super().__init__(code, where)
        self.code = code
        self.where = where


@dataclass(frozen=True, slots=True)
class Sender:
    """By whom a package says it was sent; ``batch_no`` is empty when it has none of the form."""

    agency_code: str
    batch_no: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row that has the form of its table. ``delivered`` is what it is sent back as."""

    row_no: int
    table: Table
    action: Action
    value: Value
    delivered: Object


@dataclass(frozen=True, slots=True)
class RowFault:
    """A row whose ``column`` is missing or malformed; it is answered with ``Code.MALFORMED``."""

    row_no: int
    table: Table
    action: Action
    column: str
    flaw: Flaw
    delivered: Object


@dataclass(frozen=True, slots=True)
class Package:
    """A package of an agency."""

    agency_code: str
    batch_no: str
    rows: tuple[Row | RowFault, ...]


def sender_of(body: bytes) -> Sender:
    """Who is to be answered, and under which number, before anything else is read.

    Raises:
        DocumentTooLarge
        DocumentUnreadable: no JSON object, or no agency's code to answer to.
    """
    document = read(body)
    agency_code = _once(document, "SBJBJG_DM")
    if agency_code is None or not _AGENCY.fullmatch(agency_code):
        raise DocumentUnreadable
    batch_no = _once(document, "CSPCH")
    return Sender(agency_code, batch_no if batch_no and _BATCH.fullmatch(batch_no) else "")


def decode(body: bytes) -> Package:
    """The package.

    Raises:
        PackageFault: unknown format or version, no batch number, head or grids not of the form.
        DocumentTooLarge, DocumentUnreadable: see ``sender_of``.
    """
    sender, document = sender_of(body), read(body)
    _require_version(document)
    if not sender.batch_no:
        raise PackageFault(Code.NO_BATCH, "CSPCH")
    _require_head(document)
    _require_batch(document)
    rows = tuple(_rows(document))
    return Package(sender.agency_code, sender.batch_no, rows)


def _require_version(document: Object) -> None:
    if _once(document, "format") != FORMAT:
        raise PackageFault(Code.VERSION, "format")
    if not _VERSION.fullmatch(_once(document, "version") or ""):
        raise PackageFault(Code.VERSION, "version")


def _require_head(document: Object) -> None:
    known = {"SBJBJG_MC", "TCQBM_DM", "CSSJC", *Table}
    for tag in document.twice & known:
        raise PackageFault(Code.FORM, tag)
    if not _is_text(_once(document, "SBJBJG_MC"), 80):
        raise PackageFault(Code.FORM, "SBJBJG_MC")
    if not _REGION.fullmatch(_once(document, "TCQBM_DM") or ""):
        raise PackageFault(Code.FORM, "TCQBM_DM")
    if not _is_moment(_once(document, "CSSJC") or ""):
        raise PackageFault(Code.FORM, "CSSJC")


def _require_batch(document: Object) -> None:
    match = _BATCH.fullmatch(document["CSPCH"])
    if match is None or not _is_moment(match[1]) or match[2] != document["TCQBM_DM"]:
        raise PackageFault(Code.NO_BATCH, "CSPCH")


def _rows(document: Object) -> Iterator[Row | RowFault]:
    seen: set[int] = set()
    for table in Table:
        for action in Action:
            for row in _list(document, table, action):
                row_no = _row_no(row, f"{table}.{action}")
                if row_no in seen or len(seen) == MOST_ROWS:
                    raise PackageFault(Code.FORM, f"XH {row_no}")
                seen.add(row_no)
                yield _row(row_no, table, action, row)


def _list(document: Object, table: Table, action: Action) -> list[Any]:
    grid = document.get(table, Object([]))
    if not isinstance(grid, Object) or grid.twice or not grid.keys() <= set(Action):
        raise PackageFault(Code.FORM, table)
    rows = grid.get(action, [])
    if not isinstance(rows, list) or (rows and not permits(table, action)):
        raise PackageFault(Code.FORM, f"{table}.{action}")
    return rows


def _row_no(row: Any, where: str) -> int:
    if not isinstance(row, Object) or is_deeper(row, MOST_DEPTH):
        raise PackageFault(Code.FORM, where)
    row_no = row.get("XH")
    if type(row_no) is not int or row_no < 1 or "XH" in row.twice:
        raise PackageFault(Code.FORM, f"{where} XH")
    return row_no


def _row(row_no: int, table: Table, action: Action, row: Object) -> Row | RowFault:
    try:
        value = read_row(table, action, row)
    except ColumnWrong as wrong:
        return RowFault(row_no, table, action, wrong.column, wrong.flaw, row)
    return Row(row_no, table, action, value, row)


def _once(document: Object, tag: str) -> str | None:
    """The text under ``tag``; None when there is none, or more than one."""
    found = document.get(tag)
    return found if type(found) is str and tag not in document.twice else None


def _is_text(written: str | None, most: int) -> bool:
    try:
        return bool(written) and bool(text(most)(written or ""))
    except FormWrong:
        return False


def _is_moment(digits: str) -> bool:
    try:
        return bool(re.fullmatch("[0-9]{14}", digits)) and bool(
            datetime.strptime(digits, "%Y%m%d%H%M%S")  # noqa: DTZ007 (only whether there is one)
        )
    except ValueError:
        return False
