"""That the network knows of no debit counts only when it has taken our message."""

from datetime import timedelta

import pytest
from django.utils import timezone

from openlevy.gateways.treasury import codec as c
from openlevy.gateways.treasury.compose import AfterTheCut, NothingToSay, require_due
from openlevy.gateways.treasury.tests import network as n
from openlevy.gateways.treasury.tests.network import Network
from openlevy.messages import services as messages
from openlevy.messages.queries import last_question
from openlevy.messages.services import ToSend
from openlevy.parties.tests.people import TODAY, TOMORROW, Resident
from openlevy.payment.services import ask_again, reversal_given_up
from openlevy.payment.tests.paying import an_order, an_unknown, state_of
from openlevy.treasury.services import move_work_date


def _waiting(topic: str, order: int) -> ToSend:
    waiting = messages.take_outgoing(["treasury"], 10)
    return next(one for one in waiting if (one.topic, one.record_id) == (topic, order))


def test_a_debit_not_told_yet_is_not_reversed(network: Network, who: Resident) -> None:
    order = an_unknown(who)
    asked = n.taken("9003", order)
    network.says(n.status_answer(order, None, "90001"), msg_ref=asked)
    assert state_of(who, order) == "UNKNOWN"
    assert last_question(order, "1021") == (0, None)


def test_a_question_that_overtook_the_debit_says_nothing(network: Network, who: Resident) -> None:
    order = an_unknown(who)
    asked = n.taken("9003", order)
    n.taken("1001", order)
    move_work_date(TODAY + timedelta(days=2))
    for reference in (asked, "9" * 20):
        network.says(n.status_answer(order, None, "90001"), msg_ref=reference)
        assert state_of(who, order) == "UNKNOWN"


def test_a_debit_taken_and_never_seen_ends_when_its_day_is_cut(
    network: Network, who: Resident
) -> None:
    order = an_order(who)
    n.taken("1001", order)
    network.says(n.debit_answer(order, "99091"))
    asked = n.taken("9003", order)
    move_work_date(TODAY + timedelta(days=2))  # the debit was entrusted on the day after TODAY
    network.says(n.status_answer(order, None, "90001"), msg_ref=asked)
    assert state_of(who, order) == "REFUSED"


def test_a_debit_taken_after_the_cut_is_undone_until_the_next(
    network: Network, who: Resident
) -> None:
    """The books' day may end later than the network's: the debit belongs to its next day."""
    order = an_order(who)
    move_work_date(TODAY + timedelta(days=2))
    n.taken("1001", order)
    network.says(n.debit_answer(order, "99091"))
    asked = n.taken("9003", order)
    network.says(n.status_answer(order, None, "90001"), msg_ref=asked)
    assert state_of(who, order) == "REVERSING"
    reversal = _waiting("1021", order)
    require_due(reversal, today=TOMORROW)
    move_work_date(TODAY + timedelta(days=3))
    with pytest.raises(AfterTheCut):
        require_due(reversal, today=TOMORROW)
    reversal_given_up(order, today=TOMORROW)
    network.says(n.status_answer(order, None, "90001"), msg_ref=asked)
    assert state_of(who, order) == "REFUSED"


def test_a_debit_that_only_waits_is_not_undone_once_its_day_is_cut(
    network: Network, who: Resident
) -> None:
    order = an_order(who)
    n.taken("1001", order)
    network.says(n.debit_answer(order, "99091"))
    move_work_date(TODAY + timedelta(days=2))
    for _ in range(4):
        asked = n.taken("9003", order)
        network.says(n.status_answer(order, c.DebitStatus.RECEIVED, ""), msg_ref=asked)
        ask_again(now=timezone.now() + timedelta(days=1))
    assert last_question(order, "9003")[0] > 3
    assert state_of(who, order) == "UNKNOWN"


def test_kept_bytes_of_an_ended_debit_are_not_sent(network: Network, who: Resident) -> None:
    order = an_order(who)
    told = _waiting("1001", order)
    messages.keep_composed(told, message_key="3" * 20, wire=b"1001")
    require_due(told, today=TOMORROW)
    network.says(n.debit_answer(order, "24007"))
    with pytest.raises(NothingToSay, match="REFUSED"):
        require_due(told, today=TOMORROW)
