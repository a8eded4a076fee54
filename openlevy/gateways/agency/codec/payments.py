"""From what was paid to the bytes by which an agency is told of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openlevy.gateways.agency.codec.feedback import written
from openlevy.kernel.money import Fen, wire_amount
from openlevy.kernel.period import Period

FORMAT = "openlevy.agency.payments"
VERSION = "1.0"
REGULAR = "1"
"""AAE143: 正常应缴."""

_PAID = "1"
_NEW = "1"


@dataclass(frozen=True, slots=True)
class PaidRow:
    """What was paid for one declaration. ``serial`` and ``detail`` are those of the payable as the
    agency had delivered it, empty where the payer chose the amount; a day that nobody told is
    None."""

    detail_no: str
    voucher_no: str
    serial: str
    detail: str
    personal_no: str
    levy_item: str
    levy_subitem: str
    kind: str
    period: Period
    amount_fen: Fen
    declared_on: date
    debited_on: date | None
    remitted_on: date | None
    received_on: date


@dataclass(frozen=True, slots=True)
class Payments:
    """What an agency is told. ``number`` is ours, ``made_at`` Beijing time."""

    agency_code: str
    number: str
    made_at: datetime
    rows: Sequence[PaidRow]


def encode_payments(payments: Payments) -> bytes:
    """The message's bytes; equal messages have equal bytes."""
    return written(
        {
            "format": FORMAT,
            "version": VERSION,
            "SBJBJG_DM": payments.agency_code,
            "CSPCH": payments.number,
            "CSSJC": f"{payments.made_at:%Y%m%d%H%M%S}",
            "rows": [_row(number, row) for number, row in enumerate(payments.rows, start=1)],
        }
    )


def _row(number: int, row: PaidRow) -> dict[str, Any]:
    first, last = row.period.wire()
    columns = {
        "JFMXLSH": row.detail_no,
        "DZSPHM": row.voucher_no,
        "ZJTZLSH": row.serial,
        "MXXH": row.detail,
        "GRBH": row.personal_no,
        "ZSXM_DM": row.levy_item,
        "ZSPM_DM": row.levy_subitem,
        "JFLX_DM": row.kind,
        "FKSSQQ": first,
        "FKSSQZ": last,
        "GRJFJE": wire_amount(row.amount_fen),
        "SBRQ": _day(row.declared_on),
        "JKFSRQ": _day(row.debited_on),
        "SJSJ": _day(row.remitted_on),
        "RGKSJ": _day(row.received_on),
        "JFBS": _PAID,
        "SJCSLX": _NEW,
    }
    return {"XH": number, **{tag: value for tag, value in columns.items() if value}}


def _day(on: date | None) -> str:
    return f"{on:%Y%m%d}" if on else ""
