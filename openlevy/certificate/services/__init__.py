"""The verbs of certificates. Making the papers is in ``making``, for the worker alone."""

from openlevy.certificate.services.applying import apply
from openlevy.certificate.services.drafting import EVERY_INSURANCE, Asking

__all__ = ["EVERY_INSURANCE", "Asking", "apply"]
