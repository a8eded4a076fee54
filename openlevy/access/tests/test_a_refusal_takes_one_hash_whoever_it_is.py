import pytest
from django.test import RequestFactory
from pytest_django import Settings

from openlevy.access import services
from openlevy.access.hashers import Argon2
from openlevy.access.models import User
from openlevy.access.services import SignInLocked, WrongCredentials, authenticate
from openlevy.access.tests.conftest import request_from
from openlevy.access.tests.counting import CountingHasher
from openlevy.statements.tests.counting import counted


@pytest.fixture(autouse=True)
def _counting(settings: Settings, wang: int) -> None:
    settings.PASSWORD_HASHERS = ["openlevy.access.tests.counting.CountingHasher"]
    CountingHasher.hashed.clear()
    CountingHasher.verified.clear()


def hashes() -> int:
    return len(CountingHasher.hashed) + len(CountingHasher.verified)


@pytest.mark.parametrize("identifier", ["wang_lan", "13900000002", "li_si", "13900000009", ""])
def test_known_or_not(identifier: str) -> None:
    with pytest.raises(WrongCredentials):
        authenticate(identifier, "paddy-field-63", request_from())
    assert hashes() == 1


def test_and_as_many_queries() -> None:
    sent = {}
    for identifier in ("wang_lan", "li_si"):
        with counted() as queries, pytest.raises(WrongCredentials):
            authenticate(identifier, "paddy-field-63", request_from())
        sent[identifier] = len(queries)
    assert sent["wang_lan"] == sent["li_si"] > 0


def test_a_locked_account_too(wang: int) -> None:
    services.lock(User.objects.get(pk=wang))
    with pytest.raises(WrongCredentials):
        authenticate("wang_lan", "paddy-field-63", request_from())
    assert hashes() == 1


def test_a_locked_name_costs_no_hash_at_all() -> None:
    for _ in range(5):
        with pytest.raises((WrongCredentials, SignInLocked)):
            authenticate("wang_lan", "paddy-field-63", request_from())
    with pytest.raises(SignInLocked):
        authenticate("wang_lan", "paddy-field-62", request_from())
    assert hashes() == 5


def test_a_hash_is_argon2id_with_46_mib() -> None:
    assert (
        Argon2().encode("x", "0123456789abcdef").startswith("argon2$argon2id$v=19$m=47104,t=1,p=1$")
    )


def test_a_request_without_an_address_is_counted_as_one() -> None:
    request = RequestFactory().post("/sign-in", REMOTE_ADDR="")
    with pytest.raises(WrongCredentials):
        authenticate("wang_lan", "paddy-field-63", request)
