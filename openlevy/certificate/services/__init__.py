"""The verbs of certificates. Making the papers is in ``making``, for the worker alone."""

from openlevy.certificate.services.applying import Asking, apply

__all__ = ["Asking", "apply"]
