"""The functions and the one sequence that fragments share."""

from django.db import migrations

REQUIRE = """
CREATE FUNCTION statement_require(holds boolean, reason text) RETURNS boolean
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    IF holds IS TRUE THEN RETURN true; END IF;
    RAISE EXCEPTION USING ERRCODE = 'OL001', MESSAGE = reason;
END $$;
"""

INSERT_ONLY = """
CREATE FUNCTION statement_insert_only() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'OL002',
        MESSAGE = format('%s is insert-only: reverse and write anew', TG_TABLE_NAME);
END $$;
"""


class Migration(migrations.Migration):
    dependencies = []
    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE record_id AS bigint START 1000001", "DROP SEQUENCE record_id"
        ),
        migrations.RunSQL(REQUIRE, "DROP FUNCTION statement_require(boolean, text)"),
        migrations.RunSQL(INSERT_ONLY, "DROP FUNCTION statement_insert_only()"),
    ]
