"""What somebody of a special group is left to pay, as a part of a standard: who pays the rest."""

from django.db import migrations, models
from django.db.models import F


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0005_a_year_once"),
    ]

    operations = [
        migrations.AddField(
            model_name="payable",
            name="standard_fen",
            field=models.BigIntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name="payable",
            name="subsidiser_1",
            field=models.TextField(db_default=""),
        ),
        migrations.AddField(
            model_name="payable",
            name="subsidiser_2",
            field=models.TextField(db_default=""),
        ),
        migrations.AddField(
            model_name="payable",
            name="subsidiser_3",
            field=models.TextField(db_default=""),
        ),
        migrations.AddField(
            model_name="payable",
            name="subsidy_1_fen",
            field=models.BigIntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name="payable",
            name="subsidy_2_fen",
            field=models.BigIntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name="payable",
            name="subsidy_3_fen",
            field=models.BigIntegerField(db_default=0),
        ),
        migrations.AddConstraint(
            model_name="payable",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("standard_fen", 0), ("subsidy_1_fen", 0)),
                    models.Q(
                        ("special_kind", "41"),
                        (
                            "standard_fen",
                            F("principal_fen")
                            + F("subsidy_1_fen")
                            + F("subsidy_2_fen")
                            + F("subsidy_3_fen"),
                        ),
                        ("subsidy_1_fen__gt", 0),
                    ),
                    _connector="OR",
                ),
                name="payable_standard_sums",
            ),
        ),
        migrations.AddConstraint(
            model_name="payable",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("subsidiser_1", ""), ("subsidy_1_fen", 0), ("subsidy_2_fen", 0)),
                        models.Q(
                            models.Q(("subsidiser_1", ""), _negated=True), ("subsidy_1_fen__gt", 0)
                        ),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(("subsidiser_2", ""), ("subsidy_2_fen", 0), ("subsidy_3_fen", 0)),
                        models.Q(
                            models.Q(("subsidiser_2", ""), _negated=True),
                            models.Q(("subsidiser_2", F("subsidiser_1")), _negated=True),
                            ("subsidy_2_fen__gt", 0),
                        ),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(("subsidiser_3", ""), ("subsidy_3_fen", 0)),
                        models.Q(
                            models.Q(("subsidiser_3", ""), _negated=True),
                            models.Q(("subsidiser_3", F("subsidiser_1")), _negated=True),
                            models.Q(("subsidiser_3", F("subsidiser_2")), _negated=True),
                            ("subsidy_3_fen__gt", 0),
                        ),
                        _connector="OR",
                    ),
                ),
                name="payable_subsidies",
            ),
        ),
    ]
