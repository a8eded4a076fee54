"""The outgoing station: lease, put into words, keep, send, mark; the same bytes until taken.

No answer, and any answer but the two that mean something, is asked again later, ever more
patiently, until the notice is of no use any more.
"""

import http
import logging
import time
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from openlevy.declaration.services import REMINDERS, as_it_stands
from openlevy.gateways.notices.codec import (
    Message,
    RefusalUnreadable,
    Refused,
    decode_refusal,
    encode,
)
from openlevy.gateways.notices.letters import letter_of
from openlevy.gateways.notices.texts import KindUnknown, Office, text_of
from openlevy.gateways.posting import SECONDS, Answer, NotAccepted, post
from openlevy.gateways.signed import SERVICES, Signed, signed_by_us
from openlevy.gateways.treasury.signing import NodeKeyDamaged, NodeKeyMissing
from openlevy.kernel.errors import Refusal
from openlevy.messages import services as messages
from openlevy.messages.services import ToSend
from openlevy.notices import services as notices
from openlevy.notices.queries import ToTell, to_tell
from openlevy.notices.rules import EMAIL
from openlevy.reference.queries import place

SERVICE = "notices"
"""The name of the gateway's certificate."""

_log = logging.getLogger(__name__)
_BEIJING = ZoneInfo("Asia/Shanghai")
_NUMBERS = 10**12
_SECONDS_OF_A_LEASE = messages.LEASE_SECONDS - SECONDS


def deliver(most: int, *, today: date) -> int:
    """Send what is due; how many notices were taken up."""
    until = time.monotonic() + _SECONDS_OF_A_LEASE
    taken = messages.take_outgoing([notices.PARTY], most)
    for message in taken:
        if time.monotonic() > until:
            break
        _deliver(message, today)
    return len(taken)


def _deliver(message: ToSend, today: date) -> None:
    notice = to_tell(message.payer_id, message.record_id)
    if notice is None:
        messages.mark_dropped(message.id, "decided")
    elif notice.is_late(timezone.now()):
        _give_up(message, "too late", today)
    elif (now := _as_it_stands(message.payer_id, notice, today)) is None:
        _give_up(message, "of no use any more", today)
    else:
        _send(message, now, today)


def _give_up(message: ToSend, why: str, today: date) -> None:
    with transaction.atomic():
        notices.given_up(message.payer_id, message.record_id, today=today)
        messages.mark_dropped(message.id, why)


def _as_it_stands(payer_id: int, notice: ToTell, today: date) -> ToTell | None:
    """The notice to be sent. A reminder is looked at once more: whoever has paid since it was
    written, or cannot pay any more, is told nothing, and the last day is the one in force now. One
    that was put into words before goes out in the same bytes, or not at all."""
    if notice.kind not in REMINDERS or "enrolment" not in notice.facts:
        return notice
    now = as_it_stands(payer_id, notice.facts, today)
    return now and replace(notice, kind=now[0], facts={**notice.facts, **now[1]})


def _send(message: ToSend, notice: ToTell, today: date) -> None:
    try:
        wire = message.wire or _compose(message, notice)
        refused = _judge(post(settings.OPENLEVY_NOTICES_URL, Signed.from_wire(wire)), wire)
    except (NotAccepted, KindUnknown, Refusal) as why:
        # The error's own words hold nothing of the notice.
        _log.warning("notice %s not sent: %s", message.record_id, why)
        messages.mark_unsent(message, str(why))
        return
    with transaction.atomic():
        if refused is None:
            notices.taken(message.payer_id, message.record_id, today=today)
            messages.mark_sent(message.id)
        else:
            notices.refused(message.payer_id, message.record_id, refused.reason, today=today)
            messages.mark_dropped(message.id, f"refused: {refused.reason}")


def _judge(answer: Answer, wire: bytes) -> Refused | None:
    """None when the gateway has the notice, else its refusal.

    Raises:
        NotAccepted: it said something else, or a refusal that it has not signed or that is not of
            this notice.
    """
    if answer.status == http.HTTPStatus.ACCEPTED:
        return None
    if answer.status != http.HTTPStatus.UNPROCESSABLE_ENTITY:
        raise NotAccepted(f"answered {answer.status}")
    try:
        refused = decode_refusal(answer.signed.body)
        if not answer.signed.is_by(SERVICES, SERVICE, timezone.now()):
            raise NotAccepted("a refusal that the gateway has not signed")
    except (RefusalUnreadable, NodeKeyMissing, NodeKeyDamaged) as why:
        raise NotAccepted(f"a refusal that cannot be judged: {type(why).__name__}") from None
    if f'"number":"{refused.number}"'.encode() not in wire:
        raise NotAccepted("a refusal of another notice")
    return refused


def _compose(message: ToSend, notice: ToTell) -> bytes:
    told = place(notice.place)
    office = Office(told.authority, told.service.tax_phone)
    if notice.channel == EMAIL:
        text = letter_of(notice.kind, office, notice.facts, _pages())
    else:
        text = text_of(notice.kind, office, notice.facts)
    made_at = timezone.now().astimezone(_BEIJING)
    number = f"{made_at:%Y%m%d%H%M%S}{message.id % _NUMBERS:012d}"
    until = notice.expires_at and notice.expires_at.astimezone(_BEIJING)
    body = encode(
        Message(
            node=settings.OPENLEVY_NODE,
            number=number,
            made_at=made_at,
            channel=notice.channel,
            to=notice.address,
            text=text.words,
            subject=text.subject,
            valid_until=until,
        )
    )
    return messages.keep_composed(message, message_key=number, wire=signed_by_us(body).wire)


def _pages() -> str:
    """Where whoever is told signs in."""
    return f"{settings.OPENLEVY_PUBLIC_URL}/"
