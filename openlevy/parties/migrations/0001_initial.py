"""The tables of parties."""

import django.db.models.functions.datetime
from django.db import migrations, models

import openlevy.statements.models


class Migration(migrations.Migration):
    initial = True
    dependencies = [("statements", "0001_functions")]

    operations = [
        migrations.CreateModel(
            name="AgencyPerson",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        db_default=openlevy.statements.models.NextRecordId(),
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("agency_code", models.TextField()),
                ("personal_no", models.TextField()),
                ("payer_id", models.BigIntegerField(db_index=True)),
                ("content_hash", models.BinaryField()),
                (
                    "delivered_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
            ],
            options={
                "db_table": "parties_agency_person",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency_code", "personal_no"), name="agency_person_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Enrolment",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "payer_id",
                        "id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("payer_id", models.BigIntegerField()),
                (
                    "id",
                    models.BigIntegerField(
                        db_default=openlevy.statements.models.NextRecordId(), unique=True
                    ),
                ),
                ("agency_code", models.TextField()),
                ("personal_no", models.TextField()),
                ("levy_item", models.TextField()),
                ("levy_subitem", models.TextField()),
                ("region", models.TextField()),
                ("township_name", models.TextField()),
                ("community_name", models.TextField()),
                ("tax_office", models.TextField()),
                ("group", models.TextField()),
                ("status", models.TextField()),
                ("first_month", models.DateField()),
                ("last_month", models.DateField(null=True)),
                ("first_enrolled_on", models.DateField(null=True)),
                ("content_hash", models.BinaryField()),
                (
                    "delivered_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
            ],
            options={
                "db_table": "parties_enrolment",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency_code", "personal_no", "levy_item"), name="enrolment_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["1", "2", "4"])), name="enrolment_status"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("last_month__isnull", True),
                            ("last_month__gte", models.F("first_month")),
                            _connector="OR",
                        ),
                        name="enrolment_months",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Payer",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        db_default=openlevy.statements.models.NextRecordId(),
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("kind", models.TextField()),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
            ],
            options={
                "db_table": "parties_payer",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["person", "unit"])), name="payer_kind"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("payer_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("wire_name", models.TextField(null=True)),
                ("id_type", models.TextField()),
                ("id_no", models.BinaryField()),
                ("id_digest", models.BinaryField()),
                ("id_tail", models.TextField()),
                ("sex", models.TextField()),
                ("born_on", models.DateField()),
                ("nationality", models.TextField()),
                ("phone", models.BinaryField(null=True)),
                (
                    "updated_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
            ],
            options={
                "db_table": "parties_person",
                "constraints": [
                    models.UniqueConstraint(fields=("id_type", "id_digest"), name="person_once"),
                    models.CheckConstraint(
                        condition=models.Q(("sex__in", ["1", "2"])), name="person_sex"
                    ),
                ],
            },
        ),
    ]
