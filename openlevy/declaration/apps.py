"""Django's name for the module."""

from django.apps import AppConfig


class DeclarationConfig(AppConfig):
    """See the module's docstring."""

    name = "openlevy.declaration"
    label = "declaration"
