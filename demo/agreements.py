"""The agreements that sample people have from the beginning: signed as they would sign them, on our
pages and verified by their banks or at their banks' counters, in effect from the next day of the
books.
"""

import time
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from django.utils import timezone

from demo import clock, outside
from demo.text import Progress
from openlevy.access import queries as access
from openlevy.history.services import Actor
from openlevy.kernel.flow import Role
from openlevy.parties import queries as parties
from openlevy.payment import queries as payment
from openlevy.payment.queries import AgreementSeen
from openlevy.payment.services import Signing, sign_agreement
from openlevy.payment.states import AgreementState
from openlevy.reference import queries as reference
from openlevy.reference.queries import business_date

_LOOK_EVERY_SECONDS = 0.2
_PATIENCE_SECONDS = 60
_LATE = 0
"""The number of an agreement that has not come from the bank."""


def sign(people: list[dict[str, Any]]) -> tuple[int, int]:
    """Signs whatever is not signed yet, waits for the banks, and opens the books of the calendar's
    day where they lag behind it; how many agreements hold, and how many wait. Twice is once."""
    before = business_date()
    signed = [
        _sign_one(person, account)
        for person in people
        for account in person["bank_accounts"]
        if account["agreed"]
    ]
    seen = _await_banks([one for one in signed if one is not None])
    held = [one for one in seen if one.state == AgreementState.VERIFIED]
    begin = [one.effective_on for one in held if one.effective_on]
    if max(begin, default=before) > before and before < timezone.localdate():
        clock.move(timezone.localdate())
        print(f"The books are open for {business_date()} now.")
    late = sum(one == _LATE for _, one in filter(None, signed))
    return len(held), _waiting(seen) + late


def _sign_one(person: dict[str, Any], account: dict[str, Any]) -> tuple[int, int] | None:
    """The payer and the agreement; None for somebody who is not enrolled."""
    payer_id = parties.payer_of_id(person["id_type"], person["id_number"])
    user = None if payer_id is None else access.user_of_payer(payer_id)
    if payer_id is None or user is None:
        return None
    office = person["enrolments"][0]["tax_office"]
    if reference.place_of(reference.tax_office(office).region).agreements.at_bank:
        return payer_id, _sign_at_bank(payer_id, person, account, office)
    number = sign_agreement(
        payer_id=payer_id,
        signing=Signing(office, account["bank_cnaps"], account["number"]),
        actor=Actor(Role.PAYER, user.id),
        request_key=_key_of(account),
        today=business_date(),
    )
    return payer_id, number


def _sign_at_bank(
    payer_id: int, person: dict[str, Any], account: dict[str, Any], office: str
) -> int:
    """The agreement of which the bank has told; ``_LATE`` when it takes longer than a minute. One
    that holds already is not signed again."""
    until, ordered = time.monotonic() + _PATIENCE_SECONDS, False
    while time.monotonic() < until:
        for one in payment.agreements(payer_id):
            if one.tax_office == office and account["number"].endswith(one.bank_account_tail):
                return one.id
        if not ordered:
            outside.post(
                "/control/counter",
                do="sign",
                account=account["number"],
                id_number=person["id_number"],
                tax_office=office,
            )
            ordered = True
        time.sleep(_LOOK_EVERY_SECONDS)
    return _LATE


def _key_of(account: dict[str, Any]) -> UUID:
    """The same account is signed for under the same key: a load broken off goes on."""
    return uuid5(NAMESPACE_OID, f"demo agreement {account['number']}")


def _await_banks(signed: list[tuple[int, int]]) -> list[AgreementSeen]:
    """Waits for the answers, not longer than a minute; the agreements as they stand then."""
    progress = Progress("agreements answered")
    until = time.monotonic() + _PATIENCE_SECONDS
    while True:
        seen = [one for number in signed if (one := payment.agreement(*number)) is not None]
        answered = len(seen) - _waiting(seen)
        progress.show(answered, len(seen))
        if answered == len(seen) or time.monotonic() > until:
            progress.end(f"agreements answered {answered}/{len(seen)}")
            return seen
        time.sleep(_LOOK_EVERY_SECONDS)


def _waiting(seen: list[AgreementSeen]) -> int:
    return sum(one.state == AgreementState.SUBMITTED for one in seen)
