"""What proofs and notices kept of numbers and addresses goes a stated time after use; what
happened, when, and with which result stays."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone
from pytest_django import Settings

from openlevy.access import queries, rules, services
from openlevy.access.models import IdentityProof
from openlevy.access.services import proofs as proving
from openlevy.access.states import ProofState
from openlevy.access.tests import test_an_identity_is_proved_before_it_is_registered as one_proof
from openlevy.access.tests.sent import code_for
from openlevy.access.tests.test_an_identity_is_proved_before_it_is_registered import (
    PHONE,
    ask,
    begin,
    proved_by_card,
    register,
    seen,
)
from openlevy.jobs.stations import STATIONS
from openlevy.messages.models import Outgoing
from openlevy.messages.queries import waiting_to_send
from openlevy.notices import services as notices
from openlevy.notices.models import Notice
from openlevy.notices.queries import told
from openlevy.notices.states import NoticeState
from openlevy.privacy.services import seal, unseal

TODAY = date(2026, 11, 20)
DAY = timedelta(days=1)
PassTime = Callable[[timedelta], None]

pytestmark = pytest.mark.usefixtures("db")


def _forget() -> int:
    (station,) = [one for one in STATIONS if one.name == "forget"]
    return station.work()


def _sent(party: str) -> list[bytes]:
    """The bytes of every message to a party, once all have been sent."""
    waiting = Outgoing.objects.filter(party=party, wire=None)
    waiting.update(wire=seal(b"all the numbers", purpose="messages.wire"), sent_at=timezone.now())
    rows = Outgoing.objects.filter(party=party).order_by("id")
    return [unseal(bytes(row.wire or b""), purpose="messages.wire") for row in rows]


def test_a_proof_is_forgotten_thirty_days_after_it_is_over(pass_time: PassTime) -> None:
    done = proved_by_card()
    register(done)
    pass_time(rules.PROOF_LIFE + 29 * DAY)
    open_one = begin()
    assert _forget() == 0
    pass_time(DAY)
    assert (_forget(), _forget()) == (1, 0)
    row = IdentityProof.objects.get(key=done)
    assert (row.id_no, row.phone, row.card_no) == (None, None, None)
    assert (row.state, row.payer_id, row.forgotten_at is None) == ("DONE", one_proof.PAYER, False)
    assert (seen(done).state, seen(done).id_no, seen(done).phone_tail) == (ProofState.DONE, "", "")
    assert seen(open_one).id_no == one_proof.LI_NO


def test_a_proof_that_came_to_nothing_is_forgotten_too_and_a_late_answer_harms_nobody(
    pass_time: PassTime,
) -> None:
    key = begin()
    ask(key)
    pass_time(rules.PROOF_LIFE + 30 * DAY)
    assert (waiting_to_send(), _forget(), waiting_to_send()) == (1, 1, 0)
    assert queries.card_question(one_proof.PAYER, seen(key).id, 1) is None
    assert one_proof.answered(key)
    with pytest.raises(services.ErrandOver):
        services.send_proof_code(key, source=one_proof.HERE)


def test_the_question_is_forgotten_with_its_answer(pass_time: PassTime) -> None:
    key, mute = begin(), begin()
    ask(key)
    ask(mute)
    assert _sent(services.CARD_PARTY) == [b"all the numbers"] * 2
    one_proof.answered(key)
    assert _sent(services.CARD_PARTY) == [b"", b"all the numbers"]
    pass_time(2 * rules.PROOF_LIFE)
    assert (services.purge_proofs(timezone.now()), services.purge_proofs(timezone.now())) == (1, 0)
    assert _sent(services.CARD_PARTY) == [b"", b""]


def _tell(number: int) -> None:
    notices.tell(
        key=f"n:{number}", kind="x", channel="sms", address=PHONE, place="beijing", facts={}
    )
    row = Notice.objects.get(key=f"n:{number}")
    notices.taken(row.payer_id, row.id, today=TODAY)


def test_an_address_is_forgotten_ninety_days_after_it_was_told(
    pass_time: PassTime, settings: Settings
) -> None:
    _tell(1)
    assert _sent(notices.PARTY) == [b"all the numbers"]
    proved_by_card()  # whose code waits
    pass_time(90 * DAY)
    settings.OPENLEVY_NOTICES_KEPT_DAYS = 91
    settings.OPENLEVY_PROOFS_KEPT_DAYS = 3650
    assert _forget() == 0
    settings.OPENLEVY_NOTICES_KEPT_DAYS = 90
    assert (_forget(), _forget()) == (1, 0)
    row = Notice.objects.get(key="n:1")
    assert (row.address, row.state, row.decided_at is None) == (None, "TAKEN", False)
    found = told("n:1")
    assert found is not None
    assert found.state is NoticeState.TAKEN
    assert _sent(notices.PARTY)[0] == b""
    assert code_for(PHONE)


def test_it_goes_by_packets_and_one_that_is_cut_off_is_done_again() -> None:
    for number in range(5):
        _tell(number)
    later = timezone.now() + DAY
    with transaction.atomic():
        assert notices.forget_notices(later, 2) == 2
        transaction.set_rollback(True)  # killed before its end
    assert Notice.objects.filter(address=None).count() == 0
    assert [notices.forget_notices(later, 2) for _ in range(4)] == [2, 2, 1, 0]


@pytest.mark.parametrize(
    ("sql", "index"),
    [
        (proving._PURGE, "identity_proof_with_card"),
        (proving._FORGET, "identity_proof_kept"),
        (notices._FORGET, "notice_kept"),
    ],
)
def test_none_reads_the_whole_table(sql: str, index: str) -> None:
    values: dict[str, Any] = {"now": timezone.now(), "before": timezone.now(), "most": 9}
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        cursor.execute(f"EXPLAIN {sql}", values)
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert f"using {index} on" in plan, plan
