"""Agreements may be signed at a bank, and what banks tell of them is kept."""

import django.db.models.functions.datetime
from django.db import migrations, models

import openlevy.statements.models


class Migration(migrations.Migration):
    dependencies = [
        ("payment", "0006_others_pay_too"),
    ]

    operations = [
        migrations.AddField(
            model_name="agreement",
            name="kind",
            field=models.TextField(db_default="tripartite"),
        ),
        migrations.AddField(
            model_name="agreement",
            name="origin",
            field=models.TextField(db_default="portal"),
        ),
        migrations.RemoveConstraint(
            model_name="agreement",
            name="agreement_next_day",
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["tripartite", "bilateral"])),
                name="agreement_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(("origin__in", ["portal", "bank"])),
                name="agreement_origin",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "VERIFIED"), _negated=True),
                    ("effective_on__gt", models.F("signed_on")),
                    models.Q(("effective_on", models.F("signed_on")), ("origin", "bank")),
                    _connector="OR",
                ),
                name="agreement_next_day",
            ),
        ),
        migrations.CreateModel(
            name="BankNotice",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        db_default=openlevy.statements.models.NextRecordId(),
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sender", models.TextField()),
                ("entrusted_on", models.DateField()),
                ("request_no", models.TextField()),
                ("content_digest", models.BinaryField()),
                ("agreement_id", models.BigIntegerField(null=True)),
                ("refused_because", models.TextField(null=True)),
                (
                    "told_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
            ],
            options={
                "db_table": "payment_bank_notice",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("sender", "entrusted_on", "request_no"), name="bank_notice_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agreement_id__isnull", True),
                            ("refused_because__isnull", True),
                            _connector="XOR",
                        ),
                        name="bank_notice_answered",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            "CREATE TRIGGER payment_bank_notice_insert_only BEFORE UPDATE OR DELETE"
            " ON payment_bank_notice"
            " FOR EACH STATEMENT EXECUTE FUNCTION statement_insert_only()",
            "DROP TRIGGER payment_bank_notice_insert_only ON payment_bank_notice",
        ),
    ]
