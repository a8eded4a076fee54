"""What a bank does with a request, from what it knows. Pure."""

from dataclasses import dataclass

from sandbox.wire import codes

MODES = {
    "ok": "正常",
    "insufficient": "余额不足",
    "closed": "已销户",
    "mismatch": "户名不符",
    "silent": "扣款不回执",
    "mute": "签约和扣款都不回执",
    "lost": "回执丢失",
    "slow": "延迟回执",
    "twice": "回执两次",
    "says_refused": "已扣款却回失败",
    "says_ok": "未扣款却回成功",
}
"""How an account may behave, and the words for it on the page."""

_BEND_PROOFS = ("mute", "slow", "twice")
_SECOND_ANSWER = 2


@dataclass(frozen=True)
class Account:
    """What the bank knows of the account named in a request, and how it was told to behave."""

    name_fits: bool
    agreement_fits: bool
    balance_fen: int
    mode: str = "ok"
    seconds: int = 0
    books: bool = True


@dataclass(frozen=True)
class Decision:
    """``result`` is what really happened, ``told`` what the bank says; they may differ.

    ``answers`` is how often it says so, the first time after ``delay`` seconds; ``lost`` answers
    reach the network and no farther.
    """

    result: str
    told: str
    answers: int = 1
    delay: int = 0
    lost: bool = False

    @property
    def books(self) -> bool:
        """Whether money moves."""
        return self.result == codes.DONE


def on_debit(account: Account | None, amount_fen: int) -> Decision:
    """The decision on a 3001; None is an account the bank does not hold."""
    if account is None:
        return Decision(codes.NO_ACCOUNT, codes.NO_ACCOUNT)
    result = _judged(account)
    if result == codes.DONE and not account.agreement_fits:
        result = codes.NO_AGREEMENT
    if result == codes.DONE and (
        account.mode == "insufficient" or account.balance_fen < amount_fen
    ):
        result = codes.NO_MONEY
    return _behaved(account, result)


def on_proof(account: Account | None) -> Decision:
    """The decision on a 9114 that verifies an agreement: truly told, by whatever account answers
    at all. What is silent about debits, or has their answers lost, can still be signed for."""
    if account is None:
        return Decision(codes.NO_ACCOUNT, codes.NO_ACCOUNT)
    result = _judged(account)
    if account.mode in _BEND_PROOFS:
        return _behaved(account, result)
    return Decision(result, result)


def _judged(account: Account) -> str:
    if account.mode == "closed":
        return codes.NO_ACCOUNT
    if account.mode == "mismatch" or not account.name_fits:
        return codes.NAME_DIFFERS
    return codes.DONE


def _behaved(account: Account, result: str) -> Decision:
    """The decision as the account's mode bends it; only what would succeed contradicts itself."""
    succeeds = result == codes.DONE
    match account.mode:
        case "silent" | "mute":
            booked = result if account.books or not succeeds else codes.BANK_FAILED
            return Decision(booked, booked, answers=0)
        case "lost":
            return Decision(result, result, lost=True)
        case "slow":
            return Decision(result, result, delay=account.seconds)
        case "twice":
            return Decision(result, result, answers=_SECOND_ANSWER)
        case "says_refused" if succeeds:
            return Decision(codes.DONE, codes.BANK_FAILED)
        case "says_ok" if succeeds:
            return Decision(codes.BANK_FAILED, codes.DONE)
        case _:
            return Decision(result, result)
