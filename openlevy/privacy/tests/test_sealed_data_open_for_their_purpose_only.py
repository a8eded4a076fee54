from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openlevy.privacy.services import SealBroken, seal, unseal, unseal_text

ACCOUNT = "6217001210099999999"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=600) | st.text(max_size=200), purpose=st.text(max_size=30))
def test_whatever_is_sealed_comes_back(keys: Path, data: bytes | str, purpose: str) -> None:
    blob = seal(data, purpose=purpose)
    plain = data.encode() if isinstance(data, str) else data
    assert unseal(blob, purpose=purpose) == plain
    assert len(blob) == len(plain) + 31


def test_text_and_what_a_database_driver_returns(keys: Path) -> None:
    blob = seal("龚㛃", purpose="names")
    assert unseal_text(memoryview(blob), purpose="names") == "龚㛃"


def test_the_same_data_never_look_the_same_and_never_show(keys: Path) -> None:
    blobs = {seal(ACCOUNT, purpose="party.bank_account") for _ in range(50)}
    assert len(blobs) == 50
    assert not any(ACCOUNT.encode()[:6] in blob for blob in blobs)


def test_another_purpose_does_not_open_it(keys: Path) -> None:
    blob = seal(ACCOUNT, purpose="party.bank_account")
    with pytest.raises(SealBroken) as refused:
        unseal(blob, purpose="party.phone")
    assert refused.value.facts() == {"purpose": "party.phone", "number": 1}


def test_no_byte_can_be_changed(keys: Path) -> None:
    blob = seal("12", purpose="a")
    for place in range(3, len(blob)):
        changed = bytearray(blob)
        changed[place] ^= 1
        with pytest.raises(SealBroken):
            unseal(bytes(changed), purpose="a")


@pytest.mark.parametrize("cut", [0, 1, 3, 15, 30])
def test_a_piece_of_it_does_not_open(keys: Path, cut: int) -> None:
    with pytest.raises(SealBroken):
        unseal(seal("", purpose="a")[:cut], purpose="a")


def test_another_format_is_not_guessed_at(keys: Path) -> None:
    with pytest.raises(SealBroken) as refused:
        unseal(b"\x02" + seal("12", purpose="a")[1:], purpose="a")
    assert refused.value.number == 0
