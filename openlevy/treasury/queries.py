"""Receipts, differences and the network's work date; plain values."""

from dataclasses import dataclass
from datetime import date, datetime

from openlevy.statements.services import Fragment
from openlevy.treasury.models import WorkDate


@dataclass(frozen=True, slots=True)
class WorkDateSince:
    """The network's work date and when it announced it."""

    work_date: date
    announced_at: datetime


def work_date_since() -> WorkDateSince | None:
    """The network's work date with the instant of its announcement, once there was one."""
    row = WorkDate.objects.values_list("work_date", "announced_at").first()
    return None if row is None else WorkDateSince(*row)


def work_date() -> date | None:
    """The network's work date, once it has announced one."""
    return WorkDate.objects.values_list("work_date", flat=True).first()


def receipts_sql(name: str) -> Fragment:
    """Every receipt line as a ``WITH`` item: id, message_id, treasury_code, received_on,
    voucher_no, amount_fen, payer_id, order_id, outcome."""
    return Fragment(
        {
            name: "SELECT id, message_id, treasury_code, received_on, voucher_no, amount_fen,"
            " payer_id, order_id, outcome FROM treasury_receipt"
        }
    )


def differences_sql(name: str) -> Fragment:
    """Every difference as a ``WITH`` item: payer_id, id, order_id, state."""
    return Fragment({name: "SELECT payer_id, id, order_id, state FROM treasury_difference"})


def bookings_sql(name: str) -> Fragment:
    """Every line of the booking lists as a ``WITH`` item: id, message_id, voucher_no, amount_fen,
    status."""
    return Fragment(
        {name: "SELECT id, message_id, voucher_no, amount_fen, status FROM treasury_booking"}
    )
