"""What an agency is told of a cleared order, from the modules that know a part of it."""

from datetime import datetime

from openlevy.assessment.queries import AsAssessed, as_assessed
from openlevy.declaration.queries import declarations
from openlevy.gateways.agency.codec import REGULAR, PaidRow, Payments, encode_payments
from openlevy.kernel.period import Period
from openlevy.messages.services import ToSend
from openlevy.parties.queries import enrolment
from openlevy.payment.queries import TOLD, ClearedLine, ClearedOrder, cleared_order

_NUMBERS = 10**12
_CHOSEN = AsAssessed(serial="", detail="", special_kind=REGULAR)


def tells_of_payments(topic: str) -> bool:
    """Whether a message to be sent is one of payments."""
    return topic.startswith(f"{TOLD}:")


def payments_body(message: ToSend, *, made_at: datetime) -> bytes | None:
    """The message's bytes; None when the order has cleared nothing of the agency's.

    Args:
        made_at: Beijing time; the message's number begins with it.
    """
    agency_code = message.topic.partition(":")[2]
    order = cleared_order(message.payer_id, message.record_id, agency_code)
    if order is None:
        return None
    number = f"{made_at:%Y%m%d%H%M%S}{message.id % _NUMBERS:012d}"
    return encode_payments(Payments(agency_code, number, made_at, _rows(order)))


def _rows(order: ClearedOrder) -> list[PaidRow]:
    ids = [line.declaration_id for line in order.lines]
    seen = declarations(order.payer_id, ids=ids, most=len(ids))
    payable_of = {one.id: one.payable_id for one in seen}
    assessed = as_assessed(order.payer_id, list(payable_of.values()))
    return [
        _row(order, line, assessed.get(payable_of[line.declaration_id], _CHOSEN))
        for line in order.lines
    ]


def _row(order: ClearedOrder, line: ClearedLine, assessed: AsAssessed) -> PaidRow:
    enrolled = enrolment(order.payer_id, line.enrolment_id)
    assert enrolled is not None  # what has been declared under it keeps it
    return PaidRow(
        detail_no=str(line.declaration_id),
        voucher_no=order.voucher_no,
        serial=assessed.serial,
        detail=assessed.detail,
        personal_no=enrolled.personal_no,
        levy_item=line.levy_item,
        levy_subitem=line.levy_subitem,
        kind=assessed.special_kind,
        period=Period(line.period_start, line.period_end),
        amount_fen=line.amount_fen,
        declared_on=line.declared_on,
        debited_on=order.debited_on,
        remitted_on=order.remitted_on,
        received_on=order.received_on,
    )
