import pytest

from openlevy.access import services
from openlevy.access.models import User
from openlevy.access.services import AccountLocked, WrongCredentials
from openlevy.access.tests.conftest import WANG, request_from

PASSWORD = "paddy-field-62"
WAYS = [
    "99010119620304002X",
    "99010119620304002x",
    " 990101 19620304 002X",
    "９９０１０１１９６２０３０４００２Ｘ",
    "13900000002",
    "+86 139-0000-0002",
    "wang_lan",
    " Wang_Lan ",
]


@pytest.mark.parametrize("identifier", WAYS)
def test_each_way_of_writing_each_of_them(wang: int, identifier: str) -> None:
    assert services.authenticate(identifier, PASSWORD, request_from()).pk == wang


@pytest.mark.parametrize(
    "identifier", [*WAYS, "li_si", "13900000009", "", "\0", "王兰", "x" * 5000]
)
def test_nobody_else_and_not_with_another_password(wang: int, identifier: str) -> None:
    with pytest.raises(WrongCredentials) as refused:
        services.authenticate(identifier, "paddy-field-63", request_from())
    assert refused.value.attempts_left == 4


@pytest.mark.parametrize("password", ["", "\0", "PADDY-FIELD-62", PASSWORD + " ", "x" * 100_000])
def test_the_password_is_taken_to_the_letter(wang: int, password: str) -> None:
    with pytest.raises(WrongCredentials):
        services.authenticate("wang_lan", password, request_from())


def test_the_owner_of_a_number_goes_before_a_user_of_that_name(wang: int) -> None:
    services.register(**{**WANG, "username": "c01x00t47", "id_no": "other1", "phone": None})  # type: ignore[arg-type]
    owner = services.register(
        **{**WANG, "username": "becker", "id_type": "208", "id_no": "C01X00T47", "phone": None}  # type: ignore[arg-type]
    )
    assert services.authenticate("C01X00T47", PASSWORD, request_from()).pk == owner


def test_a_number_two_documents_share_signs_nobody_in(wang: int) -> None:
    for name, kind in (("becker", "208"), ("miller", "227")):
        services.register(
            **{**WANG, "username": name, "id_type": kind, "id_no": "C01X00T47", "phone": None}  # type: ignore[arg-type]
        )
    with pytest.raises(WrongCredentials):
        services.authenticate("C01X00T47", PASSWORD, request_from())
    assert services.authenticate("miller", PASSWORD, request_from()).username == "miller"


def test_a_locked_account_is_told_to_its_owner_alone(wang: int) -> None:
    services.lock(User.objects.get(pk=wang))
    with pytest.raises(AccountLocked):
        services.authenticate("wang_lan", PASSWORD, request_from())
    with pytest.raises(WrongCredentials):
        services.authenticate("wang_lan", "paddy-field-63", request_from())
    services.unlock(User.objects.get(pk=wang))
    assert services.authenticate("wang_lan", PASSWORD, request_from()).pk == wang
