"""Django's name for the module."""

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    """See the module's docstring."""

    name = "openlevy.parties"
    label = "parties"
