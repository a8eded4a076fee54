"""A message that cannot be read, and an outcome open after the cut, are differences."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("treasury", "0004_packs_are_found_by_their_list"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="difference",
            name="difference_kind",
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
                            "VOUCHER_DIFFERS",
                            "TOTAL_DIFFERS",
                            "PACK_MISSING",
                            "NOT_LISTED",
                            "STILL_OPEN",
                            "MESSAGE_UNREADABLE",
                        ],
                    )
                ),
                name="difference_kind",
            ),
        ),
    ]
