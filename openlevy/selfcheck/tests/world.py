"""A small healthy world: every state that an order, a declaration and a payable may have."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count
from uuid import uuid4

from django.db import connection

from openlevy.assessment.services import record_special, withdraw_special
from openlevy.assessment.tests.amounts import a_delivery, a_regular, a_special
from openlevy.certificate.services import Asking, apply
from openlevy.declaration.services import void
from openlevy.declaration.tests.declaring import declare
from openlevy.kernel.period import Period
from openlevy.ledger.services import seal_next
from openlevy.messages.services import mark_handled, receive
from openlevy.parties.tests.people import PENSION, TODAY, TOMORROW, Resident, a_resident
from openlevy.payment import queries
from openlevy.payment.models import Order
from openlevy.payment.rules import Answer
from openlevy.payment.services import (
    Answered,
    credited,
    reversal_answered,
    revoke_agreement,
)
from openlevy.payment.tests.paying import (
    a_reversing,
    an_agreement,
    an_order,
    an_unknown,
    bank_says,
    key_of,
    order,
    sign,
)
from openlevy.reference.certificates import Kind
from openlevy.treasury.services import BookingLine, ReceiptLine, take_bookings, take_receipts

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
_messages = count(1)


@dataclass(frozen=True)
class World:
    """The payer and the order of each state, by the state's name."""

    orders: dict[str, tuple[int, int]]
    payables: dict[str, tuple[int, int]]
    declarations: dict[str, tuple[int, int]]
    agreements: dict[str, tuple[int, int]]
    certificates: dict[str, tuple[int, int]]


def a_message(topic: str) -> int:
    """A handled message of the treasury network's; its number in the inbox."""
    key = f"2026112100000000{next(_messages):04d}"
    receive(party="treasury", message_key=key, topic=topic, wire=key.encode())
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM messages_inbox WHERE message_key = %s", [key])
        ((number,),) = cursor.fetchall()
    mark_handled(number, "taken")
    return int(number)


def received(order_id: int, on: date = TOMORROW) -> int:
    """3126 with one line for the order; its message."""
    told = queries.debit(order_id)
    line = ReceiptLine(1, told.treasury_code, told.voucher_no, told.amount_fen)
    message = a_message("3126")
    take_receipts(message, [line], received_on=on, today=TOMORROW)
    return message


def booked(order_id: int, status: str = "BOOKED", *, fen: int | None = None) -> int:
    """3122 with one line for the order; its message."""
    told = queries.debit(order_id)
    on = TOMORROW if status == "BOOKED" else None
    line = BookingLine(1, told.voucher_no, told.amount_fen if fen is None else fen, status, on, "")
    message = a_message("3122")
    take_bookings(message, [line], check_on=TOMORROW, today=TOMORROW)
    return message


def a_world() -> World:
    """Every state once, and the journal sealed in two blocks with a tail."""
    orders = dict(_orders())
    seal_next(NOW)
    payables, declarations = dict(_payables()), dict(_declarations())
    seal_next(NOW)
    agreements = dict(_agreements())
    payer = orders["CLEARED"][0]
    certificates = {
        "MAKING": (payer, _certificate(payer, "beijing", Kind.RECORD)),
        "PROOF": (payer, _proof(payer)),
    }
    return World(orders, payables, declarations, agreements, certificates)


def _orders() -> list[tuple[str, tuple[int, int]]]:
    made = []
    for state, make in {
        "IN_FLIGHT": an_order,
        "UNKNOWN": an_unknown,
        "REVERSING": a_reversing,
        "CONFIRMED": _confirmed,
        "REFUSED": _refused,
        "REVERSED": _reversed,
        "RETRACTED": _retracted,
        "CREDITED": _credited,
        "CLEARED": _cleared,
        "CREDIT_CLEARED": _credit_cleared,
        "CREDIT_WITHDRAWN": _credit_withdrawn,
    }.items():
        who = a_resident()
        number = make(who)
        seen = queries.order(who.payer_id, number)
        assert seen is not None
        assert seen.state == state
        made.append((state, (who.payer_id, number)))
    return made


def _confirmed(who: Resident) -> int:
    number = order(who, declare(who, a_regular(who), a_special(who)), an_agreement(who))
    bank_says(number, Answer.DONE)
    return number


def _refused(who: Resident) -> int:
    number = an_order(who)
    bank_says(number, Answer.REFUSED)
    return number


def _reversed(who: Resident) -> int:
    number = a_reversing(who)
    reversal_answered(key_of(number), True, Answered("1", ""), today=TOMORROW)
    return number


def _retracted(who: Resident) -> int:
    number = _confirmed(who)
    booked(number, "FAILED")
    return number


def _credit_withdrawn(who: Resident) -> int:
    number = _credited(who)
    booked(number, "REVERSED")
    return number


def _credited(who: Resident) -> int:
    """Refused, paid again, and then the first debit turns out to have been booked."""
    declared, under = declare(who, a_regular(who)), an_agreement(who)
    first = order(who, declared, under)
    bank_says(first, Answer.REFUSED)
    bank_says(order(who, declared, under), Answer.DONE)
    booked(first)
    return first


def _cleared(who: Resident) -> int:
    number = _confirmed(who)
    received(number)
    received(number, on=TOMORROW + timedelta(days=1))  # twice: the second lies in suspense
    credited(
        voucher_no=queries.debit(number).voucher_no,
        payer_id=who.payer_id,
        enrolment_id=who.enrolment_id,
        on=TOMORROW + timedelta(days=1),
    )
    return number


def _credit_cleared(who: Resident) -> int:
    number = _credited(who)
    received(number)
    return number


def _payables() -> list[tuple[str, tuple[int, int]]]:
    who = a_resident()
    withdrawn = a_delivery(who)
    record_special(withdrawn, today=TODAY)
    gone = withdraw_special(who.agency_code, withdrawn.serial, withdrawn.detail, today=TODAY)
    declared = a_special(who)
    declare(who, declared)
    return [
        ("OPEN", (who.payer_id, a_special(who))),
        ("WITHDRAWN", (who.payer_id, gone)),
        ("DECLARED", (who.payer_id, declared)),
        ("REGULAR", (who.payer_id, a_regular(who))),
    ]


def _declarations() -> list[tuple[str, tuple[int, int]]]:
    who = a_resident()
    payable = a_regular(who)
    (voided,) = declare(who, payable)
    void(payer_id=who.payer_id, declaration_id=voided, actor=who.actor, today=TODAY)
    a_regular(who, 900_000)
    (declared,) = declare(who, payable)
    return [("VOIDED", (who.payer_id, voided)), ("DECLARED", (who.payer_id, declared))]


def _certificate(payer_id: int, place: str, kind: Kind) -> int:
    asking = Asking(place, PENSION, Period(date(2025, 1, 1), date(2026, 12, 31)), kind)
    return apply(payer_id=payer_id, asking=asking, request_key=uuid4(), today=TOMORROW, at=NOW)


def _proof(payer_id: int) -> int:
    """Of the same payments as if they had been made in 太原: Beijing issues no proofs."""
    there = Order.objects.filter(payer_id=payer_id)
    (office,) = there.values_list("tax_office", flat=True).distinct()
    there.update(tax_office="11401050000")
    number = _certificate(payer_id, "shanxi", Kind.PROOF)
    there.update(tax_office=office)
    return number


def _agreements() -> list[tuple[str, tuple[int, int]]]:
    who = a_resident()
    submitted, revoking = sign(who), an_agreement(who)
    revoke_agreement(
        payer_id=who.payer_id, agreement_id=revoking, actor=who.actor, today=date(2026, 11, 21)
    )
    return [("SUBMITTED", (who.payer_id, submitted)), ("REVOKING", (who.payer_id, revoking))]
