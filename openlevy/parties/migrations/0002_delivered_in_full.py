"""What agencies deliver of a person and an enrolment, kept in full."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("parties", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="enrolment",
            name="community_code",
            field=models.TextField(db_default=""),
        ),
        migrations.AddField(
            model_name="enrolment",
            name="township_code",
            field=models.TextField(db_default=""),
        ),
        migrations.AddField(
            model_name="person",
            name="address",
            field=models.BinaryField(null=True),
        ),
        migrations.AddField(
            model_name="person",
            name="social_security_no",
            field=models.BinaryField(null=True),
        ),
    ]
