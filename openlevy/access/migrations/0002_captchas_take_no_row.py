"""A captcha's number says all that is needed; only what was answered is kept. Pictures on screens
at this moment are answered in vain, and shown anew."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_initial"),
    ]

    operations = [
        migrations.DeleteModel(name="Challenge"),
        migrations.CreateModel(
            name="AnsweredChallenge",
            fields=[
                ("number", models.BinaryField(primary_key=True, serialize=False)),
                ("expires_at", models.DateTimeField(db_index=True)),
            ],
            options={
                "db_table": "access_answered_challenge",
            },
        ),
    ]
