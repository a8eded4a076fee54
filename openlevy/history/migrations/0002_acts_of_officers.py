"""What officers do is kept, the moves of no record too, and found by whoever did it."""

import django.db.models.functions.datetime
from django.db import migrations, models

import openlevy.statements.models


class Migration(migrations.Migration):
    dependencies = [
        ("history", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Act",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        db_default=openlevy.statements.models.NextRecordId(),
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("actor_id", models.BigIntegerField(null=True)),
                ("role", models.SmallIntegerField()),
                ("act", models.TextField()),
                ("office", models.TextField()),
                ("payer_id", models.BigIntegerField(null=True)),
                ("record_id", models.BigIntegerField(null=True)),
                ("note", models.BinaryField(null=True)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "db_table": "history_act",
            },
        ),
        migrations.AddIndex(
            model_name="transition",
            index=models.Index(
                condition=models.Q(("role__gte", 64)),
                fields=["actor_id", "id"],
                name="transition_of_officer",
            ),
        ),
        migrations.AddIndex(
            model_name="act",
            index=models.Index(fields=["actor_id", "id"], name="act_of_officer"),
        ),
        migrations.RunSQL(
            "CREATE TRIGGER history_act_insert_only BEFORE UPDATE OR DELETE ON history_act"
            " FOR EACH STATEMENT EXECUTE FUNCTION statement_insert_only()",
            "DROP TRIGGER history_act_insert_only ON history_act",
        ),
    ]
