"""No two declared or paid years of one insurance of a person overlap, wherever they begin."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

from openlevy.assessment.models import Days


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0006_who_subsidises_what"),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.RemoveConstraint(model_name="payable", name="payable_year_once"),
        migrations.AddConstraint(
            model_name="payable",
            constraint=ExclusionConstraint(
                name="payable_year_once",
                expressions=[
                    ("payer_id", RangeOperators.EQUAL),
                    ("levy_item", RangeOperators.EQUAL),
                    (
                        Days("period_start", "period_end", models.Value("[]")),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=models.Q(
                    ("state__in", ["DECLARED", "SETTLED"]),
                    models.Q(("kind", "regular"), ("special_kind", "41"), _connector="OR"),
                ),
            ),
        ),
    ]
