"""Declarations drawn up for tests."""

from datetime import date
from uuid import UUID, uuid4

from openlevy.declaration import queries
from openlevy.declaration.services import draw_up
from openlevy.parties.tests.people import TODAY, Resident


def declare(
    who: Resident,
    *payable_ids: int,
    key: UUID | None = None,
    channel: str = "mobile",
    today: date = TODAY,
    shown_fen: int | None = None,
) -> list[int]:
    """The payer declares."""
    return draw_up(
        payer_id=who.payer_id,
        payable_ids=payable_ids,
        channel=channel,
        actor=who.actor,
        request_key=key or uuid4(),
        today=today,
        shown_fen=shown_fen,
    )


def state_of(who: Resident, declaration_id: int) -> str:
    """The declaration's state."""
    seen = queries.declaration(who.payer_id, declaration_id)
    assert seen is not None
    return seen.state
