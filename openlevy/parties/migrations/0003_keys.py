"""Who a row belongs to is there, as the database sees it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("parties", "0002_delivered_in_full"),
    ]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE parties_person ADD CONSTRAINT person_is_a_payer"
            " FOREIGN KEY (payer_id) REFERENCES parties_payer (id)",
            "ALTER TABLE parties_person DROP CONSTRAINT person_is_a_payer",
        ),
        migrations.RunSQL(
            "ALTER TABLE parties_agency_person ADD CONSTRAINT agency_person_is_a_person"
            " FOREIGN KEY (payer_id) REFERENCES parties_person (payer_id)",
            "ALTER TABLE parties_agency_person DROP CONSTRAINT agency_person_is_a_person",
        ),
        migrations.RunSQL(
            "ALTER TABLE parties_enrolment ADD CONSTRAINT enrolment_of_a_person"
            " FOREIGN KEY (payer_id) REFERENCES parties_person (payer_id)",
            "ALTER TABLE parties_enrolment DROP CONSTRAINT enrolment_of_a_person",
        ),
    ]
