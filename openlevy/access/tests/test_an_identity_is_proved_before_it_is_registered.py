from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection

from openlevy.access import queries, rules, services
from openlevy.access.models import RegistrationCode, User
from openlevy.access.states import ProofState
from openlevy.access.tests.conftest import WANG, request_from
from openlevy.access.tests.sent import code_for, sent_to
from openlevy.history.services import Actor
from openlevy.kernel.flow import Role
from openlevy.messages.models import Outgoing

TODAY = date(2026, 11, 20)
LI_NO, PAYER = "990101198807070015", 7002
PHONE, OTHER_PHONE = "15420260302", "15420260303"
PASSWORD = "stone-bridge-73"  # of an invented person
HERE = b"h" * 32
PassTime = Callable[[timedelta], None]

pytestmark = pytest.mark.usefixtures("db")


def luhn(payload: str) -> str:
    return next(f"{payload}{d}" for d in range(10) if rules.card_number(f"{payload}{d}"))


CARD = luhn("995501000000000007")


def begin(way: str = rules.CARD, purpose: str = rules.REGISTRATION) -> UUID:
    return services.begin_proof(
        purpose=purpose,
        way=way,
        payer_id=PAYER,
        place="beijing",
        name="李·阿卜杜",
        id_type="201",
        id_no=LI_NO,
    )


def ask(key: UUID, card_no: str = CARD, phone: str = PHONE) -> None:
    services.ask_bank(key, card_no=card_no, phone=phone, today=TODAY)


def seen(key: UUID) -> queries.ProofSeen:
    found = queries.proof_of(key)
    assert found is not None
    return found


def answered(key: UUID, *differs: str, asked: int = 1) -> bool:
    return services.bank_answered(PAYER, seen(key).id, asked=asked, differs=differs, today=TODAY)


def proved_by_card(purpose: str = rules.REGISTRATION) -> UUID:
    key = begin(purpose=purpose)
    ask(key)
    assert answered(key)
    services.send_proof_code(key, source=HERE)
    return key


def handed_out() -> str:
    return services.hand_out_registration_code(
        id_type="201", id_no=LI_NO, name="李", officer=Actor(Role.TAX, 31), office="1110"
    )


def proved_by_code(purpose: str = rules.REGISTRATION, phone: str = PHONE) -> UUID:
    key = begin(rules.CODE, purpose)
    services.show_registration_code(key, code=handed_out(), phone=phone, today=TODAY)
    services.send_proof_code(key, source=HERE)
    return key


def register(key: UUID, username: str = "liabudu", code: str = "", phone: str = PHONE) -> int:
    return services.register_proved(
        key,
        code=code or code_for(phone),
        username=username,
        password=PASSWORD,
        today=TODAY,
    )


@pytest.mark.parametrize("proved", [proved_by_card, proved_by_code])
def test_either_way_leads_to_an_account(proved: Callable[[], UUID]) -> None:
    key = proved()
    number = register(key)
    user = User.objects.get(pk=number)
    assert (user.payer_id, user.display_name, user.jurisdiction) == (PAYER, "李·阿卜杜", "beijing")
    assert seen(key).state is ProofState.DONE
    for name in (LI_NO, PHONE, "liabudu"):
        assert services.authenticate(name, PASSWORD, request_from()).pk == number


@pytest.mark.parametrize("proved", [proved_by_card, proved_by_code])
def test_a_proof_is_used_once(proved: Callable[[], UUID]) -> None:
    key = proved()
    code = code_for(PHONE)
    register(key)
    with pytest.raises(services.ErrandOver):
        register(key, "another", code)
    with pytest.raises(services.ErrandOver):
        services.send_proof_code(key, source=HERE)
    assert RegistrationCode.objects.filter(used_at=None).count() == 0


def test_nothing_is_registered_before_the_proof() -> None:
    key = begin()
    for _ in range(2):
        with pytest.raises(services.ErrandOver):
            services.send_proof_code(key, source=HERE)
        with pytest.raises(services.ErrandOver):
            register(key, code="123456")
        ask(key)
    with pytest.raises(services.ErrandOver):
        register(uuid4(), code="123456")
    assert User.objects.count() == 0


def test_no_answer_is_no_refusal_and_the_question_goes_once() -> None:
    key = begin()
    for _ in range(3):
        ask(key)
    assert seen(key).state is ProofState.ASKED
    ((topic, payer_id, record_id),) = Outgoing.objects.filter(party="card-proof").values_list(
        "topic", "payer_id", "record_id"
    )
    assert (topic, payer_id, record_id) == ("card-proof:1", PAYER, seen(key).id)


def test_what_differs_is_told_and_may_be_asked_anew() -> None:
    key = begin()
    ask(key)
    assert answered(key, "phone", "name")
    assert (seen(key).state, seen(key).differs) == (ProofState.DIFFERS, ("phone", "name"))
    ask(key, phone=OTHER_PHONE)
    assert not answered(key, "phone")  # to the first question, once more
    assert seen(key).state is ProofState.ASKED
    assert answered(key, asked=2)
    assert not answered(key, "card", asked=2)
    assert (seen(key).state, seen(key).phone_tail) == (ProofState.PROVED, OTHER_PHONE[-4:])


def test_the_bank_is_not_asked_without_end() -> None:
    for _ in range(5):
        key = begin()
        ask(key)
        answered(key, "card")
    with pytest.raises(services.TooManyGuesses):
        ask(begin())


@pytest.mark.parametrize(
    "card", ["", "123", "9" * 20, CARD[:-1] + "x", CARD[:-1] + "0", "12ab" * 4]
)
def test_what_is_no_cards_number_is_not_asked_about(card: str) -> None:
    key = begin()
    with pytest.raises(services.CardUnusable):
        ask(key, card_no=card)
    assert Outgoing.objects.count() == 0


def test_the_card_is_found_however_it_is_typed_and_forgotten_afterwards() -> None:
    key = begin()
    ask(key, card_no=" ".join(chr(ord(c) + 0xFEE0) for c in CARD))
    question = queries.card_question(PAYER, seen(key).id, 1)
    assert question is not None
    assert (question.card_no, question.phone, question.id_no) == (CARD, PHONE, LI_NO)
    answered(key)
    assert queries.card_question(PAYER, seen(key).id, 1) is None
    with connection.cursor() as cursor:
        cursor.execute("SELECT card_no, p::text FROM access_identity_proof p")
        ((card_no, stored),) = cursor.fetchall()
    assert card_no is None
    assert not any(number in stored for number in (LI_NO, CARD, PHONE))


def test_a_code_is_not_used_up_by_a_weak_password_or_a_taken_name() -> None:
    services.register(**WANG)  # type: ignore[arg-type]
    key = proved_by_code()
    with pytest.raises(services.PasswordWeak):
        services.register_proved(
            key, code=code_for(PHONE), username="liabudu", password="12345678", today=TODAY
        )
    with pytest.raises(services.AlreadyRegistered) as taken:
        register(key, WANG["username"])  # type: ignore[arg-type]
    assert taken.value.what == "username"
    assert register(key)


def test_a_registered_person_is_said_to_be() -> None:
    first, second = proved_by_card(), proved_by_code(phone=OTHER_PHONE)
    register(first)
    assert queries.is_registered("201", LI_NO)
    with pytest.raises(services.AlreadyRegistered) as taken:
        register(second, "another", phone=OTHER_PHONE)
    assert taken.value.what == "id_no"
    assert seen(second).state is ProofState.PROVED


def test_a_proof_ends_after_a_day(pass_time: PassTime) -> None:
    key = proved_by_card()
    pass_time(rules.PROOF_LIFE)
    with pytest.raises(services.ErrandOver):
        services.send_proof_code(key, source=HERE)
    with pytest.raises(services.ErrandOver):
        register(key, code="123456")


@pytest.mark.parametrize("proved", [proved_by_card, proved_by_code])
def test_who_lost_the_phone_too_gets_back_by_the_proof(proved: Callable[[str], UUID]) -> None:
    number = services.register(
        **{**WANG, "id_no": LI_NO, "phone": OTHER_PHONE, "payer_id": PAYER}  # type: ignore[arg-type]
    )
    before = User.objects.get(pk=number).epoch
    key = proved(rules.REGAIN)
    with pytest.raises(services.ErrandOver):
        register(key)
    services.regain(key, code=code_for(PHONE), password=PASSWORD, today=TODAY)
    assert services.authenticate(PHONE, PASSWORD, request_from()).pk == number
    assert User.objects.get(pk=number).epoch == before + 1
    (notice,) = sent_to(OTHER_PHONE)
    assert (notice.kind, notice.facts) == ("account.phone_changed", {"tail": PHONE[-4:]})
    with pytest.raises(services.ErrandOver):
        services.regain(key, code="123456", password=PASSWORD, today=TODAY)
