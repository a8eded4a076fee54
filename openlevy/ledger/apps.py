"""Django's name for the module."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """See the module's docstring."""

    name = "openlevy.ledger"
    label = "ledger"
