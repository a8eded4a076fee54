"""The verbs of payment: agreements signed here and at banks, instructing a debit, asking after it,
its outcome, clearing, crediting."""

from openlevy.payment.rules import Answer, BankTold, NotAccepted, Told
from openlevy.payment.services.agreements import (
    Signing,
    agreement_answered,
    agreement_not_taken,
    revocation_answered,
    revoke_agreement,
    sign_agreement,
)
from openlevy.payment.services.asking import (
    ask_again,
    ask_agreements_again,
    ask_reversal,
    instruction_taken_at,
    lose_sight,
    lose_sight_of,
    status_open,
)
from openlevy.payment.services.clearing import clear_sql, debited, not_booked, prove, remitted
from openlevy.payment.services.crediting import credited
from openlevy.payment.services.instructing import pay
from openlevy.payment.services.orders import Answered, Effect, TradeKey, voucher_of
from openlevy.payment.services.outcome import (
    answer_arrived,
    reversal_answered,
    reversal_given_up,
    status_answered,
)
from openlevy.payment.services.told_by_banks import told_by_bank

__all__ = [
    "Answer",
    "Answered",
    "BankTold",
    "Effect",
    "NotAccepted",
    "Signing",
    "Told",
    "TradeKey",
    "agreement_answered",
    "agreement_not_taken",
    "answer_arrived",
    "ask_again",
    "ask_agreements_again",
    "ask_reversal",
    "clear_sql",
    "credited",
    "debited",
    "instruction_taken_at",
    "lose_sight",
    "lose_sight_of",
    "not_booked",
    "pay",
    "prove",
    "remitted",
    "reversal_answered",
    "reversal_given_up",
    "revocation_answered",
    "revoke_agreement",
    "sign_agreement",
    "status_answered",
    "status_open",
    "told_by_bank",
    "voucher_of",
]
