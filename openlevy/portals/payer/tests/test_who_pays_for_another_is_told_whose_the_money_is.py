"""Money that settled nothing is the insured's, whoever has paid it: nobody is told that it is
theirs when it is not."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from openlevy.history.queries import Happening
from openlevy.kernel.flow import Role
from openlevy.payment.queries import DebitLine, OrderSeen
from openlevy.portals.payer.happenings import message, message_for
from openlevy.portals.payer.outcomes import PaidFor, outcome_of

AT = datetime(2026, 11, 21, 2, tzinfo=UTC)
HAPPENED = Happening(
    "payment_order", 1, "credit", "CONFIRMED", "CREDITED", Role.TREASURY, date(2026, 11, 21), AT
)
LINE = DebitLine(1, "10212", "102120001", "regular", date(2027, 1, 1), date(2027, 12, 31), 40_000)


@pytest.mark.parametrize(
    ("action", "state"),
    [("credit", "CREDITED"), ("withdraw_credit", "CREDIT_WITHDRAWN"), ("clear", "CREDIT_CLEARED")],
)
def test_a_message_says_whose(action: str, state: str) -> None:
    one = replace(HAPPENED, action=action, to_state=state)
    own, others = message(one), message_for("程一诺", one)
    assert own is not None
    assert others is not None
    assert "您名下" in own.words
    assert "参保人程一诺名下" in others.words
    assert "您名下" not in others.words


@pytest.mark.parametrize("state", ["CREDITED", "CREDIT_WITHDRAWN"])
def test_the_outcome_says_whose(state: str) -> None:
    seen = OrderSeen(
        payer_id=1, id=1, agreement_id=1, paid_by=2, tax_office="11101110000",
        voucher_no="411016261100000001", amount_fen=40_000, channel="mobile",
        entrust_on=date(2026, 11, 21), instructed_at=AT, answer_code=None, answer_words=None,
        debited_on=None, remitted_on=None, received_on=None, cleared_at=None, state=state,
    )  # fmt: skip
    own = outcome_of(seen, [LINE], "beijing", today=AT.date())
    others = outcome_of(seen, [LINE], "beijing", PaidFor("程一诺", 7), today=AT.date())
    assert "您名下" in own.words
    assert "参保人程一诺名下" in others.words
    assert "您名下" not in others.words + others.next_step
