"""In whose name papers are signed: the configured certificate, or a demonstration's own."""

from datetime import datetime
from pathlib import Path

from django.conf import settings

from openlevy.certificate.paper.issuing import Issuing, demonstration_issuing, load_issuing
from openlevy.reference.queries import place


def issuing_for(place_key: str, at: datetime) -> Issuing:
    """The issuing certificate of a place, valid ``at``.

    Production signs with what ``OPENLEVY_ISSUING_CERTIFICATE`` and ``OPENLEVY_ISSUING_KEY`` name;
    elsewhere an authority of the demonstration's own is made once and kept.

    Raises:
        Refusal: the certificate cannot be read, does not fit its key, or is out of date.
    """
    if settings.PRODUCTION or settings.OPENLEVY_ISSUING_CERTIFICATE:
        return load_issuing(
            Path(settings.OPENLEVY_ISSUING_CERTIFICATE), Path(settings.OPENLEVY_ISSUING_KEY), at
        )
    folder = settings.OPENLEVY_KEYS_DIR / "issuing" / place_key
    return demonstration_issuing(folder, place(place_key).authority, at)
