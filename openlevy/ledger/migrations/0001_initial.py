"""The tables of ledger."""

import django.contrib.postgres.indexes
import django.db.models.functions.datetime
from django.db import migrations, models

import openlevy.ledger.chart
import openlevy.ledger.models


class Migration(migrations.Migration):
    initial = True
    dependencies = [("statements", "0001_functions")]

    operations = [
        migrations.CreateModel(
            name="Block",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("first_xact", models.BigIntegerField()),
                ("end_xact", models.BigIntegerField()),
                ("postings", models.BigIntegerField()),
                ("content_hash", models.BinaryField()),
                ("previous_head", models.BinaryField()),
                ("head", models.BinaryField(unique=True)),
                ("signature", models.BinaryField()),
                ("key_name", models.TextField()),
                (
                    "sealed_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
            ],
            options={
                "db_table": "ledger_block",
                "constraints": [
                    models.UniqueConstraint(fields=("first_xact",), name="block_begins_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "payer_id",
                        "record_id",
                        "event",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("payer_id", models.BigIntegerField()),
                ("record_id", models.BigIntegerField()),
                ("event", models.SmallIntegerField()),
                ("source", models.SmallIntegerField()),
                ("source_of", models.BigIntegerField()),
                ("destination", models.SmallIntegerField()),
                ("destination_of", models.BigIntegerField()),
                ("amount_fen", models.BigIntegerField()),
                ("business_date", models.DateField()),
                (
                    "posted_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "xact",
                    models.BigIntegerField(
                        db_default=openlevy.ledger.models.CurrentTransactionId()
                    ),
                ),
            ],
            options={
                "db_table": "ledger_posting",
                "indexes": [
                    django.contrib.postgres.indexes.BrinIndex(
                        models.F("xact"), name="posting_xact", pages_per_range=32
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount_fen__gt", 0)), name="posting_amount_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("destination", openlevy.ledger.chart.Account["DUE"]),
                                ("event", openlevy.ledger.chart.Event["ASSESSED"]),
                                ("source", openlevy.ledger.chart.Account["PREMIUM"]),
                            ),
                            models.Q(
                                ("destination", openlevy.ledger.chart.Account["PREMIUM"]),
                                ("event", openlevy.ledger.chart.Event["ASSESSMENT_WITHDRAWN"]),
                                ("source", openlevy.ledger.chart.Account["DUE"]),
                            ),
                            models.Q(
                                ("destination", openlevy.ledger.chart.Account["DUE"]),
                                ("event", openlevy.ledger.chart.Event["DECLARED"]),
                                ("source", openlevy.ledger.chart.Account["PREMIUM"]),
                            ),
                            models.Q(
                                ("destination", openlevy.ledger.chart.Account["PREMIUM"]),
                                ("event", openlevy.ledger.chart.Event["DECLARATION_VOIDED"]),
                                ("source", openlevy.ledger.chart.Account["DUE"]),
                            ),
                            models.Q(
                                ("destination", openlevy.ledger.chart.Account["IN_FLIGHT"]),
                                ("event", openlevy.ledger.chart.Event["DEBIT_INSTRUCTED"]),
                                ("source", openlevy.ledger.chart.Account["DUE"]),
                            ),
                            models.Q(
                                ("destination", openlevy.ledger.chart.Account["COLLECTED"]),
                                ("event", openlevy.ledger.chart.Event["DEBIT_CONFIRMED"]),
                                ("source", openlevy.ledger.chart.Account["IN_FLIGHT"]),
                            ),
                            models.Q(
                                ("destination", openlevy.ledger.chart.Account["DUE"]),
                                ("event", openlevy.ledger.chart.Event["DEBIT_REFUSED"]),
                                ("source", openlevy.ledger.chart.Account["IN_FLIGHT"]),
                            ),
                            models.Q(
                                ("destination", openlevy.ledger.chart.Account["DUE"]),
                                ("event", openlevy.ledger.chart.Event["DEBIT_REVERSED"]),
                                ("source", openlevy.ledger.chart.Account["IN_FLIGHT"]),
                            ),
                            models.Q(
                                ("destination", openlevy.ledger.chart.Account["COLLECTED"]),
                                ("event", openlevy.ledger.chart.Event["DEBIT_PROVED_AND_APPLIED"]),
                                ("source", openlevy.ledger.chart.Account["DUE"]),
                            ),
                            models.Q(
                                ("destination", openlevy.ledger.chart.Account["COLLECTED"]),
                                ("event", openlevy.ledger.chart.Event["DEBIT_PROVED_AND_CREDITED"]),
                                ("source", openlevy.ledger.chart.Account["CREDIT"]),
                            ),
                            models.Q(
                                ("destination", openlevy.ledger.chart.Account["DUE"]),
                                ("event", openlevy.ledger.chart.Event["DEBIT_DISPROVED"]),
                                ("source", openlevy.ledger.chart.Account["COLLECTED"]),
                            ),
                            models.Q(
                                ("destination", openlevy.ledger.chart.Account["RECEIVED"]),
                                ("event", openlevy.ledger.chart.Event["TREASURY_RECEIVED"]),
                                ("source", openlevy.ledger.chart.Account["COLLECTED"]),
                            ),
                            models.Q(
                                ("destination", openlevy.ledger.chart.Account["CLEARED"]),
                                ("event", openlevy.ledger.chart.Event["CLEARED"]),
                                ("source", openlevy.ledger.chart.Account["RECEIVED"]),
                            ),
                            models.Q(
                                ("destination", openlevy.ledger.chart.Account["RECEIVED"]),
                                ("event", openlevy.ledger.chart.Event["RECEIVED_UNIDENTIFIED"]),
                                ("source", openlevy.ledger.chart.Account["SUSPENSE"]),
                            ),
                            _connector="OR",
                        ),
                        name="posting_in_the_table",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            "CREATE TRIGGER ledger_posting_insert_only BEFORE UPDATE OR DELETE ON ledger_posting"
            " FOR EACH STATEMENT EXECUTE FUNCTION statement_insert_only()",
            "DROP TRIGGER ledger_posting_insert_only ON ledger_posting",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER ledger_block_insert_only BEFORE UPDATE OR DELETE ON ledger_block"
            " FOR EACH STATEMENT EXECUTE FUNCTION statement_insert_only()",
            "DROP TRIGGER ledger_block_insert_only ON ledger_block",
        ),
    ]
