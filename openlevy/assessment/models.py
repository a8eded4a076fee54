"""Payables and chosen amounts. Nobody but this module touches them."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Now

from openlevy.assessment.rules import FLAT_KIND
from openlevy.assessment.states import PayableState, ReopeningState, SettingState
from openlevy.statements.models import NextRecordId


class Days(Func):
    """``daterange(first, last, '[]')``: the days from one column to another, both included."""

    function = "DATERANGE"
    output_field = DateRangeField()


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
    standard_fen = models.BigIntegerField(db_default=0)
    subsidiser_1 = models.TextField(db_default="")
    subsidy_1_fen = models.BigIntegerField(db_default=0)
    subsidiser_2 = models.TextField(db_default="")
    subsidy_2_fen = models.BigIntegerField(db_default=0)
    subsidiser_3 = models.TextField(db_default="")
    subsidy_3_fen = models.BigIntegerField(db_default=0)
    state = models.TextField(db_default=PayableState.OPEN.value)

    class Meta:
        db_table = "assessment_payable"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(principal_fen__gt=0, interest_fen__gte=0, late_fee_fen__gte=0)
                & Q(amount_fen=F("principal_fen") + F("interest_fen") + F("late_fee_fen")),
                name="payable_sums",
            ),
            # What is not told is nothing throughout; what is told adds up.
            models.CheckConstraint(
                condition=Q(standard_fen=0, subsidy_1_fen=0)
                | Q(
                    special_kind=FLAT_KIND,
                    subsidy_1_fen__gt=0,
                    standard_fen=F("principal_fen")
                    + F("subsidy_1_fen")
                    + F("subsidy_2_fen")
                    + F("subsidy_3_fen"),
                ),
                name="payable_standard_sums",
            ),
            models.CheckConstraint(
                condition=(
                    Q(subsidiser_1="", subsidy_1_fen=0, subsidy_2_fen=0)
                    | ~Q(subsidiser_1="") & Q(subsidy_1_fen__gt=0)
                )
                & (
                    Q(subsidiser_2="", subsidy_2_fen=0, subsidy_3_fen=0)
                    | ~Q(subsidiser_2="")
                    & ~Q(subsidiser_2=F("subsidiser_1"))
                    & Q(subsidy_2_fen__gt=0)
                )
                & (
                    Q(subsidiser_3="", subsidy_3_fen=0)
                    | ~Q(subsidiser_3="")
                    & ~Q(subsidiser_3=F("subsidiser_1"))
                    & ~Q(subsidiser_3=F("subsidiser_2"))
                    & Q(subsidy_3_fen__gt=0)
                ),
                name="payable_subsidies",
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
            # Nobody is insured twice in a year, wherever enrolled and whoever assessed it; years of
            # two places need not begin on the same day.
            ExclusionConstraint(
                name="payable_year_once",
                expressions=[
                    ("payer_id", RangeOperators.EQUAL),
                    ("levy_item", RangeOperators.EQUAL),
                    (Days("period_start", "period_end", Value("[]")), RangeOperators.OVERLAPS),
                ],
                condition=Q(state__in=["DECLARED", "SETTLED"])
                & (Q(kind="regular") | Q(special_kind=FLAT_KIND)),
            ),
            models.UniqueConstraint(
                fields=["agency_code", "agency_serial", "agency_detail"],
                name="payable_special_once",
            ),
        ]


class Reopening(models.Model):
    """A window that has closed, opened again for one enrolment and period until ``until_on``:
    proposed by one officer, decided by another of the same office (D3).

    The reason and the note of whoever decides are free text, and sealed.
    """

    pk = models.CompositePrimaryKey("payer_id", "id")
    payer_id = models.BigIntegerField()
    id = models.BigIntegerField(db_default=NextRecordId(), unique=True)
    enrolment_id = models.BigIntegerField()
    levy_item = models.TextField()
    tax_office = models.TextField()
    year = models.SmallIntegerField()
    period_start = models.DateField()
    period_end = models.DateField()
    until_on = models.DateField()
    reason = models.BinaryField()
    proposed_by = models.BigIntegerField()
    proposed_on = models.DateField()
    proposed_at = models.DateTimeField(db_default=Now())
    request_key = models.UUIDField()
    content_hash = models.BinaryField()
    decided_by = models.BigIntegerField(null=True)
    decided_on = models.DateField(null=True)
    decision_note = models.BinaryField(null=True)
    state = models.TextField(db_default=ReopeningState.PROPOSED.value)

    class Meta:
        db_table = "assessment_reopening"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in ReopeningState]), name="reopening_state"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="reopening_two_people",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["CONFIRMED", "REJECTED", "ENDED"],
                    decided_by__isnull=False,
                    decided_on__isnull=False,
                )
                | Q(
                    state__in=["PROPOSED", "WITHDRAWN"],
                    decided_by__isnull=True,
                    decided_on__isnull=True,
                ),
                name="reopening_decided",
            ),
            models.CheckConstraint(
                condition=Q(until_on__gte=F("proposed_on"), period_end__gte=F("period_start")),
                name="reopening_days",
            ),
            models.UniqueConstraint(
                fields=["enrolment_id", "period_start"],
                condition=Q(state="PROPOSED"),
                name="reopening_one_proposed",
            ),
            models.UniqueConstraint(
                fields=["proposed_by", "request_key"], name="reopening_request_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["tax_office", "state", "-id"],
                name="reopening_of_office",
            ),
            models.Index(
                fields=["payer_id", "until_on"],
                condition=Q(state="CONFIRMED"),
                name="reopening_of_payer",
            ),
        ]
