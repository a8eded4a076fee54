"""The notices. Nobody but this module touches them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from openlevy.notices.rules import CHANNELS
from openlevy.notices.states import NoticeState
from openlevy.statements.models import NextRecordId


class Notice(models.Model):
    """One text to one address. ``key`` names the occasion, so that one occasion is told once;
    ``place`` is the jurisdiction in whose name it is told. ``payer_id`` is 0 where the address is
    nobody's yet. ``facts`` (JSON) are gone once it is decided, the address some time after."""

    pk = models.CompositePrimaryKey("payer_id", "id")
    payer_id = models.BigIntegerField()
    id = models.BigIntegerField(db_default=NextRecordId(), unique=True)
    key = models.TextField(unique=True)
    kind = models.TextField()
    channel = models.TextField()
    place = models.TextField()
    address = models.BinaryField(null=True)
    facts = models.BinaryField(null=True)
    expires_at = models.DateTimeField(null=True)
    refusal = models.TextField(db_default="")
    created_at = models.DateTimeField(db_default=Now())
    decided_at = models.DateTimeField(null=True)
    state = models.TextField(db_default=NoticeState.WAITING.value)

    class Meta:
        db_table = "notices_notice"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(channel__in=CHANNELS), name="notice_channel"),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in NoticeState]), name="notice_state"
            ),
            models.CheckConstraint(
                condition=Q(state="WAITING", facts__isnull=False, decided_at__isnull=True)
                | (~Q(state="WAITING") & Q(facts__isnull=True, decided_at__isnull=False)),
                name="notice_facts_while_waiting",
            ),
            models.CheckConstraint(
                condition=(Q(state="REFUSED") & ~Q(refusal=""))
                | (~Q(state="REFUSED") & Q(refusal="")),
                name="notice_refused_why",
            ),
            models.CheckConstraint(
                condition=~Q(state="WAITING") | Q(address__isnull=False),
                name="notice_address_while_waiting",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["decided_at"],
                name="notice_kept",
                condition=Q(address__isnull=False, decided_at__isnull=False),
            ),
        ]
