from collections.abc import Callable
from datetime import timedelta

import pytest

from openlevy.access.errors import (
    SecondFactorLocked,
    SecondFactorMissing,
    SecondFactorThere,
    SecondFactorWrong,
)
from openlevy.access.models import SecondFactor
from openlevy.access.rules import FACTOR_LIMIT, FACTOR_WINDOW
from openlevy.access.second_factor import (
    check_second_factor,
    has_second_factor,
    offer_second_factor,
    take_second_factor,
)
from openlevy.access.tests.officers import SECRET, Post, an_officer, telephone_says, with_telephone

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def officer() -> Post:
    return with_telephone(an_officer())


def test_the_first_right_code_sets_it_up(officer: Post) -> None:
    assert not has_second_factor(officer.user_id)
    check_second_factor(officer.user_id, telephone_says())
    assert has_second_factor(officer.user_id)


def test_a_code_is_accepted_once(officer: Post) -> None:
    said = telephone_says()
    check_second_factor(officer.user_id, said)
    with pytest.raises(SecondFactorWrong):
        check_second_factor(officer.user_id, said)
    check_second_factor(officer.user_id, telephone_says(1))


def test_none_before_the_last_one_is_accepted(officer: Post) -> None:
    check_second_factor(officer.user_id, telephone_says(1))
    for later in (-1, 0):
        with pytest.raises(SecondFactorWrong):
            check_second_factor(officer.user_id, telephone_says(later))


def test_it_is_typed_with_spaces_and_in_full_width(officer: Post) -> None:
    said = telephone_says()
    wide = "".join(chr(ord(one) + 0xFEE0) for one in said)
    check_second_factor(officer.user_id, f" {wide[:3]} {wide[3:]} ")


@pytest.mark.parametrize("typed", ["", "000", "a" * 5000, "’ OR 1=1", "\x00"])
def test_what_is_no_code_is_wrong(officer: Post, typed: str) -> None:
    with pytest.raises(SecondFactorWrong):
        check_second_factor(officer.user_id, typed)


def test_after_five_wrong_ones_the_right_one_waits_too(
    officer: Post, pass_time: Callable[[timedelta], None]
) -> None:
    for left in range(FACTOR_LIMIT - 1, 0, -1):
        with pytest.raises(SecondFactorWrong) as wrong:
            check_second_factor(officer.user_id, "000000")
        assert wrong.value.attempts_left == left
    for said in ("000000", telephone_says()):
        with pytest.raises(SecondFactorLocked):
            check_second_factor(officer.user_id, said)
    pass_time(FACTOR_WINDOW + timedelta(seconds=1))
    check_second_factor(officer.user_id, telephone_says())


def test_right_ones_forget_the_wrong_ones(officer: Post) -> None:
    for later in (-1, 0, 1):
        for _ in range(FACTOR_LIMIT - 2):
            with pytest.raises(SecondFactorWrong):
                check_second_factor(officer.user_id, "000000")
        check_second_factor(officer.user_id, telephone_says(later))


def test_what_was_offered_stays_the_same_until_it_is_confirmed() -> None:
    post = an_officer()
    secret = offer_second_factor(post.user_id)
    assert offer_second_factor(post.user_id) == secret
    assert len(secret) == 20


def test_one_that_is_set_up_is_shown_to_nobody(officer: Post) -> None:
    check_second_factor(officer.user_id, telephone_says())
    for secret in (None, b"another of twenty b."):
        with pytest.raises(SecondFactorThere):
            offer_second_factor(officer.user_id, secret)


def test_one_that_was_lost_is_taken_away(officer: Post) -> None:
    check_second_factor(officer.user_id, telephone_says())
    take_second_factor(officer.user_id)
    with pytest.raises(SecondFactorMissing):
        check_second_factor(officer.user_id, telephone_says(1))
    assert offer_second_factor(officer.user_id) != SECRET


def test_the_secret_is_sealed(officer: Post) -> None:
    assert SECRET not in bytes(SecondFactor.objects.get(user_id=officer.user_id).secret)
