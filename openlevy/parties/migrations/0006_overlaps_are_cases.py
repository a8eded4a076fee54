"""Two enrolments of a person for the same months, from when they are found until one is changed."""

from django.db import migrations, models

import openlevy.statements.models


class Migration(migrations.Migration):
    dependencies = [
        ("parties", "0005_names_are_agreed_on"),
    ]
    operations = [
        migrations.CreateModel(
            name="Overlap",
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
                ("levy_item", models.TextField()),
                ("first_id", models.BigIntegerField()),
                ("second_id", models.BigIntegerField()),
                ("first_month", models.DateField()),
                ("last_month", models.DateField(null=True)),
                ("found_on", models.DateField()),
                ("ended_on", models.DateField(null=True)),
                ("state", models.TextField(db_default="OPEN")),
            ],
            options={
                "db_table": "parties_overlap",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["OPEN", "ENDED"])),
                        name="overlap_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first_id__lt", models.F("second_id"))),
                        name="overlap_of_two_in_order",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "OPEN")),
                        fields=("first_id", "second_id"),
                        name="overlap_one_open",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            "ALTER TABLE parties_overlap ADD CONSTRAINT overlap_of_a_person"
            " FOREIGN KEY (payer_id) REFERENCES parties_person (payer_id)",
            "ALTER TABLE parties_overlap DROP CONSTRAINT overlap_of_a_person",
        ),
    ]
