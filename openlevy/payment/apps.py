"""Django's name for the module."""

from django.apps import AppConfig


class PaymentConfig(AppConfig):
    """See the module's docstring."""

    name = "openlevy.payment"
    label = "payment"
