"""Declarations. Nobody but this module touches them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from openlevy.declaration.states import DeclarationState
from openlevy.statements.models import NextRecordId


class ReminderRun(models.Model):
    """How far everybody whose collection ends has been looked at on a day, so many days before: all
    up to ``payer_id`` and ``enrolment_id``."""

    place = models.TextField()
    levy_item = models.TextField()
    year = models.SmallIntegerField()
    days_before = models.SmallIntegerField()
    payer_id = models.BigIntegerField(default=0)
    enrolment_id = models.BigIntegerField(default=0)
    walked_on = models.DateField(null=True)

    class Meta:
        db_table = "declaration_reminder_run"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["place", "levy_item", "year", "days_before"], name="reminder_run_once"
            )
        ]


class Reminder(models.Model):
    """A payer was reminded that the collection of a year ends on ``last_day``. ``declared``: what
    it is had been declared; ``amount_fen`` is 0 where it was not known; ``reopening_id`` is that of
    the window opened for them alone, 0 where it is everybody's."""

    pk = models.CompositePrimaryKey("payer_id", "id")
    payer_id = models.BigIntegerField()
    id = models.BigIntegerField(db_default=NextRecordId())
    enrolment_id = models.BigIntegerField()
    levy_item = models.TextField()
    year = models.SmallIntegerField()
    period_start = models.DateField()
    period_end = models.DateField()
    days_before = models.SmallIntegerField()
    reopening_id = models.BigIntegerField(db_default=0)
    last_day = models.DateField()
    amount_fen = models.BigIntegerField()
    declared = models.BooleanField()
    told_on = models.DateField()
    told_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "declaration_reminder"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=[
                    "payer_id",
                    "enrolment_id",
                    "period_start",
                    "days_before",
                    "reopening_id",
                ],
                name="reminder_once_each",
            )
        ]


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
