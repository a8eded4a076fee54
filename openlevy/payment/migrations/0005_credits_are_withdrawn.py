"""A credit ends when a later list disproves its debit."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("payment", "0004_confirmed_orders_are_found_by_day"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="order",
            name="order_state",
        ),
        migrations.AddField(
            model_name="credit",
            name="withdrawn_on",
            field=models.DateField(null=True),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "IN_FLIGHT",
                            "UNKNOWN",
                            "REVERSING",
                            "CONFIRMED",
                            "REFUSED",
                            "REVERSED",
                            "CREDITED",
                            "RETRACTED",
                            "CLEARED",
                            "CREDIT_CLEARED",
                            "CREDIT_WITHDRAWN",
                        ],
                    )
                ),
                name="order_state",
            ),
        ),
    ]
