"""What no line of a list can say: a pack that never came, a sum that is not its packs', a debit
that stands in no list, an outcome that nobody has told."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from openlevy.assessment.tests.amounts import TIER_FEN, books
from openlevy.history.tests.records import of_record
from openlevy.parties.tests.people import TOMORROW, Resident, a_resident
from openlevy.payment.rules import Answer
from openlevy.payment.tests.paying import a_reversing, an_order, bank_says, state_of
from openlevy.treasury.models import Difference
from openlevy.treasury.services import PackCame, compare_lists, keep_pack, move_work_date
from openlevy.treasury.tests.lists import (
    a_message,
    booking,
    differences,
    listed,
    receipt,
    received,
)

pytestmark = pytest.mark.django_db
_PATIENCE = timedelta(minutes=10)
_CUT = TOMORROW + timedelta(days=1)


@pytest.fixture
def paid() -> tuple[Resident, int]:
    """A debit of ``TOMORROW`` that the bank has confirmed."""
    who = a_resident()
    number = an_order(who)
    bank_says(number, Answer.DONE)
    return who, number


def _compared(*, minutes: int = 11, on: date = _CUT) -> int:
    later = timezone.now() + timedelta(minutes=minutes)
    return compare_lists(patience=_PATIENCE, now=later, today=on)


def _pack(number: int, of: int, *, rows: int = 1, fen: int = 500, **whole: int | None) -> PackCame:
    return PackCame("3122", "11101110000", TOMORROW, "00000001", of, number, rows, fen, **whole)


def test_a_confirmed_debit_in_no_list_of_its_day_is_a_difference_and_stays_confirmed(
    paid: tuple[Resident, int],
) -> None:
    who, number = paid
    move_work_date(_CUT)
    assert _compared() == 1
    (found,) = Difference.objects.all()
    assert (found.kind, found.order_id, found.message_id) == ("NOT_LISTED", number, None)
    assert (found.payer_id, found.ours_fen, found.theirs_fen) == (who.payer_id, TIER_FEN, None)
    assert state_of(who, number) == "CONFIRMED"
    assert books(who) == {"premium": -TIER_FEN, "collected": TIER_FEN}


def test_it_is_found_once_however_often_is_looked(paid: tuple[Resident, int]) -> None:
    move_work_date(_CUT)
    assert [_compared() for _ in range(3)] == [1, 0, 0]


def test_before_the_day_is_cut_nothing_is_missing(paid: tuple[Resident, int]) -> None:
    assert _compared() == 0
    move_work_date(TOMORROW)
    assert _compared() == 0


def test_lists_have_time_to_arrive_after_the_cut(paid: tuple[Resident, int]) -> None:
    move_work_date(_CUT)
    assert _compared(minutes=9) == 0
    assert _compared(minutes=11) == 1


def test_what_its_day_lists_is_not_missing(paid: tuple[Resident, int]) -> None:
    listed(booking(paid[1]))
    move_work_date(_CUT)
    assert _compared() == 0


@pytest.mark.parametrize("by", ["list", "receipt"])
def test_a_late_list_or_a_receipt_resolves_it(paid: tuple[Resident, int], by: str) -> None:
    move_work_date(_CUT)
    _compared()
    if by == "list":
        listed(booking(paid[1]))
    else:
        received(receipt(paid[1]))
    assert _compared() == 1
    assert differences() == []
    (row,) = Difference.objects.all()
    (step,) = of_record(row.payer_id, row.id)
    assert (step.action, step.to_state, step.role.name) == ("resolve", "RESOLVED", "TREASURY")


def test_a_pack_that_never_came_is_a_difference_until_it_comes() -> None:
    keep_pack(a_message(), _pack(1, 2, all_rows=2, all_fen=1000))
    move_work_date(_CUT)
    assert _compared() == 1
    assert differences() == ["PACK_MISSING"]
    keep_pack(a_message(), _pack(2, 2, all_rows=2, all_fen=1000))
    assert _compared() == 1
    assert differences() == []


def test_packs_that_do_not_add_up_to_their_list_are_a_difference() -> None:
    for number in (1, 2):
        keep_pack(a_message(), _pack(number, 2, all_rows=2, all_fen=1001))
    move_work_date(_CUT)
    assert _compared() == 1
    assert differences() == ["TOTAL_DIFFERS"]
    (found,) = Difference.objects.all()
    assert (found.ours_fen, found.theirs_fen) == (1000, 1001)


def test_a_list_sent_again_counts_once_and_its_latest_word_counts() -> None:
    for fen in (400, 500):
        keep_pack(a_message(), _pack(1, 1, fen=fen, all_rows=1, all_fen=500))
    move_work_date(_CUT)
    assert _compared() == 0


def test_receipts_say_nothing_of_the_whole_and_are_counted_by_their_packs() -> None:
    keep_pack(a_message(), PackCame("3126", "11101110000", TOMORROW, "00000001", 1, 1, 3, 900))
    move_work_date(_CUT)
    assert _compared() == 0


def test_a_pack_taken_again_is_kept_once() -> None:
    message = a_message()
    for _ in range(2):
        keep_pack(message, _pack(1, 2, all_rows=2, all_fen=1000))
    move_work_date(_CUT)
    assert _compared() == 1


def test_a_list_told_anew_in_fewer_packs_is_as_long_as_it_was_told_last() -> None:
    for number in (1, 2):
        keep_pack(a_message(), _pack(number, 3, all_rows=3, all_fen=1500))
    move_work_date(_CUT)
    assert _compared() == 1
    for number in (1, 2):
        keep_pack(a_message(), _pack(number, 2, fen=750, all_rows=2, all_fen=1500))
    assert _compared() == 1
    assert differences() == []


def test_a_list_that_was_whole_and_is_told_anew_with_a_hole_is_a_difference_again() -> None:
    keep_pack(a_message(), _pack(1, 2, all_rows=2, all_fen=1000))
    move_work_date(_CUT)
    _compared()
    keep_pack(a_message(), _pack(2, 2, all_rows=2, all_fen=1000))
    _compared()
    keep_pack(a_message(), _pack(1, 3, all_rows=2, all_fen=1000))
    assert [_compared(), _compared()] == [1, 0]
    assert differences() == ["PACK_MISSING"]


def test_a_list_that_stays_wrong_when_told_again_is_one_difference() -> None:
    move_work_date(_CUT)
    for _ in range(3):
        keep_pack(a_message(), _pack(1, 1, all_rows=1, all_fen=501))
        _compared()
    assert differences() == ["TOTAL_DIFFERS"]


def test_a_debit_booked_after_the_cut_belongs_to_the_lists_of_its_own_day() -> None:
    number = an_order(a_resident())
    bank_says(number, Answer.DONE, today=_CUT)
    move_work_date(_CUT)
    assert _compared() == 0
    move_work_date(_CUT + timedelta(days=1))
    assert _compared() == 1


def test_days_are_looked_at_however_far_the_date_has_jumped(paid: tuple[Resident, int]) -> None:
    keep_pack(a_message(), _pack(1, 2, all_rows=2, all_fen=1000))
    move_work_date(_CUT + timedelta(days=300))
    assert _compared() == 2
    assert sorted(differences()) == ["NOT_LISTED", "PACK_MISSING"]


def test_an_outcome_that_nobody_has_told_by_the_cut_is_a_difference_until_it_is_told() -> None:
    who = a_resident()
    number = an_order(who)
    assert _compared() == 0
    move_work_date(_CUT)
    assert [_compared(), _compared()] == [1, 0]
    (found,) = Difference.objects.all()
    assert (found.kind, found.order_id, found.ours_fen) == ("STILL_OPEN", number, TIER_FEN)
    assert state_of(who, number) == "IN_FLIGHT", "a difference ends nothing"
    listed(booking(number, "FAILED"))
    assert _compared() == 1
    assert differences() == []


def test_what_is_being_reversed_when_the_day_is_cut_is_open_too() -> None:
    a_reversing(a_resident())
    move_work_date(_CUT)
    _compared()
    assert differences() == ["STILL_OPEN"]


def test_what_was_ordered_after_the_networks_cut_belongs_to_its_next_day() -> None:
    """The books' own day may end hours after the network's."""
    move_work_date(_CUT)
    number = an_order(a_resident())
    assert _compared() == 0
    bank_says(number, Answer.DONE)
    assert _compared() == 0
    move_work_date(_CUT + timedelta(days=1))
    assert _compared() == 1
    assert differences() == ["NOT_LISTED"]
