"""The business date: one row, which only advances. Until it is opened there is no row."""

import django.db.models.functions.datetime
from django.db import migrations, models

ONLY_FORWARD = """
CREATE FUNCTION reference_business_date_only_forward() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR NEW.business_date < OLD.business_date THEN
        RAISE EXCEPTION 'the business date only moves forward'
            USING ERRCODE = 'check_violation',
                  CONSTRAINT = 'reference_business_date_only_forward';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER reference_business_date_only_forward
BEFORE UPDATE OR DELETE ON reference_business_date
FOR EACH ROW EXECUTE FUNCTION reference_business_date_only_forward();
"""
NOT_ONLY_FORWARD = """
DROP TRIGGER reference_business_date_only_forward ON reference_business_date;
DROP FUNCTION reference_business_date_only_forward();
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="BusinessDate",
            fields=[
                ("id", models.SmallIntegerField(db_default=1, primary_key=True, serialize=False)),
                ("business_date", models.DateField()),
                (
                    "moved_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
            ],
            options={
                "db_table": "reference_business_date",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)), name="reference_business_date_is_one_row"
                    )
                ],
            },
        ),
        migrations.RunSQL(ONLY_FORWARD, NOT_ONLY_FORWARD),
    ]
