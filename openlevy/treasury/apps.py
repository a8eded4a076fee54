"""Django's name for the module."""

from django.apps import AppConfig


class TreasuryConfig(AppConfig):
    """See the module's docstring."""

    name = "openlevy.treasury"
    label = "treasury"
