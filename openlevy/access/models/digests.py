"""What every table of digests asks of them."""

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact


def digest_long(field: str, name: str) -> models.CheckConstraint:
    """A digest is 32 bytes long."""
    return models.CheckConstraint(condition=Exact(Length(field), 32), name=name)
