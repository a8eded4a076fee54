"""《社会保险费缴费记录》 applied for: once under one key, and given up when it cannot be made."""

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from openlevy.certificate.models import Certificate
from openlevy.certificate.paper.content import read_canonical
from openlevy.certificate.queries import CertificateSeen, certificates
from openlevy.certificate.rules import CertificateKeyReused, NothingPaid
from openlevy.certificate.services import Asking, apply, making
from openlevy.kernel.period import Period
from openlevy.parties.tests.people import PENSION, TODAY, TOMORROW, Resident, a_resident
from openlevy.payment.rules import Answer
from openlevy.payment.tests.paying import an_order, bank_says
from openlevy.privacy.services import ensure_keys, unseal
from openlevy.treasury.tests.lists import receipt, received

YEAR = Asking("beijing", PENSION, Period.year(TODAY.year))


@pytest.fixture
def who(transactional_db: None) -> Resident:
    """Somebody whose year is paid and cleared."""
    ensure_keys()
    payer = a_resident()
    number = an_order(payer)
    bank_says(number, Answer.DONE)
    received(receipt(number))
    return payer


def _apply(who: Resident, asking: Asking = YEAR, key: object = None) -> int:
    return apply(
        payer_id=who.payer_id,
        asking=asking,
        request_key=key or uuid4(),  # type: ignore[arg-type]
        today=TOMORROW,
        at=timezone.now(),
    )


def _here(instant: datetime) -> date:
    return timezone.localtime(instant).date()


def _listed(who: Resident) -> list[CertificateSeen]:
    return certificates(who.payer_id, applied_from=TODAY, applied_to=TOMORROW, offset=0, most=20)


def test_the_same_request_is_one_application(who: Resident) -> None:
    key = uuid4()
    assert _apply(who, key=key) == _apply(who, key=key)
    assert len(_listed(who)) == 1


def test_it_is_issued_on_the_day_of_the_books(who: Resident) -> None:
    """As everything else that stands on it, wherever the clock has got to."""
    row = Certificate.objects.get(payer_id=who.payer_id, id=_apply(who))
    content = read_canonical(unseal(row.content, purpose="certificate.content"), "")
    assert _here(content.printed_at) == TOMORROW
    assert content.lines[0].received_on <= _here(content.printed_at)


def test_of_several_at_once_under_one_key_one_is_made_and_all_have_its_number(
    who: Resident,
) -> None:
    key, ready, numbers = uuid4(), threading.Barrier(6), []

    def apply_at_once() -> None:
        ready.wait()
        numbers.append(_apply(who, key=key))
        connection.close()

    people = [threading.Thread(target=apply_at_once) for _ in range(6)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert len(numbers) == 6
    assert len(set(numbers)) == 1
    assert len(_listed(who)) == 1


def test_other_content_under_the_key_is_an_error(who: Resident) -> None:
    key = uuid4()
    _apply(who, key=key)
    longer = Asking("beijing", PENSION, Period(TODAY.replace(year=TODAY.year - 1), TODAY))
    with pytest.raises(CertificateKeyReused):
        _apply(who, longer, key)
    assert len(_listed(who)) == 1


def test_a_place_where_nothing_was_paid_certifies_nothing(who: Resident) -> None:
    with pytest.raises(NothingPaid):
        _apply(who, Asking("hubei", PENSION, YEAR.period))
    assert _listed(who) == []


def _fails(*_: object) -> None:
    raise OSError("no paper")


def _tries(who: Resident, count: int) -> list[str]:
    """The states after so many tries, each when it is due again."""
    states = []
    for _ in range(count):
        making.release()
        making.make_waiting(most=20, today=TOMORROW)
        states.append(_listed(who)[0].state)
    return states


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Has every paper fail from now on."""
    return lambda: monkeypatch.setattr(making, "_make", _fails)


def test_a_paper_that_cannot_be_made_is_given_up_after_five_tries(
    who: Resident, failing: Callable[[], None]
) -> None:
    _apply(who)
    failing()
    assert _tries(who, 6) == ["MAKING"] * 4 + ["FAILED"] * 2


def test_a_paper_that_takes_the_worker_with_it_is_given_up_too(
    who: Resident, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker that dies comes to no end of a try: only the taking up is counted."""
    _apply(who)

    def dies(*_: object) -> None:
        raise SystemExit

    monkeypatch.setattr(making, "_make", dies)
    for _ in range(5):
        making.release()
        with pytest.raises(SystemExit):
            making.make_waiting(most=20, today=TOMORROW)
    assert _tries(who, 1) == ["FAILED"]


def test_those_taken_up_with_it_are_made(who: Resident, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever comes first takes the worker with it, again and again."""
    _apply(who), _apply(who)
    make = making._make
    poison: list[int] = []

    def dies_over_the_first(row: Certificate, *more: Any) -> None:
        poison[:] = poison or [row.id]
        if row.id in poison:
            raise SystemExit
        make(row, *more)

    monkeypatch.setattr(making, "_make", dies_over_the_first)
    for _ in range(6):
        making.release()
        with suppress(SystemExit):
            making.make_waiting(most=20, today=TOMORROW)
    states = {seen.id: seen.state for seen in _listed(who)}
    assert states.pop(poison[0]) == "FAILED"
    assert list(states.values()) == ["MADE"]


def test_one_that_fails_does_not_hold_up_the_next(
    who: Resident, monkeypatch: pytest.MonkeyPatch
) -> None:
    _apply(who), _apply(who)
    make = making._make
    tried: list[int] = []

    def fails_first(row: Certificate, *more: Any) -> None:
        tried.append(row.id)
        if len(tried) == 1:
            raise OSError("no paper")
        make(row, *more)

    monkeypatch.setattr(making, "_make", fails_first)
    making.make_waiting(most=20, today=TOMORROW)
    assert {seen.id: seen.state for seen in _listed(who)} == {tried[0]: "MAKING", tried[1]: "MADE"}
