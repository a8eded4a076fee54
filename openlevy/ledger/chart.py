"""The chart of accounts and the posting table: for each event, where an amount comes from and
goes to. The database holds the same table as a CHECK. Pure.
"""

from enum import IntEnum
from typing import NamedTuple


class Account(IntEnum):
    """Ledger accounts. The number is what the journal stores; what owns one is beside each."""

    PREMIUM = 10  # payer: assessed or declared; grows as a source
    DUE = 20  # payer: 欠缴
    IN_FLIGHT = 30  # payer: 在途, debit instructed, outcome open
    COLLECTED = 40  # clearing bank's CNAPS code: debit confirmed, money with the bank
    RECEIVED = 50  # treasury code: 入库 by the treasury's own message
    CLEARED = 60  # treasury code: 销号
    CREDIT = 70  # payer: money of theirs that settles nothing yet; grows as a source
    SUSPENSE = 80  # treasury code: received, but whose it is stays open; grows as a source


class Event(IntEnum):
    """What happened. One record meets an event once: (payer, record, event) is the key."""

    ASSESSED = 101
    ASSESSMENT_WITHDRAWN = 102
    DECLARED = 111
    DECLARATION_VOIDED = 112
    DEBIT_INSTRUCTED = 201
    DEBIT_CONFIRMED = 202
    DEBIT_REFUSED = 203
    DEBIT_REVERSED = 204
    DEBIT_PROVED_AND_APPLIED = 205
    DEBIT_PROVED_AND_CREDITED = 206
    DEBIT_DISPROVED = 207
    CREDIT_DISPROVED = 208
    TREASURY_RECEIVED = 301
    CLEARED = 302
    RECEIVED_UNIDENTIFIED = 303


class Move(NamedTuple):
    """Where the amount of an event comes from and goes to."""

    source: Account
    destination: Account


POSTING_TABLE: dict[Event, Move] = {
    Event.ASSESSED: Move(Account.PREMIUM, Account.DUE),
    Event.ASSESSMENT_WITHDRAWN: Move(Account.DUE, Account.PREMIUM),
    Event.DECLARED: Move(Account.PREMIUM, Account.DUE),
    Event.DECLARATION_VOIDED: Move(Account.DUE, Account.PREMIUM),
    Event.DEBIT_INSTRUCTED: Move(Account.DUE, Account.IN_FLIGHT),
    Event.DEBIT_CONFIRMED: Move(Account.IN_FLIGHT, Account.COLLECTED),
    Event.DEBIT_REFUSED: Move(Account.IN_FLIGHT, Account.DUE),
    Event.DEBIT_REVERSED: Move(Account.IN_FLIGHT, Account.DUE),
    Event.DEBIT_PROVED_AND_APPLIED: Move(Account.DUE, Account.COLLECTED),
    Event.DEBIT_PROVED_AND_CREDITED: Move(Account.CREDIT, Account.COLLECTED),
    Event.DEBIT_DISPROVED: Move(Account.COLLECTED, Account.DUE),
    Event.CREDIT_DISPROVED: Move(Account.COLLECTED, Account.CREDIT),
    Event.TREASURY_RECEIVED: Move(Account.COLLECTED, Account.RECEIVED),
    Event.CLEARED: Move(Account.RECEIVED, Account.CLEARED),
    Event.RECEIVED_UNIDENTIFIED: Move(Account.SUSPENSE, Account.RECEIVED),
}
"""One row per event. A new business event gets its row here, in docs/architecture.md and in a
migration of the CHECK before its first use."""
