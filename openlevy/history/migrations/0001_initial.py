"""The tables of history."""

import django.db.models.functions.datetime
from django.db import migrations, models

import openlevy.statements.models


class Migration(migrations.Migration):
    initial = True
    dependencies = [("statements", "0001_functions")]

    operations = [
        migrations.CreateModel(
            name="Transition",
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
                ("subject", models.TextField()),
                ("record_id", models.BigIntegerField()),
                ("action", models.TextField()),
                ("from_state", models.TextField()),
                ("to_state", models.TextField()),
                ("role", models.SmallIntegerField()),
                ("actor_id", models.BigIntegerField(null=True)),
                ("note", models.BinaryField(null=True)),
                ("business_date", models.DateField()),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "db_table": "history_transition",
                "indexes": [
                    models.Index(fields=["payer_id", "record_id"], name="transition_of_record")
                ],
            },
        ),
        migrations.RunSQL(
            "CREATE TRIGGER history_transition_insert_only BEFORE UPDATE OR DELETE ON history_transition"
            " FOR EACH STATEMENT EXECUTE FUNCTION statement_insert_only()",
            "DROP TRIGGER history_transition_insert_only ON history_transition",
        ),
    ]
