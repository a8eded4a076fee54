"""Whoever has a window opened for them alone is reminded of its end too (X6)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("declaration", "0004_reminders")]

    operations = [
        migrations.AddField(
            model_name="reminder",
            name="reopening_id",
            field=models.BigIntegerField(db_default=0),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.UniqueConstraint(
                fields=[
                    "payer_id",
                    "enrolment_id",
                    "period_start",
                    "days_before",
                    "reopening_id",
                ],
                name="reminder_once_each",
            ),
        ),
        migrations.RemoveConstraint(model_name="reminder", name="reminder_once"),
    ]
