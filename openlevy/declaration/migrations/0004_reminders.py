"""Who was reminded of the end of a collection, and how far everybody has been (X6)."""

import django.db.models.functions.datetime
from django.db import migrations, models

import openlevy.statements.models


class Migration(migrations.Migration):
    dependencies = [("declaration", "0003_who_drew_it_up")]

    operations = [
        migrations.CreateModel(
            name="ReminderRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.TextField()),
                ("levy_item", models.TextField()),
                ("year", models.SmallIntegerField()),
                ("days_before", models.SmallIntegerField()),
                ("payer_id", models.BigIntegerField(default=0)),
                ("enrolment_id", models.BigIntegerField(default=0)),
                ("walked_on", models.DateField(null=True)),
            ],
            options={
                "db_table": "declaration_reminder_run",
                "constraints": [
                    models.UniqueConstraint(
                        fields=["place", "levy_item", "year", "days_before"],
                        name="reminder_run_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
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
                ("enrolment_id", models.BigIntegerField()),
                ("levy_item", models.TextField()),
                ("year", models.SmallIntegerField()),
                ("period_start", models.DateField()),
                ("period_end", models.DateField()),
                ("days_before", models.SmallIntegerField()),
                ("last_day", models.DateField()),
                ("amount_fen", models.BigIntegerField()),
                ("declared", models.BooleanField()),
                ("told_on", models.DateField()),
                (
                    "told_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
            ],
            options={
                "db_table": "declaration_reminder",
                "constraints": [
                    models.UniqueConstraint(
                        fields=["payer_id", "enrolment_id", "period_start", "days_before"],
                        name="reminder_once",
                    )
                ],
            },
        ),
    ]
