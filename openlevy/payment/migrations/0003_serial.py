"""Vouchers and trade numbers are counted over orders alone, so that eight digits last a month."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("payment", "0002_credited_lines")]
    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE payment_serial AS bigint", "DROP SEQUENCE payment_serial"
        ),
    ]
