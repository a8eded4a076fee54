"""The tables of declaration."""

import django.db.models.functions.datetime
from django.db import migrations, models

import openlevy.statements.models


class Migration(migrations.Migration):
    initial = True
    dependencies = [("statements", "0001_functions")]

    operations = [
        migrations.CreateModel(
            name="Declaration",
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
                ("payable_id", models.BigIntegerField()),
                ("enrolment_id", models.BigIntegerField()),
                ("kind", models.TextField()),
                ("kind_words", models.TextField()),
                ("levy_item", models.TextField()),
                ("levy_subitem", models.TextField()),
                ("tax_office", models.TextField()),
                ("agency_code", models.TextField()),
                ("period_start", models.DateField()),
                ("period_end", models.DateField()),
                ("amount_fen", models.BigIntegerField()),
                ("channel", models.TextField()),
                ("request_key", models.UUIDField()),
                ("content_hash", models.BinaryField()),
                ("declared_on", models.DateField()),
                (
                    "declared_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("attempts", models.SmallIntegerField(db_default=0)),
                ("state", models.TextField(db_default="DECLARED")),
            ],
            options={
                "db_table": "declaration_declaration",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount_fen__gt", 0)), name="declaration_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["DECLARED", "PAYING", "PAID", "VOIDED"])),
                        name="declaration_state",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "VOIDED"), _negated=True),
                        fields=("payer_id", "payable_id"),
                        name="declaration_one_live",
                    ),
                    models.UniqueConstraint(
                        fields=("payer_id", "request_key", "payable_id"),
                        name="declaration_request_once",
                    ),
                ],
            },
        ),
    ]
