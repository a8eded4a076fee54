"""The journal and its seals. Nobody but this module touches them."""

from typing import ClassVar

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Func, Q
from django.db.models.functions import Now

from openlevy.ledger.chart import POSTING_TABLE


class CurrentTransactionId(Func):
    """What ``TransactionNumber`` was before a journal could be restored from a dump; the first
    migration names it."""

    function = "pg_current_xact_id"
    template = "(%(function)s()::text::bigint)"
    output_field = models.BigIntegerField()


class TransactionNumber(Func):
    """The number of the transaction that writes the row, by which the sealer knows what is
    complete. A bigint: xid8 has no BRIN index. ``ledger_xact`` keeps it from going back."""

    function = "ledger_xact"
    template = "%(function)s(pg_current_xact_id())"
    output_field = models.BigIntegerField()


def _permitted() -> Q:
    condition = Q()
    for event, move in POSTING_TABLE.items():
        condition |= Q(event=event, source=move.source, destination=move.destination)
    return condition


class Posting(models.Model):
    """One move of money: whose, because of which record, by which event.

    The primary key makes the same thing twice the same thing once: a record meets an event once.
    """

    pk = models.CompositePrimaryKey("payer_id", "record_id", "event")
    payer_id = models.BigIntegerField()
    record_id = models.BigIntegerField()
    event = models.SmallIntegerField()
    source = models.SmallIntegerField()
    source_of = models.BigIntegerField()
    destination = models.SmallIntegerField()
    destination_of = models.BigIntegerField()
    amount_fen = models.BigIntegerField()
    business_date = models.DateField()
    posted_at = models.DateTimeField(db_default=Now())
    xact = models.BigIntegerField(db_default=TransactionNumber())

    class Meta:
        db_table = "ledger_posting"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="posting_amount_positive"),
            models.CheckConstraint(condition=_permitted(), name="posting_in_the_table"),
        ]
        indexes: ClassVar = [BrinIndex("xact", name="posting_xact", pages_per_range=32)]


class Block(models.Model):
    """A sealed stretch of the journal: every posting whose transaction lies in [first, end).

    ``marks`` tell which posting of a broken block is not as it was; what counts is the hash.
    """

    number = models.BigIntegerField(primary_key=True)
    first_xact = models.BigIntegerField()
    end_xact = models.BigIntegerField()
    postings = models.BigIntegerField()
    content_hash = models.BinaryField()
    marks = models.BinaryField()
    previous_head = models.BinaryField()
    head = models.BinaryField(unique=True)
    signature = models.BinaryField()
    key_name = models.TextField()
    sealed_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "ledger_block"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["first_xact"], name="block_begins_once"),
        ]
