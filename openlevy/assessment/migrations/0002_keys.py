"""What is owed hangs on an enrolment of the same payer, which cannot be taken away under it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0001_initial"),
        ("parties", "0003_keys"),
    ]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE assessment_payable ADD CONSTRAINT payable_under_an_enrolment"
            " FOREIGN KEY (payer_id, enrolment_id) REFERENCES parties_enrolment (payer_id, id)",
            "ALTER TABLE assessment_payable DROP CONSTRAINT payable_under_an_enrolment",
        ),
        migrations.RunSQL(
            "ALTER TABLE assessment_amount_setting ADD CONSTRAINT setting_under_an_enrolment"
            " FOREIGN KEY (payer_id, enrolment_id) REFERENCES parties_enrolment (payer_id, id)",
            "ALTER TABLE assessment_amount_setting DROP CONSTRAINT setting_under_an_enrolment",
        ),
    ]
