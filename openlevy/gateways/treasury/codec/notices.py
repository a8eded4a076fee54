"""9101, the network's work date moves; 9120, a message was not taken on."""

from dataclasses import dataclass
from datetime import date

from openlevy.gateways.treasury.codec.kinds import DATE, NOTE, RESULT, digits
from openlevy.gateways.treasury.codec.layout import Block, Field, Layout

DAY_OPEN = "1"
"""SysStat with which a new work date begins; the others' meaning is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkDateChange:
    """9101: the work date is ``work_date`` from now on, when ``system_state`` is ``DAY_OPEN``."""

    work_date: date
    system_state: str = DAY_OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneralAnswer:
    """9120: ``result`` on the message that the envelope's ``msg_ref`` names."""

    original_message_no: str
    result: str
    note: str | None = None
    information: str | None = None


WORK_DATE_CHANGE = Layout(
    "9101",
    WorkDateChange,
    (
        Block(
            "ChangeState9101",
            (
                Field("WorkDate", "work_date", DATE),
                Field("SysStat", "system_state", digits(1, 2)),
            ),
        ),
    ),
)
GENERAL_ANSWER = Layout(
    "9120",
    GeneralAnswer,
    (
        Block(
            "MsgReturn9120",
            (
                Field("OriMsgNo", "original_message_no", digits(4)),
                Field("Result", "result", RESULT),
                Field("AddWord", "note", NOTE, optional=True),
                Field("Information", "information", NOTE, optional=True),
            ),
        ),
    ),
)
