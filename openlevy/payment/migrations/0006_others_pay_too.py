"""Who paid, where it is not who owed: 为他人缴费."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [
        ("payment", "0005_credits_are_withdrawn"),
    ]
    operations = [
        migrations.AddField(
            model_name="order",
            name="paid_by",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="order",
            name="payer_name",
            field=models.TextField(null=True),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=~Q(("paid_by", F("payer_id"))), name="order_paid_by_another"
            ),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                condition=Q(("paid_by__isnull", False)),
                fields=["paid_by", "id"],
                name="order_paid_for_others",
            ),
        ),
    ]
