"""忘记密码 and 更换手机号, by codes to phones. Whether there is an account shows nowhere."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from openlevy.access import services
from openlevy.access.models import Guess, PhoneCode, User
from openlevy.access.services import phones
from openlevy.access.services.phone_codes import check_phone_code
from openlevy.access.tests.conftest import WANG, request_from
from openlevy.access.tests.sent import code_for, sent_to
from openlevy.privacy.services import digest

OLD, NEW = str(WANG["phone"]), "15420260309"
PASSWORD = "stone-bridge-73"  # of an invented person
HERE = b"h" * 32
PassTime = Callable[[timedelta], None]


def begin(identifier: str = str(WANG["id_no"])) -> UUID:
    return services.begin_recovery(identifier, source=HERE)


def recover(key: UUID, code: str = "", password: str = PASSWORD) -> None:
    services.recover(key, code=code or code_for(OLD), password=password)


def test_the_code_sets_another_password_and_ends_every_session(wang: int) -> None:
    before = User.objects.get(pk=wang).epoch
    key = begin()
    recover(key)
    assert services.authenticate("wang_lan", PASSWORD, request_from()).pk == wang
    with pytest.raises(services.WrongCredentials):
        services.authenticate("wang_lan", str(WANG["password"]), request_from())
    assert User.objects.get(pk=wang).epoch == before + 1
    assert [one.kind for one in sent_to(OLD)] == ["code.recovery", "account.password_reset"]
    with pytest.raises(services.ErrandOver):
        recover(key, "123456")


def _asked(identifier: str) -> list[Any]:
    """What whoever asks for a code can see."""
    seen: list[Any] = []
    key = begin(identifier)
    seen.append(type(key))
    for call in (lambda: begin(identifier), lambda: services.resend_phone_code(key, source=HERE)):
        try:
            call()
        except services.TooManyGuesses as refused:
            seen.append(refused.retry_after_s > 0)
    for code in ("000000", "", "１２３"):
        try:
            services.recover(key, code=code, password=PASSWORD)
        except services.PhoneCodeWrong as refused:
            seen.append(refused.attempts_left)
    return seen


def test_it_looks_the_same_whether_or_not_there_is_an_account(wang: int) -> None:
    nobody = _asked("nobody_here")
    assert _asked(str(WANG["id_no"])) == nobody
    assert _asked("wang_lan") == nobody
    assert _asked("990101198807070015") == nobody
    assert nobody[-3:] == [4, 3, 2]
    assert PhoneCode.objects.count() == 4


def test_nothing_is_sent_to_who_acts_for_no_payer(db: None) -> None:
    services.register(**{**WANG, "payer_id": None})  # type: ignore[arg-type]
    begin()
    assert sent_to(OLD) == []


def test_nothing_is_sent_to_a_locked_account_or_one_without_a_phone(db: None) -> None:
    number = services.register(**{**WANG, "phone": None})  # type: ignore[arg-type]
    begin()
    Guess.objects.all().delete()
    User.objects.filter(pk=number).delete()
    services.lock(User.objects.get(pk=services.register(**WANG)))  # type: ignore[arg-type]
    begin(str(WANG["id_no"]))
    assert sent_to(OLD) == []


@pytest.mark.parametrize("weak", ["12345678", "short", WANG["id_no"], WANG["phone"], "xx_wang_lan"])
def test_a_weak_password_uses_no_code_up(wang: int, weak: str) -> None:
    key = begin()
    with pytest.raises(services.PasswordWeak):
        recover(key, password=weak)
    recover(key)


def test_a_code_for_one_thing_is_none_for_another(wang: int) -> None:
    user = User.objects.get(pk=wang)
    key = services.begin_phone_change(user, password=str(WANG["password"]), phone=NEW, source=HERE)
    with pytest.raises(services.ErrandOver):
        recover(key, code_for(NEW))
    recovery = begin()
    with pytest.raises(services.ErrandOver):
        services.change_phone(user, recovery, code=code_for(OLD))


def test_a_phone_is_changed_by_password_and_a_code_to_the_new_one(wang: int) -> None:
    user = User.objects.get(pk=wang)
    key = services.begin_phone_change(
        user, password=str(WANG["password"]), phone=f"+86 {NEW}", source=HERE
    )
    services.change_phone(user, key, code=code_for(NEW))
    assert services.authenticate(NEW, str(WANG["password"]), request_from()).pk == wang
    with pytest.raises(services.WrongCredentials):
        services.authenticate(OLD, str(WANG["password"]), request_from())
    (notice,) = sent_to(OLD)
    assert (notice.kind, notice.facts) == ("account.phone_changed", {"tail": NEW[-4:]})
    begin()
    assert [one.kind for one in sent_to(NEW)][-1] == "code.new_phone"  # within the minute: quiet


def test_not_without_the_password_nor_to_the_same_or_no_phone(wang: int) -> None:
    user = User.objects.get(pk=wang)

    def change(password: str, phone: str) -> None:
        services.begin_phone_change(user, password=password, phone=phone, source=HERE)

    with pytest.raises(services.WrongCredentials):
        change("wrong", NEW)
    with pytest.raises(services.PhoneUnchanged):
        change(str(WANG["password"]), OLD)
    with pytest.raises(services.AddressUnusable):
        change(str(WANG["password"]), "12345")
    assert sent_to(NEW) == []


def test_a_phone_of_another_user_is_refused_after_the_code(wang: int) -> None:
    services.register(
        **{**WANG, "username": "li_other", "id_no": "990101198807070015", "phone": NEW}  # type: ignore[arg-type]
    )
    user = User.objects.get(pk=wang)
    key = services.begin_phone_change(user, password=str(WANG["password"]), phone=NEW, source=HERE)
    with pytest.raises(services.AlreadyRegistered) as taken:
        services.change_phone(user, key, code=code_for(NEW))
    assert taken.value.what == "phone"


def test_somebody_elses_code_changes_nobodys_phone(wang: int) -> None:
    other = services.register(
        **{**WANG, "username": "li_other", "id_no": "990101198807070015", "phone": None}  # type: ignore[arg-type]
    )
    key = services.begin_phone_change(
        User.objects.get(pk=wang), password=str(WANG["password"]), phone=NEW, source=HERE
    )
    with pytest.raises(services.ErrandOver):
        services.change_phone(User.objects.get(pk=other), key, code=code_for(NEW))


@pytest.mark.parametrize("identifier", [WANG["username"], WANG["phone"]])
def test_who_has_the_phone_alone_opens_nothing(wang: int, identifier: str) -> None:
    begin(identifier)
    assert sent_to(OLD) == []


def test_a_code_to_a_phone_that_was_changed_since_is_over(wang: int) -> None:
    stolen = begin()
    code = code_for(OLD)
    user = User.objects.get(pk=wang)
    password = str(WANG["password"])
    key = services.begin_phone_change(user, password=password, phone=NEW, source=HERE)
    services.change_phone(user, key, code=code_for(NEW))
    with pytest.raises(services.ErrandOver):
        recover(stolen, code)
    with pytest.raises(services.ErrandOver):
        services.resend_phone_code(stolen, source=HERE)
    assert [one.kind for one in sent_to(OLD)] == ["code.recovery", "account.phone_changed"]


def test_another_password_ends_what_was_begun_before(wang: int) -> None:
    stolen = begin()
    code = code_for(OLD)
    user = User.objects.get(pk=wang)
    services.change_password(user, current=str(WANG["password"]), new="river-in-the-hills-3")
    with pytest.raises(services.ErrandOver):
        recover(stolen, code)


def test_the_phone_is_looked_at_when_the_code_is_used(
    wang: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Changed between the look at the code and its use, by a request of the same moment."""
    stolen = begin()

    def changed_meanwhile(key: UUID, code: str) -> Any:
        seen = check_phone_code(key, code)
        User.objects.filter(pk=wang).update(phone_digest=digest("phone", NEW))
        return seen

    monkeypatch.setattr(phones, "check_phone_code", changed_meanwhile)
    with pytest.raises(services.ErrandOver):
        recover(stolen)
    assert User.objects.get(pk=wang).epoch == 0
