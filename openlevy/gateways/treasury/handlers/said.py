"""What every handler says in the same words."""

from datetime import date

from openlevy.gateways.treasury.codec import TransactionKey
from openlevy.messages.services import ToHandle
from openlevy.payment.services import Effect, TradeKey
from openlevy.privacy.rules import masked
from openlevy.treasury import services as treasury
from openlevy.treasury.states import DifferenceKind


def words(note: str | None) -> str:
    """Others' words as they are kept in the open; the message itself stays sealed."""
    return masked(note or "")


def key_of(key: TransactionKey) -> TradeKey:
    return TradeKey(key.tax_office_code, key.entrusted_on, key.transaction_no)


def noted(effect: Effect, message: ToHandle, voucher_no: str, today: date) -> str:
    if effect is Effect.CONTRADICTS:
        treasury.note_difference(
            DifferenceKind.ANSWER_CONTRADICTS, message.id, 0, voucher_no, today=today
        )
    return effect.value
