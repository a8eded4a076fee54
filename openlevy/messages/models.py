"""The two queues. Nobody but this module touches them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from openlevy.statements.models import NextRecordId

UNSIGNED_KEY = "unsigned:"
"""What the key of a message begins with that was not signed by its party when it came."""


class Outgoing(models.Model):
    """One message to be sent: what it is about, and its bytes once composed.

    ``occurrence`` tells repeated messages on one record apart (a query asked again).
    """

    id = models.BigIntegerField(primary_key=True, db_default=NextRecordId())
    party = models.TextField()
    topic = models.TextField()
    payer_id = models.BigIntegerField()
    record_id = models.BigIntegerField()
    occurrence = models.IntegerField(db_default=1)
    message_key = models.TextField(null=True)
    wire = models.BinaryField(null=True)
    created_at = models.DateTimeField(db_default=Now())
    due_at = models.DateTimeField(db_default=Now())
    attempts = models.IntegerField(db_default=0)
    last_error = models.TextField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "messages_outbox"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["record_id", "topic", "occurrence"], name="outbox_once"
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(wire__isnull=False), name="outbox_sent_kept"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"], name="outbox_waiting", condition=Q(sent_at__isnull=True)
            ),
            models.Index(
                fields=["party", "message_key"],
                name="outbox_key",
                condition=Q(message_key__isnull=False),
            ),
        ]


class Incoming(models.Model):
    """One message received, as it came, and what became of it.

    ``content_hash`` is of what makes two messages the same: the wire, or what it carries.
    ``result`` is what the party is told about it, where that cannot be made anew later.
    """

    id = models.BigIntegerField(primary_key=True, db_default=NextRecordId())
    party = models.TextField()
    message_key = models.TextField()
    topic = models.TextField()
    content_hash = models.BinaryField()
    wire = models.BinaryField()
    received_at = models.DateTimeField(db_default=Now())
    due_at = models.DateTimeField(db_default=Now())
    attempts = models.IntegerField(db_default=0)
    handled_at = models.DateTimeField(null=True)
    outcome = models.TextField(null=True)
    result = models.BinaryField(null=True)
    last_error = models.TextField(null=True)

    class Meta:
        db_table = "messages_inbox"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["party", "message_key"], name="inbox_once"),
            models.CheckConstraint(
                condition=Q(handled_at__isnull=True, outcome__isnull=True)
                | Q(handled_at__isnull=False, outcome__isnull=False),
                name="inbox_handled_with_outcome",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"], name="inbox_waiting", condition=Q(handled_at__isnull=True)
            ),
            models.Index(
                fields=["handled_at"],
                name="inbox_unsigned",
                condition=Q(message_key__startswith=UNSIGNED_KEY),
            ),
        ]


class IncomingPart(models.Model):
    """One part of a message that is handled part by part, and what came of it; until the whole
    has been handled."""

    pk = models.CompositePrimaryKey("message_id", "part")
    message_id = models.BigIntegerField()
    part = models.BigIntegerField()
    result = models.BinaryField()

    class Meta:
        db_table = "messages_inbox_part"
