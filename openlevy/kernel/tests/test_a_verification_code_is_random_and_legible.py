"""Sixteen characters nobody takes for others, typed in any form."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openlevy.kernel.codes import ALPHABET, LENGTH, CodeUnreadable, new_code, normalise_code


@given(st.integers())
def test_a_new_code_is_accepted_as_it_is(seed: int) -> None:
    code = new_code(Random(seed))
    assert len(code) == LENGTH == 16
    assert normalise_code(code) == code


def test_every_character_of_the_alphabet_is_drawn() -> None:
    chance = Random(1)
    assert set("".join(new_code(chance) for _ in range(200))) == set(ALPHABET)


@pytest.mark.parametrize("pair", ["0O", "1I", "1L", "IL", "2Z", "5S", "8B", "UV"])
def test_no_two_characters_look_alike(pair: str) -> None:
    assert not set(pair) <= set(ALPHABET)


def test_case_width_spaces_and_hyphens_do_not_matter() -> None:
    code = "346789ACDEFGHJKM"
    assert normalise_code(" 3467-89ac defg-hjkm\n") == code
    assert normalise_code("３４６７８９ＡＣＤＥＦＧＨＪＫＭ") == code


@pytest.mark.parametrize(
    "text", ["", "346789ACDEFGHJK", "346789ACDEFGHJKMN", "346789ACDEFGHJK0", "346789ACDEFGHJK校"]
)
def test_what_no_code_can_be_is_refused(text: str) -> None:
    with pytest.raises(CodeUnreadable):
        normalise_code(text)
