"""What has happened to a payer's affairs, told to whoever acts for them (X6)."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime

from openlevy.access.models import User
from openlevy.access.services.users import phone_of
from openlevy.notices.services import SMS, AddressUnusable, tell

_NOTHING: Mapping[str, str] = {}


def tell_payer(
    payer_id: int,
    *,
    key: str,
    kind: str,
    facts: Mapping[str, str] = _NOTHING,
    expires_at: datetime | None = None,
) -> None:
    """Have everybody who acts for the payer told on the phone that is registered, in the
    transaction of what it is about. Who has none that takes short texts, or is locked, reads it in
    the portal alone.

    Args:
        key: names the occasion, so that it is told once.
        kind, facts, expires_at: see ``notices.services.tell``.
    """
    for user in User.objects.filter(payer_id=payer_id, is_active=True):
        phone = phone_of(user)
        if phone is None:
            continue
        # A number that takes no short texts keeps nobody's debit or paper from being written down.
        with suppress(AddressUnusable):
            tell(
                key=f"{key}:{user.pk}",
                kind=kind,
                channel=SMS,
                address=phone,
                place=user.jurisdiction,
                facts=facts,
                payer_id=payer_id,
                expires_at=expires_at,
            )
