"""Transitions. Nobody but this module touches them."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from openlevy.statements.models import NextRecordId


class Transition(models.Model):
    """One move of one record: the action, from where to where, by whom, on which day."""

    pk = models.CompositePrimaryKey("payer_id", "id")
    payer_id = models.BigIntegerField()
    id = models.BigIntegerField(db_default=NextRecordId())
    subject = models.TextField()
    record_id = models.BigIntegerField()
    action = models.TextField()
    from_state = models.TextField()
    to_state = models.TextField()
    role = models.SmallIntegerField()
    actor_id = models.BigIntegerField(null=True)
    note = models.BinaryField(null=True)
    business_date = models.DateField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "history_transition"
        indexes: ClassVar = [
            models.Index(fields=["payer_id", "record_id"], name="transition_of_record")
        ]
