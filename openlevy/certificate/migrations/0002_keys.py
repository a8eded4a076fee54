"""A certified line belongs to a certificate of the same payer."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("certificate", "0001_initial"),
    ]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE certificate_line ADD CONSTRAINT line_of_a_certificate"
            " FOREIGN KEY (payer_id, certificate_id) REFERENCES certificate_certificate (payer_id, id)",
            "ALTER TABLE certificate_line DROP CONSTRAINT line_of_a_certificate",
        ),
    ]
