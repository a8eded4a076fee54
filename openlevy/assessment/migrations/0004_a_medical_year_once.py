"""A year of resident medical insurance is declared or paid under one enrolment of a person."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0003_reopened_windows"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="payable",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("kind", "regular"),
                    ("levy_item", "10212"),
                    ("state__in", ["DECLARED", "SETTLED"]),
                ),
                fields=("payer_id", "period_start"),
                name="payable_medical_year_once",
            ),
        ),
    ]
