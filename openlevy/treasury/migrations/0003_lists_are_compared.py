"""Packs of lists are kept, and what is missing is a difference without a message of its own."""

import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("treasury", "0002_differences_are_typed"),
    ]

    operations = [
        migrations.CreateModel(
            name="Pack",
            fields=[
                ("message_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("list_kind", models.TextField()),
                ("tax_office", models.TextField()),
                ("day", models.DateField()),
                ("list_no", models.TextField()),
                ("pack_count", models.IntegerField()),
                ("pack_number", models.IntegerField()),
                ("rows", models.IntegerField()),
                ("fen", models.BigIntegerField()),
                ("all_rows", models.IntegerField(null=True)),
                ("all_fen", models.BigIntegerField(null=True)),
                (
                    "taken_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
            ],
            options={
                "db_table": "treasury_pack",
            },
        ),
        migrations.RemoveConstraint(
            model_name="difference",
            name="difference_kind",
        ),
        migrations.AlterField(
            model_name="difference",
            name="message_id",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddConstraint(
            model_name="difference",
            constraint=models.UniqueConstraint(
                condition=models.Q(("message_id", None)),
                fields=("order_id", "kind"),
                name="difference_of_an_order_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="difference",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "UNKNOWN_VOUCHER",
                            "AMOUNT_DIFFERS",
                            "TREASURY_DIFFERS",
                            "RECEIVED_TWICE",
                            "RECEIVED_NOT_DEBITED",
                            "BOOKED_AGAINST_ANSWER",
                            "NOT_BOOKED_AGAINST_ANSWER",
                            "ANSWER_CONTRADICTS",
                            "VOUCHER_DIFFERS",
                            "TOTAL_DIFFERS",
                            "PACK_MISSING",
                            "NOT_LISTED",
                        ],
                    )
                ),
                name="difference_kind",
            ),
        ),
        migrations.AddIndex(
            model_name="pack",
            index=models.Index(fields=["day"], name="pack_day"),
        ),
        migrations.AddConstraint(
            model_name="pack",
            constraint=models.CheckConstraint(
                condition=models.Q(("list_kind__in", ["3122", "3126"])), name="pack_list_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="pack",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("pack_number__gte", 1), ("pack_number__lte", models.F("pack_count"))
                ),
                name="pack_is_one_of_its_list",
            ),
        ),
    ]
