"""Inbox row → services: a package is judged as a whole, then applied row by row.

Each row's effect and what is answered to it are kept in one transaction, so a process that is
killed between two rows goes on with the next one, and the feedback is what it would have been.
"""

import logging
import traceback
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import IntegrityError, InterfaceError, OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext

from openlevy.gateways.agency import rows as row_effects
from openlevy.gateways.agency import words
from openlevy.gateways.agency.codec import (
    Code,
    Feedback,
    Package,
    PackageFault,
    Row,
    RowFault,
    RowResult,
    code_of,
    decode,
    encode,
    encode_row,
    sender_of,
)
from openlevy.gateways.agency.reception import FEEDBACK, PARTY, REUSED, UNSIGNED
from openlevy.gateways.signed import AGENCIES, Signed
from openlevy.kernel.errors import Refusal
from openlevy.messages import services as messages
from openlevy.messages.services import AlreadyHandled, ToHandle

_log = logging.getLogger(__name__)
_BEIJING = ZoneInfo("Asia/Shanghai")
_NUMBERS = 10**12
_DATABASE_AWAY = (OperationalError, InterfaceError)
_TRIES = 2
_AT_ONCE = 4
"""Packages leased together: a full one takes some five seconds of the lease's thirty."""


def handle_waiting(most: int, *, today: date) -> int:
    """Handle what is due in the inbox; how many packages were taken up."""
    taken = messages.take_incoming([PARTY], min(most, _AT_ONCE))
    for message in taken:
        try:
            handle(message, today=today)
        except Exception as why:
            # Whatever it is, it must not keep the packages behind it waiting.
            _log.error("package %s not handled: %s", message.id, _trace(why))
            messages.mark_unhandled(message, type(why).__name__)
    return len(taken)


def handle(message: ToHandle, *, today: date) -> str:
    """Let the package have its effect and queue its feedback; what became of it, for the inbox.

    Handled before, or by another worker meanwhile, it has no further effect.

    Raises:
        NodeKeyMissing, NodeKeyDamaged: the signature cannot be judged as things stand.
        django.db.OperationalError: the database is away; rows that were done stay done.
    """
    try:
        package = _judged(message, timezone.now())
        rows = [_row(message, package, row, today) for row in package.rows]
    except AlreadyHandled:
        return "handled already"
    except PackageFault as fault:
        return _answer(message, fault.code, words.of_package(fault), [])
    return _answer(message, Code.OK, gettext(words.HANDLED), rows)


def _judged(message: ToHandle, at: datetime) -> Package:
    signed = Signed.from_wire(message.wire)
    # Judged again: the certificate may have been taken back since it was received.
    if message.topic == UNSIGNED or not signed.is_by(AGENCIES, _agency_code(message), at):
        raise PackageFault(Code.SIGNATURE, "X-Signature")
    if message.topic == REUSED:
        raise PackageFault(Code.BATCH_REUSED, "CSPCH")
    try:
        return decode(signed.body)
    except PackageFault:
        raise
    except Exception as error:
        _log.error("package %s cannot be read: %s", message.id, _trace(error))
        raise PackageFault(Code.UNKNOWN_ERROR, "") from None


def _row(message: ToHandle, package: Package, row: Row | RowFault, today: date) -> bytes:
    def act() -> bytes:
        return encode_row(_became(message.id, package.agency_code, row, today))

    return messages.handle_part(message.id, row.row_no, act)


def _became(message_id: int, agency_code: str, row: Row | RowFault, today: date) -> RowResult:
    if isinstance(row, RowFault):
        return _rejected(row, Code.MALFORMED, words.of_row(row))
    try:
        record_id = _applied(agency_code, row, today)
    except words.Rejected as why:
        return _rejected(row, why.code, why.words)
    except Refusal as refusal:
        if refusal.code.startswith("privacy."):
            raise  # the instance's keys are at fault, not the row
        return _rejected(row, *words.of_refusal(refusal, row.action))
    except _DATABASE_AWAY:
        raise
    except Exception as error:
        _log.error("row %s of package %s: %s", row.row_no, message_id, _trace(error))
        return _rejected(row, Code.UNKNOWN_ERROR, gettext(words.UNKNOWN_ERROR))
    return RowResult(
        row.row_no, row.table, row.action, Code.OK, gettext(words.OK), record_id, row.delivered
    )


def _applied(agency_code: str, row: Row, today: date) -> int:
    """A key that another package has taken this very moment is seen at the second try."""
    for tries_left in reversed(range(_TRIES)):
        try:
            with transaction.atomic():
                return row_effects.apply(agency_code, row, today=today)
        except IntegrityError:
            if not tries_left:
                raise
    raise AssertionError("unreachable")


def _rejected(row: Row | RowFault, code: Code, said: str) -> RowResult:
    return RowResult(row.row_no, row.table, row.action, code, said, None, row.delivered)


def _answer(message: ToHandle, code: Code, said: str, rows: Sequence[bytes]) -> str:
    now = timezone.now().astimezone(_BEIJING)
    feedback = Feedback(
        agency_code=_agency_code(message),
        number=f"{now:%Y%m%d%H%M%S}{message.id % _NUMBERS:012d}",
        answers=sender_of(Signed.from_wire(message.wire).body).batch_no,
        made_at=now,
        code=code,
        words=said,
        rows=rows,
    )
    outcome = _outcome(code, rows)
    with transaction.atomic():
        messages.mark_handled(message.id, outcome, result=encode(feedback))
        messages.enqueue(party=PARTY, topic=FEEDBACK, payer_id=0, record_id=message.id)
    return outcome


def _outcome(code: Code, rows: Sequence[bytes]) -> str:
    counted = sorted(Counter(code_of(row).value for row in rows).items())
    return " ".join([code.value, *(f"{found}×{times}" for found, times in counted)])


def _agency_code(message: ToHandle) -> str:
    return message.party.partition(":")[2]


def _trace(error: BaseException) -> str:
    """Where it happened, without the error's own words: they may hold what a row says."""
    return f"{type(error).__name__}\n{''.join(traceback.format_tb(error.__traceback__))}"
