"""A number that its operator has given to somebody else: who proves it and an identity takes
it, and gains nothing else; the user who had it loses nothing else."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from openlevy.access import queries, rules, services
from openlevy.access.models import Guess, PhoneTransfer, User
from openlevy.access.services.users import mailbox_of, sealed_mailbox
from openlevy.access.states import ProofState
from openlevy.access.tests.conftest import WANG, request_from
from openlevy.access.tests.sent import code_for, sent_to
from openlevy.access.tests.test_an_identity_is_proved_before_it_is_registered import (
    CARD,
    HERE,
    LI_NO,
    PASSWORD,
    PAYER,
    PHONE,
    TODAY,
    proved_by_card,
    proved_by_code,
    seen,
)
from openlevy.access.tests.test_an_identity_is_proved_before_it_is_registered import (
    begin as begin_proof,
)
from openlevy.history.queries import of_payer
from openlevy.privacy.services import digest

MAILBOX = "wang.lan@mail.example"
OTHER_PHONE = "15420260308"
OLD_PASSWORD = str(WANG["password"])

pytestmark = pytest.mark.usefixtures("db")
_WAYS = [proved_by_card, proved_by_code]


@pytest.fixture
def old() -> int:
    """王兰, who once had the number."""
    number = services.register(**{**WANG, "phone": PHONE})  # type: ignore[arg-type]
    box = {"mailbox": sealed_mailbox(MAILBOX), "mailbox_digest": digest("email", MAILBOX)}
    User.objects.filter(pk=number).update(**box)
    return number


def register(key: UUID, *, takes: bool = True, username: str = "liabudu", mark: str = "") -> int:
    code = code_for(PHONE)

    def attempt(takes_from: str) -> int:
        return services.register_proved(
            key,
            code=code,
            username=username,
            password=PASSWORD,
            today=TODAY,
            takes_from=takes_from,
        )

    try:
        return attempt(mark)
    except services.PhoneTaken as refused:
        if not takes:
            raise
        return attempt(refused.holder)


@pytest.mark.parametrize("proved", _WAYS)
def test_it_is_refused_first_and_taken_when_it_is_wanted(
    old: int, proved: Callable[[], UUID]
) -> None:
    key = proved()
    with pytest.raises(services.PhoneTaken):
        register(key, takes=False)
    assert services.authenticate(PHONE, OLD_PASSWORD, request_from()).pk == old
    assert seen(key).state is ProofState.PROVED
    number = register(key)
    assert services.authenticate(PHONE, PASSWORD, request_from()).pk == number
    with pytest.raises(services.WrongCredentials):
        services.authenticate(PHONE, OLD_PASSWORD, request_from())


def test_the_old_user_keeps_all_but_the_phone(old: int) -> None:
    before = User.objects.get(pk=old)
    register(proved_by_card())
    after = User.objects.get(pk=old)
    kept = ("password", "epoch", "id_digest", "username", "payer_id", "is_active", "mailbox")
    assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]
    assert (after.phone, after.phone_digest, mailbox_of(after)) == (None, None, MAILBOX)
    for name in (str(WANG["id_no"]), "wang_lan"):
        assert services.authenticate(name, OLD_PASSWORD, request_from()).pk == old


def test_they_are_told_and_asked_for_another_until_they_give_it(old: int) -> None:
    assert queries.phone_left(old) == ""
    register(proved_by_card())
    (mail,) = sent_to(MAILBOX)
    assert (mail.kind, mail.facts["tail"]) == ("account.phone_left", PHONE[-4:])
    (told,) = of_payer(int(str(WANG["payer_id"])), actions=["move"])
    assert (told.subject, told.business_date) == ("access_phone_transfer", TODAY)
    assert of_payer(PAYER, actions=["move"]) == []
    assert queries.phone_left(old) == PHONE[-4:]
    user = User.objects.get(pk=old)
    key = services.begin_phone_change(user, password=OLD_PASSWORD, phone=OTHER_PHONE, source=HERE)
    services.change_phone(user, key, code=code_for(OTHER_PHONE))
    assert queries.phone_left(old) == ""
    assert "account.phone_changed" not in [one.kind for one in sent_to(PHONE)]


def test_nothing_of_the_old_user_reaches_the_phone(old: int) -> None:
    payer = int(str(WANG["payer_id"]))
    services.tell_payer(payer, key="paid:1", kind="payment.succeeded")
    services.begin_recovery(str(WANG["id_no"]), source=b"o" * 32)
    Guess.objects.all().delete()
    key = proved_by_card()
    register(key)
    services.tell_payer(payer, key="paid:2", kind="payment.succeeded")
    assert [one.kind for one in sent_to(PHONE)] == ["code.registration"]  # the new owner's own
    assert [one.kind for one in sent_to(MAILBOX)][-1] == "payment.succeeded"


def test_a_code_of_the_old_users_opens_nothing_any_more(old: int) -> None:
    stolen = services.begin_recovery(str(WANG["id_no"]), source=b"o" * 32)
    code = code_for(PHONE)
    Guess.objects.all().delete()
    register(proved_by_card())
    with pytest.raises(services.ErrandOver):
        services.recover(stolen, code=code, password="river-in-the-hills-3")
    with pytest.raises(services.ErrandOver):
        services.resend_phone_code(stolen, source=HERE)


def test_a_change_to_another_phone_that_the_old_user_has_begun_goes_on(old: int) -> None:
    user = User.objects.get(pk=old)
    key = services.begin_phone_change(
        user, password=OLD_PASSWORD, phone=OTHER_PHONE, source=b"o" * 32
    )
    register(proved_by_card())
    services.change_phone(user, key, code=code_for(OTHER_PHONE))
    assert services.authenticate(OTHER_PHONE, OLD_PASSWORD, request_from()).pk == old


def test_who_is_registered_takes_it_by_proving_the_identity_anew(old: int) -> None:
    own = services.register(
        **{**WANG, "username": "li_lan", "id_no": LI_NO, "phone": OTHER_PHONE, "payer_id": PAYER}  # type: ignore[arg-type]
    )
    key = proved_by_code(rules.REGAIN)
    code = code_for(PHONE)
    with pytest.raises(services.PhoneTaken) as refused:
        services.regain(key, code=code, password=PASSWORD, today=TODAY)
    mark = refused.value.holder
    services.regain(key, code=code, password=PASSWORD, today=TODAY, takes_from=mark)
    assert services.authenticate(PHONE, PASSWORD, request_from()).pk == own
    assert queries.phone_left(old) == PHONE[-4:]
    assert queries.phone_left(own) == ""


def test_a_phone_alone_takes_nothing(old: int) -> None:
    """A thief has the phone and reads its codes, and has an account, but proves no identity."""
    thief = services.register(
        **{**WANG, "username": "thief", "id_no": LI_NO, "phone": None, "payer_id": PAYER}  # type: ignore[arg-type]
    )
    user = User.objects.get(pk=thief)
    key = services.begin_phone_change(user, password=OLD_PASSWORD, phone=PHONE, source=HERE)
    with pytest.raises(services.PhoneTaken):
        services.change_phone(user, key, code=code_for(PHONE))
    with pytest.raises(services.ErrandOver):
        register(begin_proof())
    assert services.authenticate(PHONE, OLD_PASSWORD, request_from()).pk == old


@pytest.mark.parametrize("mark", ["", "1", "x" * 9999, "0" * 64])
def test_it_is_taken_from_nobody_but_the_one_who_was_told_of(old: int, mark: str) -> None:
    with pytest.raises(services.PhoneTaken) as refused:
        register(proved_by_card(), takes=False, mark=mark)
    assert len(refused.value.holder) == 64
    assert services.authenticate(PHONE, OLD_PASSWORD, request_from()).pk == old


def test_an_identity_alone_takes_nothing(old: int) -> None:
    key = proved_by_code()
    with pytest.raises(services.PhoneCodeWrong):
        services.register_proved(
            key, code="x", username="liabudu", password=PASSWORD, today=TODAY, takes_from="x"
        )
    assert PhoneTransfer.objects.count() == 0


@pytest.mark.parametrize("clash", ["username", "id_no"])
def test_what_is_refused_otherwise_takes_no_phone(old: int, clash: str) -> None:
    services.register(
        **{
            **WANG,
            "username": "taken_name",
            "id_no": LI_NO if clash == "id_no" else "990101198807070023",
            "phone": None,
        }  # type: ignore[arg-type]
    )
    with pytest.raises(services.AlreadyRegistered) as refused:
        register(proved_by_card(), username="taken_name" if clash == "username" else "liabudu")
    assert refused.value.what == clash
    assert services.authenticate(PHONE, OLD_PASSWORD, request_from()).pk == old
    assert PhoneTransfer.objects.count() == 0


def test_the_old_user_takes_it_back_the_same_way(
    old: int, pass_time: Callable[[timedelta], None]
) -> None:
    register(proved_by_card())
    pass_time(timedelta(hours=2))
    key = services.begin_proof(
        purpose=rules.REGAIN,
        way=rules.CARD,
        payer_id=int(str(WANG["payer_id"])),
        place="beijing",
        name="王兰",
        id_type="201",
        id_no=str(WANG["id_no"]),
    )
    services.ask_bank(key, card_no=CARD, phone=PHONE, today=TODAY)
    number = seen(key).id
    services.bank_answered(int(str(WANG["payer_id"])), number, asked=1, differs=(), today=TODAY)
    services.send_proof_code(key, source=HERE)
    code, new = code_for(PHONE), "river-in-the-hills-3"
    with pytest.raises(services.PhoneTaken) as refused:
        services.regain(key, code=code, password=new, today=TODAY)
    mark = refused.value.holder
    services.regain(key, code=code, password=new, today=TODAY, takes_from=mark)
    assert services.authenticate(PHONE, new, request_from()).pk == old
    assert [queries.phone_left(old), PhoneTransfer.objects.count()] == ["", 2]
