"""Officers: the roles of a tax office, second factors, sessions that are rows."""

import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0004_phones_and_proofs"),
    ]

    operations = [
        migrations.CreateModel(
            name="OfficerSession",
            fields=[
                ("token_digest", models.BinaryField(primary_key=True, serialize=False)),
                ("epoch", models.IntegerField()),
                ("began_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(db_index=True)),
                ("proved_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "access_officer_session",
            },
        ),
        migrations.CreateModel(
            name="SecondFactor",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("secret", models.BinaryField()),
                ("last_step", models.BigIntegerField(db_default=0)),
                ("confirmed_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "access_second_factor",
            },
        ),
        migrations.RemoveConstraint(
            model_name="rolegrant",
            name="access_grant_role",
        ),
        migrations.AddConstraint(
            model_name="rolegrant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "PAYER",
                            "TAX",
                            "AGENCY",
                            "BANK",
                            "TREASURY",
                            "CLOCK",
                            "WINDOW",
                            "REVIEW",
                            "COLLECTION",
                            "ADMIN",
                        ],
                    )
                ),
                name="access_grant_role",
            ),
        ),
        migrations.AddField(
            model_name="officersession",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="officer_sessions",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="officersession",
            constraint=models.CheckConstraint(
                condition=django.db.models.lookups.Exact(
                    django.db.models.functions.text.Length("token_digest"), 32
                ),
                name="access_officer_session_token",
            ),
        ),
    ]
