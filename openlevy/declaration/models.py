"""Declarations. Nobody but this module touches them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from openlevy.declaration.states import DeclarationState
from openlevy.statements.models import NextRecordId


class Declaration(models.Model):
    """One payable, declared once through one channel.

    ``position`` counts the declarations of one request from 1, so that two requests under one key
    collide in the database whatever they declare.
    """

    pk = models.CompositePrimaryKey("payer_id", "id")
    payer_id = models.BigIntegerField()
    id = models.BigIntegerField(db_default=NextRecordId())
    payable_id = models.BigIntegerField()
    enrolment_id = models.BigIntegerField()
    kind = models.TextField()
    kind_words = models.TextField()
    levy_item = models.TextField()
    levy_subitem = models.TextField()
    tax_office = models.TextField()
    agency_code = models.TextField()
    period_start = models.DateField()
    period_end = models.DateField()
    amount_fen = models.BigIntegerField()
    channel = models.TextField()
    request_key = models.UUIDField()
    position = models.SmallIntegerField()
    content_hash = models.BinaryField()
    declared_by = models.BigIntegerField(null=True)
    """The payer who drew it up, where that is not whose it is."""
    declared_on = models.DateField()
    declared_at = models.DateTimeField(db_default=Now())
    attempts = models.SmallIntegerField(db_default=0)
    state = models.TextField(db_default=DeclarationState.DECLARED.value)

    class Meta:
        db_table = "declaration_declaration"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="declaration_positive"),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in DeclarationState]), name="declaration_state"
            ),
            models.CheckConstraint(
                condition=~Q(declared_by=F("payer_id")), name="declaration_by_another"
            ),
            models.UniqueConstraint(
                fields=["payer_id", "payable_id"],
                condition=~Q(state="VOIDED"),
                name="declaration_one_live",
            ),
            models.UniqueConstraint(
                fields=["payer_id", "request_key", "position"], name="declaration_request_once"
            ),
        ]
