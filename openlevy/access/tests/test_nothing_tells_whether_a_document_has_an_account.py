"""Whoever asks for an account that there is not has as much written as for one that there is: the
answer comes as late, and nothing is sent."""

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from openlevy.access import services
from openlevy.access.models import Guess, User
from openlevy.access.tests.conftest import WANG
from openlevy.access.tests.sent import sent_to
from openlevy.messages.models import Outgoing
from openlevy.messages.queries import waiting_to_send
from openlevy.notices.models import Notice
from openlevy.notices.queries import to_tell
from openlevy.notices.services import purge_decoys
from openlevy.statements.tests.counting import counted

KNOWN, UNKNOWN = str(WANG["id_no"]), "990101198807070015"
PHONE, FREE = str(WANG["phone"]), "15420260309"
HERE, THERE = b"h" * 32, b"t" * 32
_NAMES = re.compile(r"\s+|RELEASE|SAVEPOINT \S+|_?s\d+_x\d+|'[^']*'|\d+")


def _kinds(act: Callable[[], object]) -> list[str]:
    """The statements of an act without their values, in their order."""
    with counted() as sent:
        act()
    return [_NAMES.sub(" ", one) for one in sent]


def _begin(document: str) -> UUID:
    return services.begin_recovery(document, source=HERE)


def _again(document: str) -> None:
    key = _begin(document)
    Guess.objects.all().delete()
    services.resend_phone_code(key, source=HERE)


def _over_the_phones_limit() -> None:
    """The phone has had its code of this minute for something else."""
    user = User.objects.create(username="li", id_digest=b"i" * 32, payer_id=9, password="")
    user.set_password("stone-bridge-73")
    other = services.begin_phone_change(user, password="stone-bridge-73", phone=PHONE, source=THERE)
    assert services.phone_code_of(other).phone == PHONE


@pytest.mark.parametrize("ask", [_begin, _again])
def test_the_same_is_written_for_both(wang: int, ask: Callable[[str], object]) -> None:
    known, unknown = _kinds(lambda: ask(KNOWN)), _kinds(lambda: ask(UNKNOWN))
    assert known == unknown
    assert any("notices_notice" in one and "INSERT" in one for one in unknown)
    assert any("messages_outbox" in one and "INSERT" in one for one in unknown)


def test_the_same_is_written_when_the_phone_has_had_too_many(wang: int) -> None:
    unknown = _kinds(lambda: _begin(UNKNOWN))
    _over_the_phones_limit()
    assert _kinds(lambda: _begin(KNOWN)) == unknown
    assert [one.kind for one in sent_to(PHONE)] == ["code.new_phone"]


def test_nothing_is_sent_for_nobody_and_what_was_written_goes(
    wang: int, pass_time: Callable[[timedelta], None]
) -> None:
    _begin(UNKNOWN)
    (number,) = Notice.objects.values_list("id", flat=True)
    assert to_tell(0, number) is None  # the worker finds nothing to send, whatever its clock says
    assert waiting_to_send() == 1
    pass_time(timedelta(hours=2))
    _begin(KNOWN)
    assert purge_decoys(timezone.now()) == 1
    assert purge_decoys(timezone.now()) == 0
    assert [row.kind for row in Notice.objects.all()] == ["code.recovery"]
    assert Outgoing.objects.filter(record_id=number).count() == 0


def test_a_phone_that_is_anothers_takes_as_long_as_a_free_one(wang: int) -> None:
    other = services.register(
        **{**WANG, "username": "li_other", "id_no": UNKNOWN, "phone": None}  # type: ignore[arg-type]
    )
    user = User.objects.get(pk=other)

    def change(phone: str) -> None:
        services.begin_phone_change(user, password=str(WANG["password"]), phone=phone, source=HERE)

    assert _kinds(lambda: change(PHONE)) == _kinds(lambda: change(FREE))
