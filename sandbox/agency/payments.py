"""What the product tells the agencies of payments: kept as it came, and booked to the persons."""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from sandbox import config, keys, store
from sandbox.vault import vault
from sandbox.wire.pattern import MalformedMessage, date, fen, fits
from sandbox.world.places import agencies

MOST_ROWS = 1000
_HEAD = {
    "format": r"openlevy\.agency\.payments",
    "version": r"1\.\d{1,9}",
    "SBJBJG_DM": r"[0-9A-Z]{6,20}",
    "CSPCH": r"\d{26}",
    "CSSJC": r"\d{14}",
}
_ROW = {
    "JFMXLSH": r"\d{1,20}",
    "DZSPHM": r"[0-9A-Z]{1,20}",
    "GRBH": r"[0-9A-Z]{1,20}",
    "ZSXM_DM": r"\d{5}",
    "FKSSQQ": r"\d{6}",
    "FKSSQZ": r"\d{6}",
    "GRJFJE": r"\d{1,13}\.\d{2}",
    "RGKSJ": r"\d{8}",
    "JFBS": "1",
}


class PaymentsUnreadable(ValueError):
    """The bytes are no message of payments, or contradict one that was taken before."""


@dataclass(frozen=True)
class Entry:
    """A row: what one declaration has brought to one person."""

    detail_no: str
    voucher_no: str
    personal_no: str
    levy_item: str
    from_month: str
    to_month: str
    amount_fen: int
    received_on: dt.date


def take(content: bytes, signed: str) -> None:
    """Keeps a message and books its rows; the same one again changes nothing.

    Raises:
        PaymentsUnreadable: see there.
        SignatureWrong: not signed by the product.
        keys.ProductUnknown: its certificate is not there yet.
    """
    agency, number, entries = _read(content)
    keys.verify_product(content, signed)
    try:
        with transaction.atomic():
            _keep(agency, number, content, entries)
    except IntegrityError as error:
        if _kept(agency, number) != content:
            words = "the number or a detail is known with another content"
            raise PaymentsUnreadable(words) from error


def _keep(agency: str, number: str, content: bytes, entries: list[Entry]) -> None:
    notice = store.one(
        "INSERT INTO payment_notice (agency_code, number, body_sealed) VALUES (%s, %s, %s)"
        " RETURNING id", agency, number, vault().seal(content),
    )["id"]  # fmt: skip
    store.insert_many(
        "INSERT INTO person_entry (notice, agency_code, detail_no, voucher_no, person_digest,"
        " person_sealed, levy_item, from_month, to_month, amount_fen, received_on)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [
            (
                notice, agency, one.detail_no, one.voucher_no, vault().digest(one.personal_no),
                vault().seal(one.personal_no.encode()), one.levy_item, one.from_month,
                one.to_month, one.amount_fen, one.received_on,
            )
            for one in entries
        ],
    )  # fmt: skip


def _kept(agency: str, number: str) -> bytes:
    row = store.first(
        "SELECT body_sealed FROM payment_notice WHERE agency_code = %s AND number = %s",
        agency, number,
    )  # fmt: skip
    return vault().open(bytes(row["body_sealed"])) if row else b""


def opened(notice: int) -> dict[str, Any]:
    """The content of a message that was kept.

    Raises:
        store.NotThere: no such message.
    """
    row = store.one("SELECT body_sealed FROM payment_notice WHERE id = %s", notice)
    found: dict[str, Any] = json.loads(vault().open(bytes(row["body_sealed"])))
    return found


def _read(content: bytes) -> tuple[str, str, list[Entry]]:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise PaymentsUnreadable("not JSON") from error
    if not isinstance(found, dict):
        raise PaymentsUnreadable("not a message of payments")
    _require(found, _HEAD)
    agency = found["SBJBJG_DM"]
    if agency not in {known.code for known in agencies(config.REFERENCE_DIR)}:
        raise PaymentsUnreadable(f"there is no agency {agency} here")
    rows = found.get("rows")
    if not isinstance(rows, list) or not 0 < len(rows) <= MOST_ROWS:
        raise PaymentsUnreadable("rows are missing or too many")
    if len({_row_no(row) for row in rows}) < len(rows):
        raise PaymentsUnreadable("XH stands twice")
    return agency, found["CSPCH"], [_entry(row) for row in rows]


def _row_no(row: Any) -> int:
    number = row.get("XH") if isinstance(row, dict) else None
    if type(number) is not int or number < 1:
        raise PaymentsUnreadable("a row without its XH")
    return number


def _entry(row: dict[str, Any]) -> Entry:
    _require(row, _ROW)
    amount_fen = fen(row["GRJFJE"])
    if not amount_fen:
        raise PaymentsUnreadable(f"row {row['XH']}: GRJFJE is nothing")
    try:
        received_on = date(row["RGKSJ"], "RGKSJ")
    except MalformedMessage as fault:
        raise PaymentsUnreadable(f"row {row['XH']}: {fault}") from fault
    return Entry(
        row["JFMXLSH"], row["DZSPHM"], row["GRBH"], row["ZSXM_DM"], row["FKSSQQ"], row["FKSSQZ"],
        amount_fen, received_on,
    )  # fmt: skip


def _require(found: dict[str, Any], forms: dict[str, str]) -> None:
    for tag, form in forms.items():
        value = found.get(tag)
        if not isinstance(value, str) or not fits(value, form):
            raise PaymentsUnreadable(f"{tag} is missing or malformed")
