"""Django's name for the module."""

from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    """See the module's docstring."""

    name = "openlevy.reference"
    label = "reference"
