"""The tables of certificate."""

import django.db.models.functions.datetime
from django.db import migrations, models

import openlevy.statements.models


class Migration(migrations.Migration):
    initial = True
    dependencies = [("statements", "0001_functions")]

    operations = [
        migrations.CreateModel(
            name="CertifiedLine",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "payer_id",
                        "certificate_id",
                        "order_id",
                        "declaration_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("payer_id", models.BigIntegerField()),
                ("certificate_id", models.BigIntegerField()),
                ("order_id", models.BigIntegerField()),
                ("declaration_id", models.BigIntegerField()),
                ("amount_fen", models.BigIntegerField()),
            ],
            options={
                "db_table": "certificate_line",
            },
        ),
        migrations.CreateModel(
            name="Certificate",
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
                ("kind", models.TextField()),
                ("jurisdiction", models.TextField()),
                ("period_start", models.DateField()),
                ("period_end", models.DateField()),
                ("levy_item", models.TextField()),
                ("request_key", models.UUIDField()),
                ("request_hash", models.BinaryField()),
                ("total_fen", models.BigIntegerField()),
                ("lines", models.IntegerField()),
                ("applied_on", models.DateField()),
                (
                    "applied_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("id_digest", models.BinaryField()),
                ("code", models.BinaryField()),
                ("code_digest", models.BinaryField(unique=True)),
                ("content", models.BinaryField()),
                ("content_hash", models.BinaryField()),
                ("pdf", models.BinaryField(null=True)),
                ("pdf_hash", models.BinaryField(null=True)),
                ("made_at", models.DateTimeField(null=True)),
                ("attempts", models.SmallIntegerField(db_default=0)),
                (
                    "due_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("state", models.TextField(db_default="MAKING")),
            ],
            options={
                "db_table": "certificate_certificate",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "MAKING")),
                        fields=["due_at"],
                        name="certificate_waiting",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("lines__gt", 0), ("total_fen__gt", 0)), name="certifies"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("period_end__gte", models.F("period_start"))),
                        name="certificate_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["MAKING", "MADE", "FAILED"])),
                        name="certificate_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "MADE"), _negated=True),
                            models.Q(
                                ("made_at__isnull", False),
                                ("pdf__isnull", False),
                                ("pdf_hash__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="certificate_made_is_kept",
                    ),
                    models.UniqueConstraint(
                        fields=("payer_id", "request_key"), name="certificate_request_once"
                    ),
                ],
            },
        ),
    ]
