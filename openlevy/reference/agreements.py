"""Where a place has the agreements signed that its residents pay by (``agreements.toml``). Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class SignedAt(StrEnum):
    """Where: on our pages, to be verified by the bank; or at a bank, which tells us."""

    PORTAL = "portal"
    BANK = "bank"


@dataclass(frozen=True, slots=True)
class Agreements:
    """``banks`` are the cooperating banks (协作银行) by the number they clear with, and
    ``days_after_signing`` tells from when on one signed there counts; both mean something only
    where agreements are signed at a bank."""

    signed_at: SignedAt
    banks: tuple[str, ...] = ()
    days_after_signing: int = 0

    @property
    def at_bank(self) -> bool:
        """Whether agreements are signed at a bank, and not on our pages."""
        return self.signed_at is SignedAt.BANK

    def effective_on(self, signed_on: date) -> date:
        """From which day on one signed at a bank on ``signed_on`` counts."""
        return signed_on + timedelta(days=self.days_after_signing)
