"""Codes the messages share. A member's value is what the wire carries.

The mark of each list, and where it was seen, stands in ``docs/messages/treasury.md``.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Handling(StrEnum):
    """Who carries the money on (HandleType)."""

    TREASURY = "1"
    BANK = "2"


class BudgetKind(StrEnum):
    """Inside the budget or not (BudgetType)."""

    INSIDE = "1"
    OUTSIDE = "2"


class BudgetLevel(StrEnum):
    """Whose budget the money belongs to (BudgetLevelCode)."""

    SHARED = "0"
    CENTRAL = "1"
    PROVINCE = "2"
    CITY = "3"
    COUNTY = "4"
    TOWNSHIP = "5"
    LOCAL = "6"


class PremiumKind(StrEnum):
    """Why the amount is paid (TaxType)."""

    CURRENT = "1"
    ARREARS = "2"
    THREE_GENERATIONS = "3"
    INSPECTION = "4"


class DebitStatus(StrEnum):
    """Where a debit stands (OpStat of 9004 and 3122)."""

    RECEIVED = "0"
    DONE = "1"
    REFUSED = "2"
    REVERSED = "9"


@dataclass(frozen=True, slots=True)
class TransactionKey:
    """What identifies a debit everywhere: TaxOrgCode + EntrustDate + TraNo."""

    tax_office_code: str
    entrusted_on: date
    transaction_no: str
