from pathlib import Path

import pytest

from openlevy.privacy import services
from openlevy.privacy.rules import KINDS
from openlevy.privacy.services import digest, last4

SAME = [
    ("id_no", "99010119990101123x", " 990101 19990101 123X "),
    ("id_no", "99010119990101123X", "９９０１０１１９９９０１０１１２３Ｘ"),
    ("bank_account", "6217001210099999999", "6217 0012 1009 9999 999"),
    ("bank_account", "6217001210099999999", "6217-0012-1009-9999-999"),
    ("phone", "13900000000", "+86 139-0000-0000"),
    ("phone", "13900000000", "0086 139 0000 0000"),
    ("phone", "13900000000", "8613900000000"),
    ("phone", "86123456", "8612 3456"),
    ("username", "zhang_san", " Zhang_San "),
    ("code", "3A4C6D7E8", "3a4c-6d7e 8"),
    ("address", "192.0.2.7", "::ffff:192.0.2.7"),
    ("address", "2001:db8:1:2::7", "2001:0db8:1:2:ffff::"),
]


@pytest.mark.parametrize(("kind", "one", "other"), SAME)
def test_ways_of_writing_one_value_are_one_digest(
    keys: Path, kind: str, one: str, other: str
) -> None:
    assert digest(kind, one) == digest(kind, other)
    assert len(digest(kind, one)) == 32


DIFFERENT = [
    ("phone", "13900000000", "13900000001"),
    ("phone", "86123456", "123456"),
    ("username", "zhang_san", "zhangsan"),
    ("id_no", "99010119990101123X", "990101199901011230"),
    ("address", "192.0.2.7", "192.0.2.8"),
    ("address", "2001:db8:1:2::7", "2001:db8:1:3::7"),
]


@pytest.mark.parametrize(("kind", "one", "other"), DIFFERENT)
def test_different_values_have_different_digests(
    keys: Path, kind: str, one: str, other: str
) -> None:
    assert digest(kind, one) != digest(kind, other)


def test_one_value_in_two_kinds_has_two_digests(keys: Path) -> None:
    numbers = {digest(kind, "13900000000") for kind in KINDS if kind != "address"}
    assert len(numbers) == len(KINDS) - 1


def test_without_the_index_key_a_digest_cannot_be_computed(keys: Path) -> None:
    before = digest("phone", "13900000000")
    (keys / "index.key").write_text("0" * 64)
    services.rotate()  # the keys are read again
    assert digest("phone", "13900000000") != before


def test_an_unknown_kind_is_a_mistake_and_no_digest(keys: Path) -> None:
    with pytest.raises(KeyError):
        digest("colour", "a@example.invalid")


def test_what_is_no_address_has_none(keys: Path) -> None:
    with pytest.raises(ValueError, match="does not appear"):
        digest("address", "localhost")


@pytest.mark.parametrize(
    ("text", "shown"),
    [("6217001210099999998", "9998"), ("12345678", "5678"), ("1234", "34"), ("1", ""), ("", "")],
)
def test_never_more_than_half_is_shown(text: str, shown: str) -> None:
    assert last4(text) == shown
