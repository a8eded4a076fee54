"""The one Django app of the sandbox."""

from django.apps import AppConfig


class SandboxConfig(AppConfig):
    """Holds the migrations; the tables are read and written in SQL."""

    name = "sandbox"
