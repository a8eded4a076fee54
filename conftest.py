"""What every test of the project shares; the database comes from ``launcher.pytest_database``."""

pytest_plugins = ["tests.emptying", "tests.rows.plugin"]
