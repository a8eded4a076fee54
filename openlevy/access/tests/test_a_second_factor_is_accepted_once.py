from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from openlevy.access.errors import (
    SecondFactorLocked,
    SecondFactorMissing,
    SecondFactorThere,
    SecondFactorWrong,
)
from openlevy.access.models import SecondFactor
from openlevy.access.rules import FACTOR_LIMIT, FACTOR_WINDOW
from openlevy.access.second_factor import (
    agree_second_factor,
    check_second_factor,
    has_second_factor,
    offered_second_factor,
    take_second_factor,
)
from openlevy.access.tests.officers import SECRET, Post, an_officer, telephone_says, with_telephone
from openlevy.kernel import one_time

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


def test_what_is_offered_is_the_sessions_own_and_kept_nowhere() -> None:
    post = an_officer()
    mine, another = (offered_second_factor(post.user_id, token) for token in ("mine", "another"))
    assert offered_second_factor(post.user_id, "mine") == mine
    assert (len(mine), len(another)) == (20, 20)
    assert mine != another
    assert not SecondFactor.objects.exists()


def test_confirmed_by_one_session_what_another_was_offered_is_worth_nothing() -> None:
    post = an_officer()
    seen, mine = (offered_second_factor(post.user_id, token) for token in ("thief", "mine"))
    now = timezone.now()
    step = one_time.step_at(now.timestamp())
    with pytest.raises(SecondFactorWrong):
        check_second_factor(post.user_id, one_time.code_of(seen, step), token="mine")
    check_second_factor(post.user_id, one_time.code_of(mine, step), token="mine")
    for token in ("thief", "mine", ""):
        with pytest.raises(SecondFactorWrong):
            check_second_factor(post.user_id, one_time.code_of(seen, step + 1), token=token)
    check_second_factor(post.user_id, one_time.code_of(mine, step + 1))


def test_one_that_is_set_up_is_shown_to_nobody(officer: Post) -> None:
    check_second_factor(officer.user_id, telephone_says())
    with pytest.raises(SecondFactorThere):
        offered_second_factor(officer.user_id, "mine")
    with pytest.raises(SecondFactorThere):
        agree_second_factor(officer.user_id, b"another of twenty b.")


def test_one_that_was_lost_is_taken_away(officer: Post) -> None:
    check_second_factor(officer.user_id, telephone_says())
    take_second_factor(officer.user_id)
    with pytest.raises(SecondFactorMissing):
        check_second_factor(officer.user_id, telephone_says(1))
    assert offered_second_factor(officer.user_id, "mine") != SECRET


def test_the_secret_is_sealed(officer: Post) -> None:
    assert SECRET not in bytes(SecondFactor.objects.get(user_id=officer.user_id).secret)
