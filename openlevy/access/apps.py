"""Django's name for the module."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Users, roles, challenges and counted guesses."""

    name = "openlevy.access"
    label = "access"
