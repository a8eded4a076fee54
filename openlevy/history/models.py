"""Transitions. Nobody but this module touches them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from openlevy.kernel.flow import Role
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
            models.Index(fields=["payer_id", "record_id"], name="transition_of_record"),
            models.Index(
                fields=["actor_id", "id"],
                condition=Q(role__gte=Role.WINDOW.value),
                name="transition_of_officer",
            ),
        ]


class Act(models.Model):
    """What an officer or an operator did that moves no record along a flow: came in, handed
    something out, proposed something, granted a role. ``actor_id`` null: the operator at the
    command line."""

    id = models.BigIntegerField(primary_key=True, db_default=NextRecordId())
    actor_id = models.BigIntegerField(null=True)
    role = models.SmallIntegerField()
    act = models.TextField()
    office = models.TextField()
    payer_id = models.BigIntegerField(null=True)
    record_id = models.BigIntegerField(null=True)
    note = models.BinaryField(null=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "history_act"
        indexes: ClassVar = [models.Index(fields=["actor_id", "id"], name="act_of_officer")]
