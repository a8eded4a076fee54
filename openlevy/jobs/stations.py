"""The stations: each takes up what waits, and says how much that was."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from openlevy.access.officer_sessions import purge_officer_sessions
from openlevy.access.services import (
    forget_proofs,
    purge_challenges,
    purge_guesses,
    purge_phone_codes,
    purge_proofs,
)
from openlevy.certificate.services.making import make_waiting
from openlevy.declaration.services import remind
from openlevy.gateways import strangers
from openlevy.gateways.agency import delivery as agency_delivery
from openlevy.gateways.agency import handlers as agency
from openlevy.gateways.bank import delivery as bank_delivery
from openlevy.gateways.bank import handlers as bank
from openlevy.gateways.notices import delivery as notices
from openlevy.gateways.treasury import handlers as treasury
from openlevy.gateways.treasury.delivery import deliver as deliver_to_treasury
from openlevy.ledger.services import seal_next
from openlevy.messages.queries import many_wait_for, waits_to_be_handled
from openlevy.notices.services import forget_notices, purge_decoys
from openlevy.parties.services import purge_principals
from openlevy.payment.services import ask_again, ask_agreements_again, lose_sight
from openlevy.reference.queries import business_date
from openlevy.reference.services import follow_calendar
from openlevy.treasury.services import compare_lists

_MESSAGES = 50
_REMINDED, _WAITING = 200, 100
_FORGOTTEN = 500
_BY_DAY = range(9, 20)
"""Hours of Beijing's time."""

_LISTS_PATIENCE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Station:
    """Work that is taken up again ``every_s`` seconds after there was none."""

    name: str
    work: Callable[[], int]
    every_s: float
    hands: int = 1


def _to_treasury() -> int:
    return deliver_to_treasury(_MESSAGES, today=business_date())


def _from_treasury() -> int:
    return treasury.handle_waiting(_MESSAGES, today=business_date())


def _to_agencies() -> int:
    return agency_delivery.deliver(_MESSAGES)


def _from_agencies() -> int:
    return agency.handle_waiting(_MESSAGES, today=business_date())


def _notices() -> int:
    return notices.deliver(_MESSAGES, today=business_date())


def _to_bank() -> int:
    return bank_delivery.deliver(_MESSAGES)


def _from_bank() -> int:
    return bank.handle_waiting(_MESSAGES, today=business_date())


def _reminders() -> int:
    """Nobody is told by night; a demonstration, whose day is moved by hand, has none."""
    now = timezone.localtime()
    if not settings.PRODUCTION:
        return remind(today=business_date(), most=_REMINDED)
    if now.hour not in _BY_DAY:
        return 0
    if many_wait_for("notices", _WAITING):  # a code must not wait behind them
        return 0
    until = now.replace(hour=_BY_DAY.stop, minute=0, second=0, microsecond=0)
    return remind(today=business_date(), most=_REMINDED, until=until)


def _certificates() -> int:
    return make_waiting(most=20, today=business_date())


def _watch_debits() -> int:
    now, today = timezone.now(), business_date()
    waited = timedelta(seconds=settings.OPENLEVY_ANSWER_WAIT_SECONDS)
    return lose_sight(waited=waited, now=now, today=today) + ask_again(now=now)


def _compare_lists() -> int:
    if waits_to_be_handled("treasury", treasury.LISTS):
        return 0
    now, today = timezone.now(), business_date()
    return compare_lists(patience=_LISTS_PATIENCE, now=now, today=today)


def _watch_agreements() -> int:
    return ask_agreements_again(now=timezone.now())


def _seal() -> int:
    return seal_next(timezone.now())


def _sweep() -> int:
    purge_challenges(timezone.now())
    purge_guesses(timezone.now())
    purge_principals(timezone.now())
    purge_phone_codes(timezone.now())
    purge_proofs(timezone.now())
    purge_officer_sessions(timezone.now())
    purge_decoys(timezone.now())
    strangers.purge(timezone.now())
    return 0


def _forget() -> int:
    """A packet of each; a full one is followed by the next at once, and one that was cut off by
    the next taker's."""
    now = timezone.now()
    proofs = timedelta(days=settings.OPENLEVY_PROOFS_KEPT_DAYS)
    notices_before = now - timedelta(days=settings.OPENLEVY_NOTICES_KEPT_DAYS)
    return forget_proofs(now, proofs, _FORGOTTEN) + forget_notices(notices_before, _FORGOTTEN)


def _calendar() -> int:
    """In production the books' day is the calendar's; a demonstration moves it by hand."""
    if settings.PRODUCTION:
        follow_calendar(timezone.now())
    return 0


STATIONS = (
    Station("to-treasury", _to_treasury, 0.2, hands=2),
    Station("from-treasury", _from_treasury, 0.2),
    Station("to-agencies", _to_agencies, 0.5),
    Station("from-agencies", _from_agencies, 0.5),
    Station("notices", _notices, 0.5),
    Station("to-bank", _to_bank, 0.5),
    Station("from-bank", _from_bank, 0.5),
    Station("certificates", _certificates, 0.5),
    Station("watch-debits", _watch_debits, 1.0),
    Station("watch-agreements", _watch_agreements, 15.0),
    Station("compare-lists", _compare_lists, 30.0),
    Station("reminders", _reminders, 20.0),
    Station("seal-journal", _seal, 5.0),
    Station("sweep", _sweep, 300.0),
    Station("forget", _forget, 600.0),
    Station("calendar", _calendar, 20.0),
)
