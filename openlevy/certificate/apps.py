"""Django's name for the module."""

from django.apps import AppConfig


class CertificateConfig(AppConfig):
    """See the module's docstring."""

    name = "openlevy.certificate"
    label = "certificate"
