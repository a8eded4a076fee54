"""Run inside the project's environment: names the database changes that this release lacks.

Prints ``newer: app.name …`` and ends with 3 when the database has been through migrations that
no file here describes: a later release was here, and running this one could spoil its data.
"""

import sys


def main() -> int:
    """The exit code: 0 when every applied migration is known."""
    import django
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    django.setup()
    loader = MigrationLoader(connection)
    unknown = sorted(set(loader.applied_migrations) - set(loader.disk_migrations))
    if unknown:
        print("newer: " + " ".join(".".join(key) for key in unknown)[:200])
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
