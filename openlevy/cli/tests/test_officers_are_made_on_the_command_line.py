import io

import pytest

from openlevy.access.models import User
from openlevy.access.services.officers import officer_numbered
from openlevy.access.tests.granted import roles_of
from openlevy.cli.__main__ import main
from openlevy.history.models import Act
from openlevy.kernel.flow import Role
from openlevy.privacy.services import ensure_keys

pytestmark = pytest.mark.django_db(transaction=True)
OFFICE, ELSEWHERE = "11101110000", "11101050000"
SECRET = "lantern by the gate 7"


@pytest.fixture(autouse=True)
def _typed(monkeypatch: pytest.MonkeyPatch) -> None:
    ensure_keys()
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{SECRET}\n"))


def at(office: str = OFFICE, role: str = "window") -> list[str]:
    return ["--role", role, "--office", office]


def test_one_is_made_with_a_role_at_an_office(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["officer", "add", "qin_ming", "--name", "秦明远", *at()]) == 0
    number = officer_numbered("qin_ming")
    assert roles_of(number) == {OFFICE: Role.WINDOW}
    user = User.objects.get(pk=number)
    assert user.check_password(SECRET)
    assert user.jurisdiction == "beijing"
    assert SECRET not in capsys.readouterr().out


def test_roles_come_and_go_and_are_on_record() -> None:
    main(["officer", "add", "qin_ming", "--name", "秦明远", *at()])
    assert main(["officer", "grant", "qin_ming", *at(ELSEWHERE, "review")]) == 0
    assert main(["officer", "revoke", "qin_ming", *at()]) == 0
    assert roles_of(officer_numbered("qin_ming")) == {ELSEWHERE: Role.REVIEW}
    for verb in ("lock", "unlock", "renew-factor"):
        assert main(["officer", verb, "qin_ming"]) == 0
    done = list(Act.objects.order_by("id").values_list("act", flat=True))
    assert done == [
        "add_officer",
        "grant_role",
        "grant_role",
        "revoke_role",
        "lock_officer",
        "unlock_officer",
        "take_second_factor",
    ]


def test_a_password_that_is_too_easy_makes_nobody(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for typed in ("", "12345678\n"):
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        assert main(["officer", "add", "qin_ming", "--name", "秦明远", *at()]) == 1
        assert "Refused" in capsys.readouterr().err
    assert not User.objects.exists()


@pytest.mark.parametrize("wrong", [at("1"), at(OFFICE, "king"), ["--role", "window"]])
def test_what_is_no_post_is_refused(wrong: list[str]) -> None:
    with pytest.raises(SystemExit):
        main(["officer", "add", "qin_ming", "--name", "秦明远", *wrong])
    assert not User.objects.exists()


def test_nobody_is_granted_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["officer", "grant", "nobody", *at()]) == 1
    assert "nobody" in capsys.readouterr().err
