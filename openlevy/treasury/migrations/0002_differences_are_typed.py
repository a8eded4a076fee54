"""The database judges a difference's state and kind."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("treasury", "0001_initial"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="difference",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["OPEN", "RESOLVED"])), name="difference_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="difference",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "UNKNOWN_VOUCHER",
                            "AMOUNT_DIFFERS",
                            "TREASURY_DIFFERS",
                            "RECEIVED_TWICE",
                            "RECEIVED_NOT_DEBITED",
                            "BOOKED_AGAINST_ANSWER",
                            "NOT_BOOKED_AGAINST_ANSWER",
                            "ANSWER_CONTRADICTS",
                            "TOTAL_DIFFERS",
                        ],
                    )
                ),
                name="difference_kind",
            ),
        ),
    ]
