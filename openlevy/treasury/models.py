"""Receipts, bookings, differences, the network's work date. Nobody but this module touches them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from openlevy.statements.models import NextRecordId
from openlevy.treasury.states import DifferenceKind, DifferenceState


class Receipt(models.Model):
    """One line of the treasury's receipt list (3126): the proof of 入库."""

    id = models.BigIntegerField(primary_key=True, db_default=NextRecordId())
    message_id = models.BigIntegerField()
    line = models.IntegerField()
    treasury_code = models.BigIntegerField()
    received_on = models.DateField()
    voucher_no = models.TextField()
    amount_fen = models.BigIntegerField()
    payer_id = models.BigIntegerField(null=True)
    order_id = models.BigIntegerField(null=True)
    outcome = models.TextField()
    taken_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "treasury_receipt"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["message_id", "line"], name="receipt_line_once"),
            models.UniqueConstraint(
                fields=["voucher_no"], condition=Q(outcome="CLEARED"), name="receipt_clears_once"
            ),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="receipt_positive"),
            models.CheckConstraint(
                condition=Q(outcome="CLEARED", order_id__isnull=False) | ~Q(outcome="CLEARED"),
                name="receipt_cleared_order",
            ),
        ]


class Booking(models.Model):
    """One line of the network's booking list (3122): what a bank has done with a debit."""

    id = models.BigIntegerField(primary_key=True, db_default=NextRecordId())
    message_id = models.BigIntegerField()
    line = models.IntegerField()
    check_on = models.DateField()
    voucher_no = models.TextField()
    amount_fen = models.BigIntegerField()
    status = models.TextField()
    outcome = models.TextField()
    taken_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "treasury_booking"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["message_id", "line"], name="booking_line_once"),
            models.CheckConstraint(
                condition=Q(status__in=["BOOKED", "FAILED", "REVERSED"]), name="booking_status"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["voucher_no"], name="booking_voucher")]


class Pack(models.Model):
    """One pack of a list that came: of a session's debits (3122) or a day's receipts (3126).
    ``all_rows`` and ``all_fen`` are what the list says of all its packs together."""

    message_id = models.BigIntegerField(primary_key=True)
    list_kind = models.TextField()
    tax_office = models.TextField()
    day = models.DateField()
    list_no = models.TextField()
    pack_count = models.IntegerField()
    pack_number = models.IntegerField()
    rows = models.IntegerField()
    fen = models.BigIntegerField()
    all_rows = models.IntegerField(null=True)
    all_fen = models.BigIntegerField(null=True)
    taken_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "treasury_pack"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(list_kind__in=["3122", "3126"]), name="pack_list_kind"
            ),
            models.CheckConstraint(
                condition=Q(pack_number__gte=1, pack_number__lte=models.F("pack_count")),
                name="pack_is_one_of_its_list",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["taken_at"], name="pack_taken"),
            models.Index(fields=["tax_office", "day", "list_no"], name="pack_of_list"),
        ]


class Difference(models.Model):
    """Something that does not fit, until somebody or a later message resolves it. ``message_id`` is
    null where it is a message that is missing."""

    pk = models.CompositePrimaryKey("payer_id", "id")
    payer_id = models.BigIntegerField()
    id = models.BigIntegerField(db_default=NextRecordId())
    kind = models.TextField()
    message_id = models.BigIntegerField(null=True)
    line = models.IntegerField()
    order_id = models.BigIntegerField(null=True)
    voucher_no = models.TextField()
    ours_fen = models.BigIntegerField(null=True)
    theirs_fen = models.BigIntegerField(null=True)
    found_on = models.DateField()
    found_at = models.DateTimeField(db_default=Now())
    resolution = models.TextField(null=True)
    state = models.TextField(db_default=DifferenceState.OPEN.value)

    class Meta:
        db_table = "treasury_difference"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["message_id", "line", "kind"], name="difference_once"),
            models.UniqueConstraint(
                fields=["order_id", "kind"],
                condition=Q(message_id=None),
                name="difference_of_an_order_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in DifferenceState]), name="difference_state"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in DifferenceKind]), name="difference_kind"
            ),
        ]


class WorkDate(models.Model):
    """The network's work date, as it last announced it (9101)."""

    id = models.SmallIntegerField(primary_key=True, db_default=1)
    work_date = models.DateField()
    announced_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "treasury_work_date"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(id=1), name="work_date_is_one_row"),
        ]
