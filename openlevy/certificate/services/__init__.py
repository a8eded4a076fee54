"""The verbs of certificates. Making the papers is in ``making``, for the worker alone."""

from openlevy.certificate.services.applying import EVERY_INSURANCE, Asking, apply

__all__ = ["EVERY_INSURANCE", "Asking", "apply"]
