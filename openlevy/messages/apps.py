"""Django's name for the module."""

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    """See the module's docstring."""

    name = "openlevy.messages"
    label = "messages"
