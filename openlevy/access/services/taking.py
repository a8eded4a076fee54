"""A phone number whose operator has given it to somebody else: who proves the phone and their own
identity takes it; the user who had it keeps everything but the phone.

Rows of users are locked first, in the order of their numbers, and codes after them, as everywhere
in this module: two who take each other's phones wait and do not deadlock.
"""

from datetime import date

from django.db.models import Q
from django.utils import timezone

from openlevy.access.models import PhoneTransfer, User
from openlevy.access.services.phone_codes import RECOVERY, end_phone_codes
from openlevy.access.services.users import mailbox_of
from openlevy.access.states import PHONE_TRANSFER
from openlevy.history.services import Actor, advance
from openlevy.kernel.flow import Role
from openlevy.notices.services import EMAIL, SMS, tell, withdraw
from openlevy.privacy.services import digest, last4

_NEW_OWNER = Actor(Role.PAYER)


def hold_users(phone: str, own: int | None = None) -> tuple[User | None, User | None]:
    """Lock the user ``own`` and whoever else has the phone; both as they are then."""
    wanted = Q(phone_digest=digest("phone", phone)) | Q(pk=own)
    rows = {row.pk: row for row in User.objects.select_for_update().filter(wanted).order_by("pk")}
    mine = None if own is None else rows.pop(own, None)
    return mine, next(iter(rows.values()), None)


def mark_of(holder: User, occasion: str) -> str:
    """What stands for ``holder`` in a page about this occasion, and tells nothing of them."""
    return digest("content", f"{occasion}:{holder.pk}").hex()


def leave_phone(holder: User, phone: str, *, to_payer: int, occasion: str, today: date) -> None:
    """Take the phone from ``holder``, whose row is locked: it signs in nobody there and is sent
    nothing of theirs any more, what waits to be sent included. They are told in the portal and by
    the mailbox, and asked for another when they sign in. Sessions, password and an errand begun
    towards another phone go on.

    Args:
        to_payer: who has proved to be its owner.
        occasion: names the act, so that it is told once.
    """
    end_phone_codes(holder.pk, purposes=(RECOVERY,))
    User.objects.filter(pk=holder.pk).update(phone=None, phone_digest=None)
    moved = PhoneTransfer.objects.create(
        payer_id=holder.payer_id or 0,
        user_id=holder.pk,
        phone_tail=last4(phone),
        to_payer_id=to_payer,
        moved_at=timezone.now(),
    )
    advance(moved, PHONE_TRANSFER, "move", _NEW_OWNER, today=today)
    if holder.payer_id is not None:
        withdraw(holder.payer_id, SMS, phone, today=today)
    mailbox = mailbox_of(holder)
    if mailbox is not None:
        tell(
            key=f"phone-left:{occasion}",
            kind="account.phone_left",
            channel=EMAIL,
            address=mailbox,
            place=holder.jurisdiction,
            facts={"name": holder.display_name, "tail": last4(phone)},
            payer_id=holder.payer_id or 0,
        )
