"""The tables of assessment."""

import django.db.models.expressions
import django.db.models.functions.datetime
from django.db import migrations, models

import openlevy.statements.models


class Migration(migrations.Migration):
    initial = True
    dependencies = [("statements", "0001_functions")]

    operations = [
        migrations.CreateModel(
            name="AmountSetting",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "payer_id",
                        "id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("payer_id", models.BigIntegerField()),
                (
                    "id",
                    models.BigIntegerField(db_default=openlevy.statements.models.NextRecordId()),
                ),
                ("enrolment_id", models.BigIntegerField()),
                ("year", models.SmallIntegerField()),
                ("tier_fen", models.BigIntegerField()),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField()),
                ("state", models.TextField(db_default="ACTIVE")),
                (
                    "set_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
            ],
            options={
                "db_table": "assessment_amount_setting",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("tier_fen__gt", 0)), name="setting_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gte", models.F("valid_from"))),
                        name="setting_dates",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["ACTIVE", "REPLACED", "VOIDED"])),
                        name="setting_state",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "ACTIVE")),
                        fields=("payer_id", "enrolment_id", "year"),
                        name="setting_one_active",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Payable",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "payer_id",
                        "id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("payer_id", models.BigIntegerField()),
                (
                    "id",
                    models.BigIntegerField(db_default=openlevy.statements.models.NextRecordId()),
                ),
                ("enrolment_id", models.BigIntegerField()),
                ("kind", models.TextField()),
                ("special_kind", models.TextField(db_default="")),
                ("kind_words", models.TextField(db_default="")),
                ("levy_item", models.TextField()),
                ("levy_subitem", models.TextField()),
                ("tax_office", models.TextField()),
                ("agency_code", models.TextField()),
                ("agency_serial", models.TextField(null=True)),
                ("agency_detail", models.TextField(null=True)),
                ("content_hash", models.BinaryField(null=True)),
                ("period_start", models.DateField()),
                ("period_end", models.DateField()),
                ("principal_fen", models.BigIntegerField()),
                ("interest_fen", models.BigIntegerField(db_default=0)),
                ("late_fee_fen", models.BigIntegerField(db_default=0)),
                ("amount_fen", models.BigIntegerField()),
                ("assessed_on", models.DateField()),
                ("due_on", models.DateField()),
                ("remark", models.TextField(db_default="")),
                ("state", models.TextField(db_default="OPEN")),
            ],
            options={
                "db_table": "assessment_payable",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("interest_fen__gte", 0),
                            ("late_fee_fen__gte", 0),
                            ("principal_fen__gt", 0),
                            (
                                "amount_fen",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("principal_fen"), "+", models.F("interest_fen")
                                    ),
                                    "+",
                                    models.F("late_fee_fen"),
                                ),
                            ),
                        ),
                        name="payable_sums",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("period_end__gte", models.F("period_start"))),
                        name="payable_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agency_serial__isnull", True), ("kind", "regular")),
                            models.Q(
                                ("agency_detail__isnull", False),
                                ("agency_serial__isnull", False),
                                ("kind", "special"),
                            ),
                            _connector="OR",
                        ),
                        name="payable_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["OPEN", "DECLARED", "SETTLED", "WITHDRAWN"])
                        ),
                        name="payable_state",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("kind", "regular"), models.Q(("state", "WITHDRAWN"), _negated=True)
                        ),
                        fields=("payer_id", "enrolment_id", "period_start"),
                        name="payable_regular_once",
                    ),
                    models.UniqueConstraint(
                        fields=("agency_code", "agency_serial", "agency_detail"),
                        name="payable_special_once",
                    ),
                ],
            },
        ),
    ]
