"""Certificates and what they certify. Nobody but this module touches them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from openlevy.certificate.states import CertificateState
from openlevy.reference.certificates import Kind
from openlevy.statements.models import NextRecordId


class Certificate(models.Model):
    """One application and the paper made of it. The verification code is found by its digest and
    shown from its sealed form; content and PDF are sealed, the hash proves the content."""

    pk = models.CompositePrimaryKey("payer_id", "id")
    payer_id = models.BigIntegerField()
    id = models.BigIntegerField(db_default=NextRecordId(), unique=True)
    kind = models.TextField()
    jurisdiction = models.TextField()
    period_start = models.DateField()
    period_end = models.DateField()
    levy_item = models.TextField()
    request_key = models.UUIDField()
    request_hash = models.BinaryField()
    total_fen = models.BigIntegerField()
    lines = models.IntegerField()
    applied_on = models.DateField()
    applied_at = models.DateTimeField(db_default=Now())
    id_digest = models.BinaryField()
    code = models.BinaryField()
    code_digest = models.BinaryField(unique=True)
    content = models.BinaryField()
    content_hash = models.BinaryField()
    pdf = models.BinaryField(null=True)
    pdf_hash = models.BinaryField(null=True)
    made_at = models.DateTimeField(null=True)
    attempts = models.SmallIntegerField(db_default=0)
    due_at = models.DateTimeField(db_default=Now())
    state = models.TextField(db_default=CertificateState.MAKING.value)

    class Meta:
        db_table = "certificate_certificate"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(total_fen__gt=0, lines__gt=0), name="certifies"),
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")), name="certificate_period"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in CertificateState]),
                name="certificate_state",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in Kind]), name="certificate_kind"
            ),
            models.CheckConstraint(
                condition=~Q(state="MADE")
                | Q(pdf__isnull=False, pdf_hash__isnull=False, made_at__isnull=False),
                name="certificate_made_is_kept",
            ),
            models.UniqueConstraint(
                fields=["payer_id", "request_key"], name="certificate_request_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"], name="certificate_waiting", condition=Q(state="MAKING")
            ),
        ]


class CertifiedLine(models.Model):
    """Which paid line a certificate certifies."""

    pk = models.CompositePrimaryKey("payer_id", "certificate_id", "order_id", "declaration_id")
    payer_id = models.BigIntegerField()
    certificate_id = models.BigIntegerField()
    order_id = models.BigIntegerField()
    declaration_id = models.BigIntegerField()
    amount_fen = models.BigIntegerField()

    class Meta:
        db_table = "certificate_line"
