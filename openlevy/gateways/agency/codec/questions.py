"""From what two agencies do not agree on to the bytes by which one of them is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openlevy.gateways.agency.codec.feedback import written

FORMAT = "openlevy.agency.questions"
VERSION = "1.0"
_NAME, _ENROLMENT = "1", "2"
_NO_END = "999912"


@dataclass(frozen=True, slots=True)
class NameQuestion:
    """Whether a person is called ``name`` by now, as another agency says since ``told_on``; the
    agency that is asked has told ``own_name``. Writings for the banks are empty where none was
    told."""

    personal_no: str
    own_name: str
    own_wire_name: str
    name: str
    wire_name: str
    told_by: str
    told_by_name: str
    told_on: date


@dataclass(frozen=True, slots=True)
class EnrolmentQuestion:
    """Whether a person's enrolment in an insurance holds for ``first_month`` to ``last_month``
    (None: no end is known), as another agency has them enrolled in ``region`` for the same
    months."""

    personal_no: str
    levy_item: str
    first_month: date
    last_month: date | None
    other: str
    other_name: str
    region: str
    found_on: date


@dataclass(frozen=True, slots=True)
class Questions:
    """What an agency is asked. ``number`` is ours, ``made_at`` Beijing time."""

    agency_code: str
    number: str
    made_at: datetime
    rows: Sequence[NameQuestion | EnrolmentQuestion]


def encode_questions(questions: Questions) -> bytes:
    """The message's bytes; equal messages have equal bytes."""
    return written(
        {
            "format": FORMAT,
            "version": VERSION,
            "SBJBJG_DM": questions.agency_code,
            "CSPCH": questions.number,
            "CSSJC": f"{questions.made_at:%Y%m%d%H%M%S}",
            "rows": [_row(number, row) for number, row in enumerate(questions.rows, start=1)],
        }
    )


def _row(number: int, row: NameQuestion | EnrolmentQuestion) -> dict[str, Any]:
    columns = _of_name(row) if isinstance(row, NameQuestion) else _of_enrolment(row)
    return {"XH": number, **{tag: value for tag, value in columns.items() if value}}


def _of_enrolment(row: EnrolmentQuestion) -> dict[str, str]:
    return {
        "HDLX": _ENROLMENT,
        "GRBH": row.personal_no,
        "ZSXM_DM": row.levy_item,
        "KSJFNY": f"{row.first_month:%Y%m}",
        "ZZJFNY": f"{row.last_month:%Y%m}" if row.last_month else _NO_END,
        "SBJBJG_DM_QT": row.other,
        "SBJBJG_MC_QT": row.other_name,
        "XZQHXQ_DM_QT": row.region,
        "FX_RQ": f"{row.found_on:%Y%m%d}",
    }


def _of_name(row: NameQuestion) -> dict[str, str]:
    return {
        "HDLX": _NAME,
        "GRBH": row.personal_no,
        "XM": row.own_name,
        "XM_GBK": row.own_wire_name,
        "XM_GZ": row.name,
        "XM_GBK_GZ": row.wire_name,
        "SBJBJG_DM_GZ": row.told_by,
        "SBJBJG_MC_GZ": row.told_by_name,
        "GZ_RQ": f"{row.told_on:%Y%m%d}",
    }
