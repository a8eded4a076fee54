"""The tables of payment."""

import django.db.models.functions.datetime
from django.db import migrations, models

import openlevy.statements.models


class Migration(migrations.Migration):
    initial = True
    dependencies = [("statements", "0001_functions")]

    operations = [
        migrations.CreateModel(
            name="Agreement",
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
                    models.BigIntegerField(
                        db_default=openlevy.statements.models.NextRecordId(), unique=True
                    ),
                ),
                ("protocol_no", models.TextField(unique=True)),
                ("tax_office", models.TextField()),
                ("treasury_code", models.BigIntegerField()),
                ("open_bank", models.BigIntegerField()),
                ("clearing_bank", models.BigIntegerField()),
                ("bank_name", models.TextField()),
                ("bank_account", models.BinaryField()),
                ("bank_account_digest", models.BinaryField()),
                ("bank_account_tail", models.TextField()),
                ("holder_name", models.TextField()),
                ("request_key", models.UUIDField()),
                ("signed_on", models.DateField()),
                (
                    "signed_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("effective_on", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
                ("answer_words", models.TextField(null=True)),
                ("state", models.TextField(db_default="SUBMITTED")),
            ],
            options={
                "db_table": "payment_agreement",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["SUBMITTED", "VERIFIED", "FAILED", "REVOKING", "REVOKED"],
                            )
                        ),
                        name="agreement_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "VERIFIED"), _negated=True),
                            ("effective_on__gt", models.F("signed_on")),
                            _connector="OR",
                        ),
                        name="agreement_next_day",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["SUBMITTED", "VERIFIED"])),
                        fields=("payer_id", "tax_office", "bank_account_digest"),
                        name="agreement_one_live",
                    ),
                    models.UniqueConstraint(
                        fields=("payer_id", "request_key"), name="agreement_request_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Credit",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "payer_id",
                        "order_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("payer_id", models.BigIntegerField()),
                ("order_id", models.BigIntegerField()),
                ("amount_fen", models.BigIntegerField()),
                ("arisen_on", models.DateField()),
            ],
            options={
                "db_table": "payment_credit",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount_fen__gt", 0)), name="credit_positive"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Order",
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
                ("id", models.BigIntegerField(unique=True)),
                ("agreement_id", models.BigIntegerField()),
                ("tax_office", models.TextField()),
                ("treasury_code", models.BigIntegerField()),
                ("clearing_bank", models.BigIntegerField()),
                ("voucher_no", models.TextField(unique=True)),
                ("trade_no", models.TextField()),
                ("entrust_on", models.DateField()),
                ("amount_fen", models.BigIntegerField()),
                ("channel", models.TextField()),
                ("request_key", models.UUIDField()),
                ("content_hash", models.BinaryField()),
                (
                    "instructed_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("answer_code", models.TextField(null=True)),
                ("answer_words", models.TextField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("debited_on", models.DateField(null=True)),
                ("remitted_on", models.DateField(null=True)),
                ("received_on", models.DateField(null=True)),
                ("cleared_at", models.DateTimeField(null=True)),
                ("credited_on", models.DateField(null=True)),
                ("state", models.TextField(db_default="IN_FLIGHT")),
            ],
            options={
                "db_table": "payment_order",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["IN_FLIGHT", "UNKNOWN", "REVERSING"])),
                        fields=["instructed_at"],
                        name="order_open_outcome",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount_fen__gt", 0)), name="order_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "IN_FLIGHT",
                                    "UNKNOWN",
                                    "REVERSING",
                                    "CONFIRMED",
                                    "REFUSED",
                                    "REVERSED",
                                    "CREDITED",
                                    "RETRACTED",
                                    "CLEARED",
                                    "CREDIT_CLEARED",
                                ],
                            )
                        ),
                        name="order_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["CLEARED", "CREDIT_CLEARED"]), _negated=True),
                            models.Q(("cleared_at__isnull", False), ("received_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="order_cleared_by_receipt",
                    ),
                    models.UniqueConstraint(
                        fields=("tax_office", "entrust_on", "trade_no"), name="order_trade_once"
                    ),
                    models.UniqueConstraint(
                        fields=("payer_id", "request_key"), name="order_request_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OrderLine",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "payer_id",
                        "order_id",
                        "declaration_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("payer_id", models.BigIntegerField()),
                ("order_id", models.BigIntegerField()),
                ("declaration_id", models.BigIntegerField()),
                ("attempt", models.SmallIntegerField()),
                ("amount_fen", models.BigIntegerField()),
                ("kind", models.TextField()),
                ("kind_words", models.TextField()),
                ("levy_item", models.TextField()),
                ("levy_subitem", models.TextField()),
                ("agency_code", models.TextField()),
                ("enrolment_id", models.BigIntegerField()),
                ("period_start", models.DateField()),
                ("period_end", models.DateField()),
                ("declared_on", models.DateField()),
            ],
            options={
                "db_table": "payment_order_line",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount_fen__gt", 0)), name="line_positive"
                    ),
                    models.UniqueConstraint(
                        fields=("payer_id", "declaration_id", "attempt"), name="line_attempt_once"
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            "CREATE TRIGGER payment_order_line_insert_only BEFORE UPDATE OR DELETE ON payment_order_line"
            " FOR EACH STATEMENT EXECUTE FUNCTION statement_insert_only()",
            "DROP TRIGGER payment_order_line_insert_only ON payment_order_line",
        ),
    ]
