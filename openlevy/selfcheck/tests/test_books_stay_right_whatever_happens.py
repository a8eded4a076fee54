"""Random lives of a few payers: after every step the books agree, at the end every rule holds."""

from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run_machine

from openlevy.ledger.chart import Account
from openlevy.ledger.queries import totals
from openlevy.ledger.services import seal_next
from openlevy.payment.tests.at_the_bank import XIAODIAN, bank_tells, signing
from openlevy.selfcheck import run
from openlevy.selfcheck.running import BALANCES, findings
from openlevy.selfcheck.tests.lives import Lives
from openlevy.selfcheck.tests.world import NOW

PICK = st.integers(0, 7)
WHICH = st.integers(1, 15)
FEN = st.integers(1, 10**9)
STATUS = st.sampled_from(("BOOKED", "FAILED", "REVERSED"))
AGREEMENT = ("verified", "failed", "noted", "asked", "revoked", "ended")
RARELY = st.sampled_from((0, 0, 0, 0, 0, 1))
CLEARED = {
    "assessment",
    "declaration",
    "history",
    "ledger",
    "messages",
    "parties",
    "payment",
    "treasury",
}
ANSWERS = (
    "done",
    "refused",
    "unknown",
    "was booked",
    "was not booked",
    "still open",
    "undo",
    "undone",
    "not undone",
    "silence",
)


class AnyLives(RuleBasedStateMachine):
    """Steps of ``Lives`` in any order; hypothesis looks for an order that breaks the books."""

    def __init__(self) -> None:
        super().__init__()
        _clear_tables()
        self.lives = Lives()
        for pick in range(3):
            self.lives.sign(pick)
            self.lives.change_agreement(pick, 0, "verified")
            self.lives.choose(pick, pick)
            self.lives.assess(pick, 50_000)
        self.lives.day_passes(1)
        for pick in range(3):
            self.lives.declare(pick, 1 + pick)
            self.lives.pay(pick, 15, 0)

    @rule(pick=PICK, tier=PICK)
    def choose(self, pick: int, tier: int) -> None:
        self.lives.choose(pick, tier)

    @rule(pick=PICK, fen=FEN, how=st.sampled_from(("new", "same", "dearer", "withdrawn")))
    def assess(self, pick: int, fen: int, how: str) -> None:
        if how == "new":
            self.lives.assess(pick, fen)
        else:
            self.lives.assess_again(pick, how)

    @rule(pick=PICK, which=PICK)
    def void(self, pick: int, which: int) -> None:
        self.lives.void(pick, which)

    @rule(pick=PICK, which=PICK, how=st.sampled_from(("signed", "at a bank", *AGREEMENT)))
    def agree(self, pick: int, which: int, how: str) -> None:
        if how == "signed":
            self.lives.sign(pick)
        elif how == "at a bank":
            signed = signing(self.lives.someone(pick), tax_office=f"1{XIAODIAN}0000")
            assert bank_tells(signed, self.lives.today) is None
        else:
            self.lives.change_agreement(pick, which, how)

    @rule(pick=PICK, which=WHICH, blindly=st.booleans())
    def declare(self, pick: int, which: int, blindly: bool) -> None:
        self.lives.declare(pick, which, blindly)

    @rule(pick=PICK, which=WHICH, under=PICK, blindly=st.booleans())
    def pay(self, pick: int, which: int, under: int, blindly: bool) -> None:
        self.lives.pay(pick, which, under, blindly)

    @precondition(lambda self: self.lives.orders)
    @rule(pick=PICK, how=st.sampled_from(ANSWERS))
    def answer(self, pick: int, how: str) -> None:
        self.lives.answer(pick, how)

    @precondition(lambda self: self.lives.orders)
    @rule(pick=PICK, how=st.sampled_from(("undone", "not undone", "was booked", "refused")))
    def lose_sight_and_undo(self, pick: int, how: str) -> None:
        for step in ("unknown", "undo", how):
            self.lives.answer(pick, step)

    @precondition(lambda self: self.lives.orders)
    @rule(pick=PICK)
    def be_refused_and_pay_again(self, pick: int) -> None:
        """As a payer does whose bank has refused; what was refused may still come."""
        who, _ = self.lives.orders[pick % len(self.lives.orders)]
        self.lives.answer(pick, "refused")
        self.lives.pay(self.lives.residents.index(who), 15, 0)

    @precondition(lambda self: self.lives.requests)
    @rule(pick=PICK)
    def repeat_request(self, pick: int) -> None:
        before = _rows()
        self.lives.repeat_request(pick)
        assert _rows() == before

    @precondition(lambda self: self.lives.messages)
    @rule(pick=PICK)
    def repeat_message(self, pick: int) -> None:
        before = _rows()
        self.lives.repeat_message(pick)
        assert _rows() == before

    @precondition(lambda self: self.lives.orders)
    @rule(pick=PICK, status=STATUS, off_fen=RARELY)
    def book(self, pick: int, status: str, off_fen: int) -> None:
        self.lives.book(pick, status, off_fen)

    @precondition(lambda self: self.lives.orders)
    @rule(pick=PICK, how=st.sampled_from(("done", "refused")), status=STATUS)
    def answer_and_book(self, pick: int, how: str, status: str) -> None:
        """As a bank does that says one thing and perhaps does another."""
        self.lives.answer(pick, how)
        self.lives.book(pick, status, 0)

    @precondition(lambda self: self.lives.orders)
    @rule(picks=st.lists(PICK, max_size=4), off_fen=RARELY, off_treasury=RARELY)
    def receive(self, picks: list[int], off_fen: int, off_treasury: int) -> None:
        if picks:
            self.lives.receive(picks, off_fen, off_treasury)
        else:
            self.lives.receive_unknown(1 + off_fen)

    @rule(days=st.sampled_from((1, 1, 1, 60)))
    def day_passes(self, days: int) -> None:
        self.lives.day_passes(days)

    @rule(most=st.integers(1, 50))
    def seal(self, most: int) -> None:
        seal_next(NOW, most=most)

    @invariant()
    def balances_agree(self) -> None:
        """A light self-check: what changes with every step."""
        with transaction.atomic():
            assert [str(finding) for finding in findings(BALANCES)] == []

    @invariant()
    def all_that_was_received_is_in_the_books(self) -> None:
        """What the treasury said, added up by the test itself."""
        sums = totals()
        assert sums[Account.RECEIVED] + sums[Account.CLEARED] == self.lives.received_fen

    def teardown(self) -> None:
        while seal_next(NOW):
            pass
        assert [str(finding) for finding in run()] == []


@pytest.mark.django_db(transaction=True)
def test_no_order_of_events_breaks_the_books() -> None:
    run_machine(
        AnyLives,
        settings=settings(
            max_examples=20,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def _clear_tables() -> None:
    tables = [
        name
        for name in connection.introspection.django_table_names(only_existing=True)
        if name.split("_")[0] in CLEARED
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(tables)}")


def _rows() -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM ledger_posting),"
            " (SELECT count(*) FROM history_transition),"
            " (SELECT count(*) FROM messages_outbox),"
            " (SELECT count(*) FROM treasury_difference),"
            " (SELECT count(*) FROM treasury_receipt),"
            " (SELECT count(*) FROM treasury_booking)"
        )
        return list(cursor.fetchone())
