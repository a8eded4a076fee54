"""Django's name for the module."""

from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    """See the module's docstring."""

    name = "openlevy.assessment"
    label = "assessment"
