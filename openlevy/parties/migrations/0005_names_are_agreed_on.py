"""What each agency calls a person, and what became of the names that they have corrected."""

from django.db import migrations, models

import openlevy.statements.models


class Migration(migrations.Migration):
    dependencies = [
        ("parties", "0004_payers_act_for_others"),
    ]
    operations = [
        migrations.AddField(
            model_name="agencyperson",
            name="name",
            field=models.TextField(null=True),
        ),
        migrations.AddField(
            model_name="agencyperson",
            name="wire_name",
            field=models.TextField(null=True),
        ),
        migrations.CreateModel(
            name="NameCorrection",
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
                ("agency_code", models.TextField()),
                ("personal_no", models.TextField()),
                ("was", models.TextField()),
                ("name", models.TextField()),
                ("wire_name", models.TextField(null=True)),
                ("told_on", models.DateField()),
                ("ended_on", models.DateField(null=True)),
                ("state", models.TextField(db_default="PROPOSED")),
            ],
            options={
                "db_table": "parties_name_correction",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["PROPOSED", "AGREED", "WITHDRAWN"])),
                        name="name_correction_state",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "PROPOSED")),
                        fields=("agency_code", "personal_no"),
                        name="name_correction_one_open",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            "ALTER TABLE parties_name_correction ADD CONSTRAINT name_correction_of_a_person"
            " FOREIGN KEY (payer_id) REFERENCES parties_person (payer_id)",
            "ALTER TABLE parties_name_correction DROP CONSTRAINT name_correction_of_a_person",
        ),
    ]
