"""That the network knows of no debit counts only when it has taken our message."""

from datetime import timedelta

import pytest

from openlevy.gateways.treasury.compose import NothingToSay, require_due
from openlevy.gateways.treasury.tests import network as n
from openlevy.gateways.treasury.tests.network import Network
from openlevy.messages import services as messages
from openlevy.messages.queries import last_question
from openlevy.messages.services import ToSend
from openlevy.parties.tests.people import TODAY, TOMORROW, Resident
from openlevy.payment.tests.paying import an_order, an_unknown, state_of
from openlevy.treasury.services import move_work_date


def _instruction(order: int) -> ToSend:
    (told,) = [m for m in messages.take_outgoing(["treasury"], 10) if m.record_id == order][:1]
    assert told.topic == "1001"
    return told


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


def test_a_debit_taken_after_the_cut_is_not_refused_by_it(network: Network, who: Resident) -> None:
    """The books' day may end later than the network's: the debit stands in its next day's lists."""
    order = an_order(who)
    move_work_date(TODAY + timedelta(days=2))
    n.taken("1001", order)
    network.says(n.debit_answer(order, "99091"))
    asked = n.taken("9003", order)
    network.says(n.status_answer(order, None, "90001"), msg_ref=asked)
    assert state_of(who, order) == "UNKNOWN"
    move_work_date(TODAY + timedelta(days=3))
    network.says(n.status_answer(order, None, "90001"), msg_ref=asked)
    assert state_of(who, order) == "REFUSED"


def test_kept_bytes_of_an_ended_debit_are_not_sent(network: Network, who: Resident) -> None:
    order = an_order(who)
    told = _instruction(order)
    messages.keep_composed(told, message_key="3" * 20, wire=b"1001")
    require_due(told, today=TOMORROW)
    network.says(n.debit_answer(order, "24007"))
    with pytest.raises(NothingToSay, match="REFUSED"):
        require_due(told, today=TOMORROW)
