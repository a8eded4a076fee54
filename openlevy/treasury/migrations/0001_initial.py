"""The tables of treasury."""

import django.db.models.functions.datetime
from django.db import migrations, models

import openlevy.statements.models


class Migration(migrations.Migration):
    initial = True
    dependencies = [("statements", "0001_functions")]

    operations = [
        migrations.CreateModel(
            name="Booking",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        db_default=openlevy.statements.models.NextRecordId(),
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("message_id", models.BigIntegerField()),
                ("line", models.IntegerField()),
                ("check_on", models.DateField()),
                ("voucher_no", models.TextField()),
                ("amount_fen", models.BigIntegerField()),
                ("status", models.TextField()),
                ("outcome", models.TextField()),
                (
                    "taken_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
            ],
            options={
                "db_table": "treasury_booking",
                "indexes": [models.Index(fields=["voucher_no"], name="booking_voucher")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("message_id", "line"), name="booking_line_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["BOOKED", "FAILED", "REVERSED"])),
                        name="booking_status",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Difference",
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
                ("kind", models.TextField()),
                ("message_id", models.BigIntegerField()),
                ("line", models.IntegerField()),
                ("order_id", models.BigIntegerField(null=True)),
                ("voucher_no", models.TextField()),
                ("ours_fen", models.BigIntegerField(null=True)),
                ("theirs_fen", models.BigIntegerField(null=True)),
                ("found_on", models.DateField()),
                (
                    "found_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("resolution", models.TextField(null=True)),
                ("state", models.TextField(db_default="OPEN")),
            ],
            options={
                "db_table": "treasury_difference",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("message_id", "line", "kind"), name="difference_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        db_default=openlevy.statements.models.NextRecordId(),
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("message_id", models.BigIntegerField()),
                ("line", models.IntegerField()),
                ("treasury_code", models.BigIntegerField()),
                ("received_on", models.DateField()),
                ("voucher_no", models.TextField()),
                ("amount_fen", models.BigIntegerField()),
                ("payer_id", models.BigIntegerField(null=True)),
                ("order_id", models.BigIntegerField(null=True)),
                ("outcome", models.TextField()),
                (
                    "taken_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
            ],
            options={
                "db_table": "treasury_receipt",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("message_id", "line"), name="receipt_line_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("outcome", "CLEARED")),
                        fields=("voucher_no",),
                        name="receipt_clears_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount_fen__gt", 0)), name="receipt_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("order_id__isnull", False), ("outcome", "CLEARED")),
                            models.Q(("outcome", "CLEARED"), _negated=True),
                            _connector="OR",
                        ),
                        name="receipt_cleared_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkDate",
            fields=[
                ("id", models.SmallIntegerField(db_default=1, primary_key=True, serialize=False)),
                ("work_date", models.DateField()),
                (
                    "announced_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
            ],
            options={
                "db_table": "treasury_work_date",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)), name="work_date_is_one_row"
                    )
                ],
            },
        ),
        migrations.RunSQL(
            "CREATE TRIGGER treasury_receipt_insert_only BEFORE UPDATE OR DELETE ON treasury_receipt"
            " FOR EACH STATEMENT EXECUTE FUNCTION statement_insert_only()",
            "DROP TRIGGER treasury_receipt_insert_only ON treasury_receipt",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER treasury_booking_insert_only BEFORE UPDATE OR DELETE ON treasury_booking"
            " FOR EACH STATEMENT EXECUTE FUNCTION statement_insert_only()",
            "DROP TRIGGER treasury_booking_insert_only ON treasury_booking",
        ),
    ]
