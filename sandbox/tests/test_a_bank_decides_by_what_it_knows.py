"""The bank's decision, without a bank: what happened, what is said, how often and when."""

from dataclasses import replace

import pytest

from sandbox.banks.decision import MODES, Account, Decision, on_debit, on_proof
from sandbox.wire import codes

GOOD = Account(name_fits=True, agreement_fits=True, balance_fen=1_000)


@pytest.mark.parametrize(
    ("account", "result"),
    [
        (None, codes.NO_ACCOUNT),
        (GOOD, codes.DONE),
        (replace(GOOD, name_fits=False), codes.NAME_DIFFERS),
        (replace(GOOD, agreement_fits=False), codes.NO_AGREEMENT),
        (replace(GOOD, balance_fen=999), codes.NO_MONEY),
        (replace(GOOD, mode="insufficient"), codes.NO_MONEY),
        (replace(GOOD, mode="closed"), codes.NO_ACCOUNT),
        (replace(GOOD, mode="mismatch"), codes.NAME_DIFFERS),
    ],
)
def test_a_plain_decision_says_what_happened(account: Account | None, result: str) -> None:
    assert on_debit(account, 1_000) == Decision(result, result)


@pytest.mark.parametrize(
    ("mode", "decision"),
    [
        ("silent", Decision(codes.DONE, codes.DONE, answers=0)),
        ("mute", Decision(codes.DONE, codes.DONE, answers=0)),
        ("lost", Decision(codes.DONE, codes.DONE, lost=True)),
        ("slow", Decision(codes.DONE, codes.DONE, delay=7)),
        ("twice", Decision(codes.DONE, codes.DONE, answers=2)),
        ("says_refused", Decision(codes.DONE, codes.BANK_FAILED)),
        ("says_ok", Decision(codes.BANK_FAILED, codes.DONE)),
    ],
)
def test_a_mode_bends_what_is_said(mode: str, decision: Decision) -> None:
    assert on_debit(replace(GOOD, mode=mode, seconds=7), 1_000) == decision


def test_a_silent_bank_may_book_nothing() -> None:
    decided = on_debit(replace(GOOD, mode="silent", books=False), 1_000)
    assert (decided.books, decided.answers) == (False, 0)


@pytest.mark.parametrize("mode", MODES)
def test_no_mode_makes_money(mode: str) -> None:
    assert not on_debit(replace(GOOD, mode=mode, balance_fen=0), 1_000).books


@pytest.mark.parametrize("mode", ["says_refused", "says_ok", "insufficient", "silent", "lost"])
def test_an_agreement_is_verified_truly(mode: str) -> None:
    proved = on_proof(replace(GOOD, mode=mode, agreement_fits=False))
    assert proved == Decision(codes.DONE, codes.DONE)
    assert on_proof(None).result == codes.NO_ACCOUNT
    assert on_proof(replace(GOOD, name_fits=False)).result == codes.NAME_DIFFERS


def test_a_mute_account_answers_about_no_agreement() -> None:
    assert on_proof(replace(GOOD, mode="mute")).answers == 0
