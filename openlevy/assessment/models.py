"""Payables and chosen amounts. Nobody but this module touches them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from openlevy.assessment.states import PayableState, SettingState
from openlevy.statements.models import NextRecordId


class AmountSetting(models.Model):
    """The tier a payer has chosen for an enrolment and year (批量扣款缴费金额设置)."""

    pk = models.CompositePrimaryKey("payer_id", "id")
    payer_id = models.BigIntegerField()
    id = models.BigIntegerField(db_default=NextRecordId())
    enrolment_id = models.BigIntegerField()
    year = models.SmallIntegerField()
    tier_fen = models.BigIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField()
    state = models.TextField(db_default=SettingState.ACTIVE.value)
    set_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "assessment_amount_setting"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(tier_fen__gt=0), name="setting_positive"),
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")), name="setting_dates"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in SettingState]), name="setting_state"
            ),
            models.UniqueConstraint(
                fields=["payer_id", "enrolment_id", "year"],
                condition=Q(state="ACTIVE"),
                name="setting_one_active",
            ),
        ]


class Payable(models.Model):
    """One amount to be declared and paid: regular (chosen tier) or special (agency's)."""

    pk = models.CompositePrimaryKey("payer_id", "id")
    payer_id = models.BigIntegerField()
    id = models.BigIntegerField(db_default=NextRecordId())
    enrolment_id = models.BigIntegerField()
    kind = models.TextField()
    special_kind = models.TextField(db_default="")
    kind_words = models.TextField(db_default="")
    levy_item = models.TextField()
    levy_subitem = models.TextField()
    tax_office = models.TextField()
    agency_code = models.TextField()
    agency_serial = models.TextField(null=True)
    agency_detail = models.TextField(null=True)
    content_hash = models.BinaryField(null=True)
    period_start = models.DateField()
    period_end = models.DateField()
    principal_fen = models.BigIntegerField()
    interest_fen = models.BigIntegerField(db_default=0)
    late_fee_fen = models.BigIntegerField(db_default=0)
    amount_fen = models.BigIntegerField()
    assessed_on = models.DateField()
    due_on = models.DateField()
    remark = models.TextField(db_default="")
    state = models.TextField(db_default=PayableState.OPEN.value)

    class Meta:
        db_table = "assessment_payable"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(principal_fen__gt=0, interest_fen__gte=0, late_fee_fen__gte=0)
                & Q(amount_fen=F("principal_fen") + F("interest_fen") + F("late_fee_fen")),
                name="payable_sums",
            ),
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")), name="payable_period"
            ),
            models.CheckConstraint(
                condition=Q(kind="regular", agency_serial__isnull=True)
                | Q(kind="special", agency_serial__isnull=False, agency_detail__isnull=False),
                name="payable_kind",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in PayableState]), name="payable_state"
            ),
            models.UniqueConstraint(
                fields=["payer_id", "enrolment_id", "period_start"],
                condition=Q(kind="regular") & ~Q(state="WITHDRAWN"),
                name="payable_regular_once",
            ),
            models.UniqueConstraint(
                fields=["agency_code", "agency_serial", "agency_detail"],
                name="payable_special_once",
            ),
        ]
