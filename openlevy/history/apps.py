"""Django's name for the module."""

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    """See the module's docstring."""

    name = "openlevy.history"
    label = "history"
