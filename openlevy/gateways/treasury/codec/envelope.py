"""The envelope and the two verbs: ``encode`` and ``decode``."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from openlevy.gateways.treasury.codec.agreements import (
    AGREEMENT_ANSWER,
    AGREEMENT_REQUEST,
    AgreementAnswer,
    AgreementRequest,
)
from openlevy.gateways.treasury.codec.debits import (
    DEBIT_ANSWER,
    DEBIT_REQUEST,
    FORWARDED_DEBIT,
    DebitAnswer,
    DebitRequest,
    ForwardedDebit,
)
from openlevy.gateways.treasury.codec.documents import Element, parse, render
from openlevy.gateways.treasury.codec.errors import (
    Fault,
    MessageFaulty,
    MessageUnreadable,
    MessageUnwritable,
)
from openlevy.gateways.treasury.codec.inquiries import (
    STATUS_ANSWER,
    STATUS_INQUIRY,
    StatusAnswer,
    StatusInquiry,
)
from openlevy.gateways.treasury.codec.kinds import DATE, digits, text
from openlevy.gateways.treasury.codec.layout import (
    Block,
    Field,
    once,
    read_body,
    read_fields,
    write_block,
    write_body,
)
from openlevy.gateways.treasury.codec.notices import (
    GENERAL_ANSWER,
    WORK_DATE_CHANGE,
    GeneralAnswer,
    WorkDateChange,
)
from openlevy.gateways.treasury.codec.receipts import (
    RECEIPTS_INQUIRY,
    RECEIPTS_PACK,
    ReceiptsInquiry,
    ReceiptsPack,
)
from openlevy.gateways.treasury.codec.reversals import (
    REVERSAL_ANSWER,
    REVERSAL_REQUEST,
    ReversalAnswer,
    ReversalRequest,
)
from openlevy.gateways.treasury.codec.sessions import SESSION_PACK, SessionPack

Body = (
    DebitRequest
    | ForwardedDebit
    | DebitAnswer
    | AgreementRequest
    | AgreementAnswer
    | ReversalRequest
    | ReversalAnswer
    | StatusInquiry
    | StatusAnswer
    | SessionPack
    | ReceiptsInquiry
    | ReceiptsPack
    | WorkDateChange
    | GeneralAnswer
)

LAYOUTS = {
    layout.number: layout
    for layout in (
        DEBIT_REQUEST,
        FORWARDED_DEBIT,
        DEBIT_ANSWER,
        AGREEMENT_REQUEST,
        AGREEMENT_ANSWER,
        REVERSAL_REQUEST,
        REVERSAL_ANSWER,
        STATUS_INQUIRY,
        STATUS_ANSWER,
        SESSION_PACK,
        RECEIPTS_INQUIRY,
        RECEIPTS_PACK,
        WORK_DATE_CHANGE,
        GENERAL_ANSWER,
    )
}
"""The messages we can read and write, by number."""

_NUMBERS = {layout.body: layout.number for layout in LAYOUTS.values()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """A message: who to whom, which, in answer to which, on which work date of the network.

    ``msg_no`` is the number of the body's class; ``msg_id`` is unique, twenty digits; ``msg_ref``
    is the ``msg_id`` of the request answered, of a request its own.
    """

    src: str
    des: str
    msg_no: str
    msg_id: str
    msg_ref: str
    work_date: date | None
    body: Body
    version: str = "1.0"
    app: str = "TIPS"
    reserve: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What an answer needs of a message: see ``Envelope``."""

    src: str
    des: str
    msg_no: str
    msg_id: str
    msg_ref: str
    work_date: date | None


_HEAD = Block(
    "HEAD",
    (
        Field("VER", "version", text(3, 3)),
        Field("SRC", "src", digits(12)),
        Field("DES", "des", digits(12)),
        Field("APP", "app", text(1, 80)),
        Field("MsgNo", "msg_no", digits(4)),
        Field("MsgID", "msg_id", digits(20)),
        Field("MsgRef", "msg_ref", digits(20)),
        Field("WorkDate", "work_date", DATE, optional=True),
        Field("Reserve", "reserve", text(1, 20), optional=True),
    ),
)


def number_of(body: type[Any]) -> str:
    """The message number of a body's class."""
    return _NUMBERS[body]


def encode(envelope: Envelope) -> bytes:
    """The message in GBK, unsigned: ``signing.attach`` puts the signature behind it.

    Raises:
        MessageUnwritable: a value that does not fit the message, a character GBK cannot write,
            a number that is not the body's.
    """
    number = number_of(type(envelope.body))
    if envelope.msg_no != number:
        raise MessageUnwritable(
            Fault.UNKNOWN_MESSAGE, "MsgNo", envelope.msg_no, number, envelope.msg_no
        )
    try:
        head = write_block(_HEAD, envelope)
        body = write_body(LAYOUTS[number], envelope.body)
    except MessageFaulty as fault:
        fault.message_no = number
        raise
    return render(Element("CFX", [head, body]))


def decode(message: bytes) -> Envelope:
    """The values of a message; a signature behind it is not looked at here.

    Raises:
        MessageUnreadable: no message of the network, or one that breaks its format.
    """
    parts = _parts(message)
    head = read_fields(_HEAD.parts, parts["HEAD"])
    return Envelope(**head, body=_body(head["msg_no"], parts["MSG"]))


def read_head(message: bytes) -> Head:
    """Who sent which message, of one whose body may not be readable: to answer it by 9120.

    Raises:
        MessageUnreadable: not even the head can be read; nobody can be answered by a message.
    """
    head = read_fields(_HEAD.parts, _parts(message)["HEAD"])
    return Head(**{field.name: head[field.name] for field in fields(Head)})


def _parts(message: bytes) -> Mapping[str, Element]:
    parts = once(parse(message).children, ("HEAD", "MSG"))
    for tag in ("HEAD", "MSG"):
        if tag not in parts:
            raise MessageUnreadable(Fault.TAG_MISSING, tag=tag)
    return parts


def _body(number: str, message: Element) -> Body:
    if number not in LAYOUTS:
        raise MessageUnreadable(Fault.UNKNOWN_MESSAGE, "MsgNo", number, "", number)
    try:
        body: Body = read_body(LAYOUTS[number], message)
    except MessageUnreadable as fault:
        fault.message_no = number
        raise
    return body
