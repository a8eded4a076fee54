from datetime import date

import pytest
from django.db import connection, transaction

from openlevy.messages.queries import waiting_to_send
from openlevy.notices import services
from openlevy.notices.models import Notice
from openlevy.notices.queries import Told, to_tell, told
from openlevy.notices.states import NoticeState

TODAY = date(2026, 11, 20)
PHONE = "15420260301"


def tell(key: str = "sms-code:1", address: str = PHONE, channel: str = services.SMS) -> None:
    services.tell(
        key=key,
        kind="code.registration",
        channel=channel,
        address=address,
        place="beijing",
        facts={"code": "046213", "minutes": "5"},
    )


def number() -> int:
    return Notice.objects.values_list("id", flat=True).get()


def test_the_same_occasion_twice_is_one_notice(db: None) -> None:
    tell()
    tell()
    assert (Notice.objects.count(), waiting_to_send()) == (1, 1)
    tell("sms-code:2")
    assert (Notice.objects.count(), waiting_to_send()) == (2, 2)


def test_it_is_undone_with_what_it_is_about(db: None) -> None:
    with transaction.atomic():
        tell()
        transaction.set_rollback(True)
    assert (Notice.objects.count(), waiting_to_send()) == (0, 0)


@pytest.mark.parametrize(
    "address", ["", "1542026030", "154202603011", "25420260301", "12020260301", "1542026o301", "+"]
)
def test_what_is_no_mobile_number_gets_no_short_text(db: None, address: str) -> None:
    with pytest.raises(services.AddressUnusable):
        tell(address=address)


@pytest.mark.parametrize(
    "address", ["a@b", "a b@c.example", "a@b.example\nBcc: c@d.example", PHONE]
)
def test_what_is_no_mailbox_gets_no_mail(db: None, address: str) -> None:
    with pytest.raises(services.AddressUnusable):
        tell(address=address, channel=services.EMAIL)


@pytest.mark.parametrize("typed", ["+86 154-2026-0301", "１５４２０２６０３０１", "8615420260301"])
def test_the_number_is_one_however_it_is_typed(db: None, typed: str) -> None:
    tell(address=typed)
    found = to_tell(0, number())
    assert found is not None
    assert found.address == PHONE


def test_number_and_facts_are_sealed_and_the_facts_forgotten_at_the_end(db: None) -> None:
    tell()
    with connection.cursor() as cursor:
        cursor.execute("SELECT n::text FROM notices_notice n")
        assert PHONE not in (stored := str(cursor.fetchall()))
        assert "046213" not in stored
    services.taken(0, number(), today=TODAY)
    row = Notice.objects.get()
    assert (row.facts, row.state) == (None, NoticeState.TAKEN)
    assert to_tell(0, row.id) is None


def test_what_is_decided_stays_so(db: None) -> None:
    tell()
    services.refused(0, number(), "address_unknown", today=TODAY)
    services.taken(0, number(), today=TODAY)
    services.given_up(0, number(), today=TODAY)
    assert told("sms-code:1") == Told(NoticeState.REFUSED, "address_unknown")
    assert told("sms-code:2") is None
