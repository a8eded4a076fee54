"""schema/openlevy.sql is what migrating an empty database makes, so that a change of the schema is
seen as one: also of what models do not say, composite foreign keys, triggers and functions."""

import os
import re
import subprocess
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from tests.architecture.committed import is_committed
from tests.architecture.tree import ROOT

DUMP = ROOT / "schema" / "openlevy.sql"
_NOISE = re.compile(r"^(--.*|SET .*|SELECT pg_catalog\.set_config.*|\\(un)?restrict .*)$")


@pytest.mark.django_db
def test_a_freshly_migrated_database_has_the_committed_schema() -> None:
    programs = os.environ.get("OPENLEVY_PG_BIN")
    if programs is None:
        pytest.skip("the embedded server's pg_dump writes the dump; DATABASE_URL names another's")
    is_committed(DUMP, normalised(dump(Path(programs))))


def dump(programs: Path) -> str:
    """The test database's schema by pg_dump."""
    to = connection.settings_dict
    environment = {
        **os.environ,
        "PGHOST": str(to["HOST"]),
        "PGPORT": str(to["PORT"]),
        "PGUSER": str(to["USER"]),
        "PGPASSWORD": str(to["PASSWORD"]),
        "PGDATABASE": str(to["NAME"]),
    }
    command = [str(programs / "pg_dump"), "--schema-only", "--no-owner", "--no-privileges"]
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def normalised(text: str) -> str:
    """Without comments, session settings and empty lines, which differ by version and run."""
    kept = [line for line in text.splitlines() if line.strip() and not _NOISE.match(line)]
    return "\n".join(kept) + "\n"


@pytest.mark.django_db
def test_the_models_say_what_the_migrations_make() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
