"""Agreements and what banks tell of them, orders, lines, what was credited, credits. Nobody but
this module touches them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from openlevy.payment.states import AgreementKind, AgreementOrigin, AgreementState, OrderState
from openlevy.statements.models import NextRecordId


class Agreement(models.Model):
    """A payer's agreement that premiums of one tax office may be debited from one bank account.

    The tax office's treasury and the bank's clearing bank are copied in when it is signed, so that
    a payment reads this row alone.
    """

    pk = models.CompositePrimaryKey("payer_id", "id")
    payer_id = models.BigIntegerField()
    id = models.BigIntegerField(db_default=NextRecordId(), unique=True)
    protocol_no = models.TextField(unique=True)
    tax_office = models.TextField()
    treasury_code = models.BigIntegerField()
    open_bank = models.BigIntegerField()
    clearing_bank = models.BigIntegerField()
    bank_name = models.TextField()
    bank_account = models.BinaryField()
    bank_account_digest = models.BinaryField()
    bank_account_tail = models.TextField()
    holder_name = models.TextField()
    request_key = models.UUIDField()
    signed_on = models.DateField()
    signed_at = models.DateTimeField(db_default=Now())
    effective_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    answer_words = models.TextField(null=True)
    kind = models.TextField(db_default=AgreementKind.TRIPARTITE.value)
    origin = models.TextField(db_default=AgreementOrigin.PORTAL.value)
    state = models.TextField(db_default=AgreementState.SUBMITTED.value)

    class Meta:
        db_table = "payment_agreement"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in AgreementState]), name="agreement_state"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in AgreementKind]), name="agreement_kind"
            ),
            models.CheckConstraint(
                condition=Q(origin__in=[o.value for o in AgreementOrigin]), name="agreement_origin"
            ),
            models.CheckConstraint(
                condition=~Q(state="VERIFIED")
                | Q(effective_on__gt=F("signed_on"))
                | Q(origin="bank", effective_on=F("signed_on")),
                name="agreement_next_day",
            ),
            models.UniqueConstraint(
                fields=["payer_id", "tax_office", "bank_account_digest"],
                condition=Q(state__in=["SUBMITTED", "VERIFIED"]),
                name="agreement_one_live",
            ),
            models.UniqueConstraint(
                fields=["payer_id", "request_key"], name="agreement_request_once"
            ),
        ]


class BankNotice(models.Model):
    """What a bank has told of an agreement of its customer's, under the key it gave, and what it is
    answered: the agreement that is meant, or why it is refused. Never changed."""

    id = models.BigIntegerField(primary_key=True, db_default=NextRecordId())
    sender = models.TextField()
    entrusted_on = models.DateField()
    request_no = models.TextField()
    content_digest = models.BinaryField()
    agreement_id = models.BigIntegerField(null=True)
    refused_because = models.TextField(null=True)
    told_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "payment_bank_notice"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["sender", "entrusted_on", "request_no"], name="bank_notice_once"
            ),
            models.CheckConstraint(
                condition=Q(agreement_id__isnull=True) ^ Q(refused_because__isnull=True),
                name="bank_notice_answered",
            ),
        ]


class Order(models.Model):
    """One debit. 缴款, 上解 and 入库 each have their own time, from whoever knows it; the time of
    到账 is each line's (``Credited``). ``paid_by`` is whose agreement paid, null where it was the
    payer's own; ``payer_name`` the payer's as the network can write it."""

    pk = models.CompositePrimaryKey("payer_id", "id")
    payer_id = models.BigIntegerField()
    id = models.BigIntegerField(unique=True)
    agreement_id = models.BigIntegerField()
    paid_by = models.BigIntegerField(null=True)
    payer_name = models.TextField(null=True)
    tax_office = models.TextField()
    treasury_code = models.BigIntegerField()
    clearing_bank = models.BigIntegerField()
    voucher_no = models.TextField(unique=True)
    trade_no = models.TextField()
    entrust_on = models.DateField()
    amount_fen = models.BigIntegerField()
    channel = models.TextField()
    request_key = models.UUIDField()
    content_hash = models.BinaryField()
    instructed_at = models.DateTimeField(db_default=Now())
    answer_code = models.TextField(null=True)
    answer_words = models.TextField(null=True)
    answered_at = models.DateTimeField(null=True)
    debited_on = models.DateField(null=True)
    found_on = models.DateField(null=True)
    remitted_on = models.DateField(null=True)
    received_on = models.DateField(null=True)
    cleared_at = models.DateTimeField(null=True)
    state = models.TextField(db_default=OrderState.IN_FLIGHT.value)

    class Meta:
        db_table = "payment_order"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="order_positive"),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in OrderState]), name="order_state"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["CLEARED", "CREDIT_CLEARED"])
                | Q(received_on__isnull=False, cleared_at__isnull=False),
                name="order_cleared_by_receipt",
            ),
            models.UniqueConstraint(
                fields=["tax_office", "entrust_on", "trade_no"], name="order_trade_once"
            ),
            models.UniqueConstraint(fields=["payer_id", "request_key"], name="order_request_once"),
            models.CheckConstraint(
                condition=~Q(paid_by=F("payer_id")), name="order_paid_by_another"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["instructed_at"],
                name="order_open_outcome",
                condition=Q(state__in=["IN_FLIGHT", "UNKNOWN", "REVERSING"]),
            ),
            models.Index(
                fields=["entrust_on"], name="order_confirmed", condition=Q(state="CONFIRMED")
            ),
            models.Index(
                fields=["paid_by", "id"],
                name="order_paid_for_others",
                condition=Q(paid_by__isnull=False),
            ),
        ]


class OrderLine(models.Model):
    """What of an order settles which declaration; ``attempt`` counts a declaration's debits, so
    that two orders can never be the same attempt at one declaration. What was declared is copied
    in: it is what was paid, whatever happens to the declaration later."""

    pk = models.CompositePrimaryKey("payer_id", "order_id", "declaration_id")
    payer_id = models.BigIntegerField()
    order_id = models.BigIntegerField()
    declaration_id = models.BigIntegerField()
    attempt = models.SmallIntegerField()
    amount_fen = models.BigIntegerField()
    kind = models.TextField()
    kind_words = models.TextField()
    levy_item = models.TextField()
    levy_subitem = models.TextField()
    agency_code = models.TextField()
    enrolment_id = models.BigIntegerField()
    period_start = models.DateField()
    period_end = models.DateField()
    declared_on = models.DateField()

    class Meta:
        db_table = "payment_order_line"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="line_positive"),
            models.UniqueConstraint(
                fields=["payer_id", "declaration_id", "attempt"], name="line_attempt_once"
            ),
        ]


class Credited(models.Model):
    """A line whose money stands on the person's account at the agency (到账), by its own word."""

    pk = models.CompositePrimaryKey("payer_id", "order_id", "declaration_id")
    payer_id = models.BigIntegerField()
    order_id = models.BigIntegerField()
    declaration_id = models.BigIntegerField()
    credited_on = models.DateField()
    told_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "payment_credited"


class Credit(models.Model):
    """Money of the payer's that a debit brought without a debt to settle; withdrawn when a later
    list disproves the debit."""

    pk = models.CompositePrimaryKey("payer_id", "order_id")
    payer_id = models.BigIntegerField()
    order_id = models.BigIntegerField()
    amount_fen = models.BigIntegerField()
    arisen_on = models.DateField()
    withdrawn_on = models.DateField(null=True)

    class Meta:
        db_table = "payment_credit"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="credit_positive"),
        ]
