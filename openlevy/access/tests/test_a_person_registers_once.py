from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from openlevy.access import queries, services
from openlevy.access.errors import PasswordLikeName
from openlevy.access.models import User
from openlevy.access.rules import birth_numbers
from openlevy.access.services import (
    AlreadyRegistered,
    PasswordWeak,
    TooManyGuesses,
    UsernameUnusable,
    WrongCredentials,
)
from openlevy.access.services.users import sealed_mailbox
from openlevy.access.tests.conftest import WANG, request_from
from openlevy.access.tests.sent import code_for, sent_to

LI: dict[str, Any] = {
    "username": "li_si",
    "id_type": "201",
    "id_no": "990101197001010016",
    "phone": "13900000003",
    "password": "lotus-pond-2027",
    "display_name": "李四",
    "payer_id": 7002,
    "jurisdiction": "beijing",
}


def test_the_same_again_is_the_same_user(wang: int) -> None:
    for _ in range(7):
        assert services.register(**WANG) == wang  # type: ignore[arg-type]
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"id_no": "99010119620304002x"}, "id_no"),
        ({"phone": "+86 139 0000 0002"}, "phone"),
        ({"username": " Wang_LAN"}, "username"),
    ],
)
def test_what_another_user_has_is_refused(wang: int, change: dict[str, str], what: str) -> None:
    with pytest.raises(AlreadyRegistered) as refused:
        services.register(**{**LI, **change})
    assert refused.value.what == what
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    "change",
    [
        {"payer_id": 7002},
        {"display_name": "王蓝"},
        {"phone": "13900000009"},
        {"username": "wang_lan2"},
        {"jurisdiction": "hubei"},
        {"password": "lotus-pond-2027"},
    ],
)
def test_other_content_for_the_same_document_is_refused(wang: int, change: dict[str, Any]) -> None:
    before = User.objects.values().get()
    with pytest.raises(AlreadyRegistered) as refused:
        services.register(**{**WANG, **change})
    assert refused.value.what == "id_no"
    assert User.objects.values().get() == before


def test_registering_again_is_no_way_to_try_passwords(wang: int) -> None:
    for number in range(5):
        with pytest.raises(AlreadyRegistered):
            services.register(**{**WANG, "password": f"lotus-pond-{number}"})  # type: ignore[arg-type]
    with pytest.raises(TooManyGuesses):
        services.register(**WANG)  # type: ignore[arg-type]


def test_people_without_a_phone_register_too(db: None) -> None:
    first = services.register(**{**LI, "phone": None})
    second = services.register(**{**WANG, "phone": None})  # type: ignore[arg-type]
    assert first != second


@pytest.mark.django_db(transaction=True)
def test_of_twenty_at_once_one_is_made() -> None:
    barrier = Barrier(8)

    def register(number: int) -> int | str:
        if number < 8:
            barrier.wait(30)
        try:
            return services.register(**{**LI, "username": f"li_si_{number % 2}"})
        except AlreadyRegistered as refused:
            return refused.what
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(register, range(20)))
    assert User.objects.count() == 1
    assert outcomes.count(User.objects.get().pk) == 10
    assert outcomes.count("id_no") == 10


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("abc12", "password_too_short"),
        ("", "password_too_short"),
        ("password123", "password_too_common"),
        ("88888888", "password_too_common"),
        ("990101197001010016", "password_is_own_number"),
        ("19700101", "password_is_own_number"),
        ("13900000003", "password_is_own_number"),
        ("a13900000003", "password_is_own_number"),
        ("Li_Si_2027", "password_like_name"),
        ("aa1970-0101", "password_is_own_number"),
        ("hills-700101", "password_is_own_number"),
        ("lotus" * 30, "password_too_long"),
    ],
)
def test_a_password_others_would_try_is_refused(db: None, password: str, reason: str) -> None:
    with pytest.raises(PasswordWeak) as refused:
        services.register(**{**LI, "password": password})
    assert reason in refused.value.reasons
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "name",
    ["", "abc", "a" * 21, "1abc", "_abc", "li si", "李四李四", "li-si", "li.si", "13900000003",
     "e12345678", "H1234567801", "990101197001010016", "li\0si", "li_sí"],
)  # fmt: skip
def test_a_name_that_is_none_or_looks_like_a_number_is_refused(db: None, name: str) -> None:
    with pytest.raises(UsernameUnusable):
        services.register(**{**LI, "username": name})


def test_numbers_and_passwords_are_nowhere_in_plain(wang: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(u::text, '') FROM access_user u")
        stored = str(cursor.fetchone())
    for secret in ("99010119620304002", "13900000002", "paddy-field-62"):
        assert secret not in stored
        assert secret.encode().hex() not in stored
    assert "argon2id" in stored


def test_the_database_refuses_what_the_service_lets_slip(wang: int) -> None:
    row = User.objects.values("id_type", "id_digest", "phone_digest", "username").get()
    fresh: dict[str, Any] = {
        "id_type": "201", "id_digest": b"1" * 32, "phone_digest": None, "username": "other",
    }  # fmt: skip
    broken: list[dict[str, Any]] = [
        {"id_digest": row["id_digest"]},
        {"phone_digest": row["phone_digest"]},
        {"username": row["username"]},
        {"id_digest": b"short"},
        {"phone_digest": b"short"},
    ]
    for change in broken:
        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.create(jurisdiction="beijing", display_name="x", **{**fresh, **change})


def test_another_password_needs_the_present_one(wang: int) -> None:
    user = User.objects.get(pk=wang)
    for left in (4, 3, 2, 1, 0):
        with pytest.raises(WrongCredentials) as refused:
            services.change_password(user, current="guess", new="lotus-pond-2027")
        assert refused.value.attempts_left == left
    with pytest.raises(TooManyGuesses):
        services.change_password(user, current="paddy-field-62", new="lotus-pond-2027")


def test_what_is_wrong_with_the_new_one_is_no_guess_at_the_present_one(wang: int) -> None:
    user = User.objects.get(pk=wang)
    weak, own = "12345678", "99010119620304002X"
    for current in ("paddy-field-62", "guess") * 3:
        with pytest.raises(PasswordWeak):
            services.change_password(user, current=current, new=weak)
    for _ in range(2):
        with pytest.raises(WrongCredentials) as refused:
            services.change_password(user, current="guess", new=own)  # tells no number
    assert refused.value.attempts_left == 3
    for _ in range(6):
        with pytest.raises(PasswordWeak):  # the right one forgives
            services.change_password(user, current="paddy-field-62", new=own)
    for _ in range(5):
        with pytest.raises(WrongCredentials):
            services.change_password(user, current="guess", new=own)
    with pytest.raises(TooManyGuesses):
        services.change_password(user, current="paddy-field-62", new="lotus-pond-2027")


@pytest.mark.parametrize(
    "new",
    [
        "short",
        "a99010119620304002x",
        "139-0000-0002",
        "wang_lan_1",
        "hill-620304",
        "1962年3月4日春",
    ],
)
def test_the_new_one_must_be_as_good(wang: int, new: str) -> None:
    """Where nothing was typed but the password, too; and so at the end of 忘记密码."""
    user = User.objects.get(pk=wang)

    def born(payer_id: int) -> tuple[str, ...]:
        assert payer_id == WANG["payer_id"]
        return birth_numbers(date(1962, 3, 4))

    with pytest.raises(PasswordWeak):
        services.change_password(user, current="paddy-field-62", new=new, numbers_of=born)
    key = services.begin_recovery(str(WANG["id_no"]), source=b"h" * 32)
    code = code_for(str(WANG["phone"]))
    with pytest.raises(PasswordWeak):
        services.recover(key, code=code, password=new, numbers_of=born)
    assert services.authenticate("wang_lan", "paddy-field-62", request_from()).epoch == user.epoch


def test_what_may_be_shown_of_a_user(wang: int) -> None:
    view = queries.user(wang)
    assert view == queries.user_of_payer(7001)
    assert view is not None
    assert (view.id, view.display_name, view.payer_id, view.is_active) == (wang, "王兰", 7001, True)
    assert queries.user(wang + 1) is None


def test_before_the_present_one_is_proved_no_number_is_asked_for(wang: int) -> None:
    def asked(payer_id: int) -> list[str]:
        raise AssertionError(payer_id)

    user = User.objects.get(pk=wang)
    with pytest.raises(WrongCredentials):
        services.change_password(user, current="guess", new="a19620304", numbers_of=asked)
    with pytest.raises(PasswordLikeName):
        services.change_password(user, current="guess", new="Wang_lan-99", numbers_of=asked)


def test_whoever_it_is_is_told_that_it_was_changed_each_time(wang: int) -> None:
    user = User.objects.get(pk=wang)
    told = {"mailbox": sealed_mailbox("wang@example.cn"), "mailbox_digest": b"m" * 32}
    User.objects.filter(pk=wang).update(**told)
    services.change_password(user, current="paddy-field-62", new="lotus-pond-2027")
    assert [one.kind for one in sent_to(str(WANG["phone"]))] == ["account.password_changed"]
    assert [one.kind for one in sent_to("wang@example.cn")] == ["account.password_changed"]
    services.change_password(user, current="lotus-pond-2027", new="paddy-field-62")
    assert len(sent_to(str(WANG["phone"]))) == 2
    with pytest.raises(WrongCredentials):
        services.change_password(user, current="guess", new="lotus-pond-2027")
    assert len(sent_to(str(WANG["phone"]))) == 2
