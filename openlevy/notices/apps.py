"""Django's name for the module."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """See the module's docstring."""

    name = "openlevy.notices"
    label = "notices"
