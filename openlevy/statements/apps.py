"""Django's name for the module."""

from django.apps import AppConfig


class StatementsConfig(AppConfig):
    """Only brings the SQL functions that fragments use."""

    name = "openlevy.statements"
    label = "statements"
