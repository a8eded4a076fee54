"""What nobody has signed is found without reading the whole inbox."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("messages", "0002_parts_and_results")]

    operations = [
        migrations.AddIndex(
            model_name="incoming",
            index=models.Index(
                condition=models.Q(("message_key__startswith", "unsigned:")),
                fields=["handled_at"],
                name="inbox_unsigned",
            ),
        ),
    ]
