"""A notice as its gateway needs it, and what became of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from openlevy.notices.models import Notice
from openlevy.notices.rules import DECOY
from openlevy.notices.states import NoticeState
from openlevy.privacy.services import unseal, unseal_text
from openlevy.statements.services import Fragment


@dataclass(frozen=True, slots=True)
class ToTell:
    """A notice that waits: all that its text is made of."""

    id: int
    kind: str
    channel: str
    place: str
    address: str
    facts: Mapping[str, str]
    expires_at: datetime | None

    def is_late(self, now: datetime) -> bool:
        """Whether it would be of no use any more."""
        return self.expires_at is not None and self.expires_at <= now


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a notice; ``refusal`` is the gateway's reason, empty unless it refused."""

    state: NoticeState
    refusal: str


def to_tell(payer_id: int, number: int) -> ToTell | None:
    """The notice, while it waits. Of one that is for nobody (``services.tell_nobody``) nothing."""
    row = Notice.objects.filter(payer_id=payer_id, id=number, state=NoticeState.WAITING).first()
    if row is None or row.facts is None or row.address is None or row.kind == DECOY:
        return None
    return ToTell(
        id=row.id,
        kind=row.kind,
        channel=row.channel,
        place=row.place,
        address=unseal_text(bytes(row.address), purpose="notices.address"),
        facts=json.loads(unseal(bytes(row.facts), purpose="notices.facts")),
        expires_at=row.expires_at,
    )


def told(key: str) -> Told | None:
    """What became of the notice of that occasion; None when there was none."""
    row = Notice.objects.filter(key=key).values_list("state", "refusal").first()
    return None if row is None else Told(NoticeState(row[0]), row[1])


def notices_sql(name: str) -> Fragment:
    """Every notice as a ``WITH`` item: payer_id, id, state."""
    return Fragment({name: "SELECT payer_id, id, state FROM notices_notice"})
