"""What every test of the project shares; the database comes from ``launcher.pytest_database``."""

from hypothesis import HealthCheck, settings

settings.register_profile("any machine", suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")  # how long an example takes says something of neighbours only

pytest_plugins = ["tests.emptying", "tests.rows.plugin"]
