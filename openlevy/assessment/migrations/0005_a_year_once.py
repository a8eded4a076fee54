"""A year of any of the residents' insurances is declared or paid under one enrolment of a person."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0004_a_medical_year_once"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="payable",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("state__in", ["DECLARED", "SETTLED"]),
                    models.Q(("kind", "regular"), ("special_kind", "41"), _connector="OR"),
                ),
                fields=("payer_id", "levy_item", "period_start"),
                name="payable_year_once",
            ),
        ),
        migrations.RemoveConstraint(model_name="payable", name="payable_medical_year_once"),
    ]
