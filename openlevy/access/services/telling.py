"""What has happened to a payer's affairs, told to whoever acts for them (X6)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from openlevy.access.models import User
from openlevy.access.services.users import mailbox_of, phone_of
from openlevy.notices.services import EMAIL, SMS, News, tell_all

_NOTHING: Mapping[str, str] = {}

# To the end of the transaction: whoever takes a phone from its user waits until what is told to it
# is written, and gives that up.
_TOLD = """
SELECT * FROM access_user WHERE payer_id = ANY(%(payer_ids)s) AND is_active ORDER BY id FOR SHARE
"""


@dataclass(frozen=True, slots=True)
class ToPayer:
    """What a payer is to be told, on every way that their users have given.

    Args:
        key: names the occasion, so that it is told once.
        kind, facts, expires_at: see ``notices.services.News``.
    """

    payer_id: int
    key: str
    kind: str
    facts: Mapping[str, str]
    expires_at: datetime | None = None


def tell_payer(
    payer_id: int,
    *,
    key: str,
    kind: str,
    facts: Mapping[str, str] = _NOTHING,
    expires_at: datetime | None = None,
) -> None:
    """Have everybody who acts for the payer told on the phone that is registered and in the mailbox
    that was given, in the transaction of what it is about. Who has neither that takes anything, or
    is locked, reads it in the portal alone. What the arguments are: see ``ToPayer``."""
    tell_payers([ToPayer(payer_id, key, kind, facts, expires_at)])


def tell_payers(told: Iterable[ToPayer]) -> int:
    """The same for many payers, in as many statements as for one; how many notices are new. An
    address that takes nothing keeps nobody's debit or paper from being written down."""
    by_payer: dict[int, list[ToPayer]] = {}
    for one in told:
        by_payer.setdefault(one.payer_id, []).append(one)
    if not by_payer:
        return 0
    with transaction.atomic():
        return tell_all(
            [
                news
                for user in User.objects.raw(_TOLD, {"payer_ids": list(by_payer)})
                for one in by_payer[user.payer_id or 0]
                for news in _on_every_way(user, one)
            ]
        )


def tell_user(user: User, *, key: str, kind: str) -> None:
    """Have one user told what concerns their account alone, likewise."""
    tell_all(list(_on_every_way(user, ToPayer(user.payer_id or 0, key, kind, _NOTHING))))


def _on_every_way(user: User, one: ToPayer) -> Iterator[News]:
    ways = ((SMS, phone_of(user), ""), (EMAIL, mailbox_of(user), ":email"))
    for channel, address, mark in ways:
        if address is not None:
            yield News(
                key=f"{one.key}:{user.pk}{mark}",
                kind=one.kind,
                channel=channel,
                address=address,
                place=user.jurisdiction,
                facts={"name": user.display_name, **one.facts},
                payer_id=one.payer_id,
                expires_at=one.expires_at,
            )
