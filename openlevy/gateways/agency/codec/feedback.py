"""From what became of a package to the bytes of its feedback."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from openlevy.gateways.agency.codec.values import Action, Table

FORMAT = "openlevy.agency.feedback"
VERSION = "1.0"


class Code(StrEnum):
    """What is answered to a package or a row."""

    OK = "000"
    NO_BATCH = "001"
    SIGNATURE = "002"
    VERSION = "003"
    BATCH_REUSED = "004"
    FORM = "005"
    MALFORMED = "101"
    UNKNOWN_REFERENCE = "110"
    KEY_TAKEN = "111"
    IN_USE = "112"
    KEY_UNKNOWN = "113"
    CONTRADICTION = "114"
    REJECTED = "199"
    UNKNOWN_ERROR = "999"


@dataclass(frozen=True, slots=True)
class RowResult:
    """What became of a row. ``record_id`` is ours, None when it was rejected."""

    row_no: int
    table: Table
    action: Action
    code: Code
    words: str
    record_id: int | None
    delivered: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Feedback:
    """The answer to a package. ``number`` is ours, ``answers`` the package's batch number or empty,
    ``made_at`` Beijing time; ``rows`` as ``encode_row`` wrote them."""

    agency_code: str
    number: str
    answers: str
    made_at: datetime
    code: Code
    words: str
    rows: Sequence[bytes] = ()


def encode(feedback: Feedback) -> bytes:
    """The feedback's bytes; equal feedbacks have equal bytes."""
    head = {
        "format": FORMAT,
        "version": VERSION,
        "SBJBJG_DM": feedback.agency_code,
        "CSPCH": feedback.number,
        "CSPCH_SRC": feedback.answers,
        "CSSJC": f"{feedback.made_at:%Y%m%d%H%M%S}",
        "RECODE_ZT": feedback.code,
        "REMSG_ZT": feedback.words,
    }
    return b'%b,"rows":[%b]}' % (written(head)[:-1], b",".join(feedback.rows))


def encode_row(result: RowResult) -> bytes:
    """One entry of a feedback's rows."""
    accepted = result.record_id is not None
    row: dict[str, Any] = {
        "XH": result.row_no,
        "table": result.table,
        "action": result.action,
        "returnCode": result.code,
        "returnMsg": result.words,
        "SWBH": str(result.record_id) if accepted else "",
    }
    return written(row if accepted else {**row, "fkxx": result.delivered})


def code_of(row: bytes) -> Code:
    """What an entry that ``encode_row`` wrote says."""
    return Code(json.loads(row)["returnCode"])


def number_of(body: bytes) -> str:
    """The number of a message that this package wrote."""
    return str(json.loads(body)["CSPCH"])


def written(value: Mapping[str, Any]) -> bytes:
    """The value as JSON without spaces, in the order of its names."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # Half a surrogate pair in a row sent back has no UTF-8; its escape is JSON all the same.
    return text.encode("utf-8", "backslashreplace")
