"""电子邮箱: given and proved by a code sent there, changed, removed.

A mailbox opens nothing: nobody signs in by it or gets a password back by it. It only receives what
is told, so a signed-in user changes it without the password, and the one before is told.
"""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from openlevy.access.errors import ErrandOver, MailboxUnchanged
from openlevy.access.models import User
from openlevy.access.services.phone_codes import (
    NEW_MAILBOX,
    Wanted,
    check_phone_code,
    send_phone_code,
    use_phone_code,
)
from openlevy.access.services.users import mailbox_of, sealed_mailbox
from openlevy.kernel.text import half_width
from openlevy.notices.rules import EMAIL, AddressUnusable, address
from openlevy.notices.services import tell
from openlevy.privacy.rules import normalise
from openlevy.privacy.services import digest
from openlevy.statements.services import next_record_id

_NOTHING: Mapping[str, None] = {"mailbox": None, "mailbox_digest": None}


def begin_mailbox(user: User, *, mailbox: str, source: bytes) -> UUID:
    """Send a code to the mailbox that ``user`` wants to be told by from now on.

    Raises:
        AddressUnusable: no mailbox that anything can be sent to.
        MailboxUnchanged: it is the one that stands.
        TooManyGuesses: see ``send_phone_code``.
    """
    # Before case is evened out: ſ and K would become letters that nobody has typed.
    if not half_width(mailbox).strip().isascii():
        raise AddressUnusable(channel=EMAIL)
    plain = address(EMAIL, normalise("email", mailbox))
    known = digest("email", plain)
    if user.mailbox_digest is not None and bytes(user.mailbox_digest) == known:
        raise MailboxUnchanged
    wanted = Wanted(
        NEW_MAILBOX, plain, user.jurisdiction, known, user.pk, payer_id=user.payer_id or 0
    )
    return send_phone_code(wanted, source=source)


def keep_mailbox(user: User, key: UUID, *, code: str) -> None:
    """Keep the mailbox to which the code was sent; the one before is told. Not inside another
    transaction.

    Raises:
        PhoneCodeWrong, PhoneCodeOver, ErrandOver, TooManyGuesses: see ``check_phone_code``.
    """
    sent = check_phone_code(key, code)
    if (sent.purpose, sent.user_id) != (NEW_MAILBOX, user.pk) or sent.phone is None:
        raise ErrandOver
    kept = {"mailbox": sealed_mailbox(sent.phone), "mailbox_digest": digest("email", sent.phone)}
    with transaction.atomic():
        use_phone_code(key)
        _replace(user, sent.phone, kept, str(key))


@transaction.atomic
def remove_mailbox(user: User) -> None:
    """Tell nothing by e-mail any more; the mailbox is told that. Again changes nothing."""
    _replace(user, "", _NOTHING, str(next_record_id()))


def _replace(user: User, mailbox: str, kept: Mapping[str, bytes | None], occasion: str) -> None:
    row = User.objects.select_for_update().get(pk=user.pk)
    before = mailbox_of(row)
    User.objects.filter(pk=user.pk).update(**kept)
    if before is None or before == mailbox:
        return
    tell(
        key=f"mailbox-left:{occasion}",
        kind="account.mailbox_left",
        channel=EMAIL,
        address=before,
        place=row.jurisdiction,
        facts={"name": row.display_name},
        payer_id=row.payer_id or 0,
    )
