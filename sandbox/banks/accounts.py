"""Bank accounts as rows: found by number, told how to behave."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db import transaction

from sandbox import store
from sandbox.banks.decision import MODES, Account
from sandbox.store import Row
from sandbox.vault import vault

_COLUMNS = (
    "id, number_sealed, number_tail, bank_cnaps, clearing_cnaps, bank_name, holder_name,"
    " balance_fen, mode, mode_seconds, mode_books, special"
)
_NUMBER_DIGITS = range(8, 33)
_TAIL_DIGITS = 4


class NoSuchAccount(LookupError):
    """No bank here holds the account."""


class BehaviourRefused(ValueError):
    """No such mode, or seconds out of range."""


class NewAccount(NamedTuple):
    """An account to be opened with a deposit."""

    number: str
    bank_cnaps: str
    clearing_cnaps: str
    bank_name: str
    holder_name: str
    deposit_fen: int
    mode: str = "ok"
    seconds: int = 0
    special: str = ""
    books: bool = True
    id_number: str = ""
    phone: str = ""


def open_many(accounts: Sequence[NewAccount]) -> None:
    """Opens accounts and books their deposits; those already there stay as they are."""
    for account in accounts:
        row = store.first(
            "INSERT INTO bank_account (number_digest, number_sealed, number_tail, bank_cnaps,"
            " clearing_cnaps, bank_name, holder_name, balance_fen, mode, mode_seconds, special,"
            " mode_books, id_digest, phone_digest)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
            " ON CONFLICT DO NOTHING RETURNING id",
            vault().digest(account.number), vault().seal(account.number.encode()),
            account.number[-4:], account.bank_cnaps, account.clearing_cnaps, account.bank_name,
            account.holder_name, account.deposit_fen, account.mode, account.seconds,
            account.special, account.books, _digest(account.id_number), _digest(account.phone),
        )  # fmt: skip
        if row and account.deposit_fen:
            store.execute(
                "INSERT INTO entry (on_date, kind, source, destination, amount_fen)"
                " SELECT work_date, 'deposit', 'world', %s, %s FROM work_day",
                f"customer:{row['id']}", account.deposit_fen,
            )  # fmt: skip


def _digest(number: str) -> bytes | None:
    return vault().digest(number) if number else None


@transaction.atomic
def deposit(account: int, amount_fen: int) -> None:
    """Pays cash in at the counter."""
    store.execute(
        "UPDATE bank_account SET balance_fen = balance_fen + %s WHERE id = %s", amount_fen, account
    )
    store.execute(
        "INSERT INTO entry (on_date, kind, source, destination, amount_fen)"
        " SELECT work_date, 'deposit', 'world', %s, %s FROM work_day",
        f"customer:{account}", amount_fen,
    )  # fmt: skip


def by_number(number: str) -> Row | None:
    """The account of this number, locked for the transaction, or None."""
    return store.first(
        f"SELECT {_COLUMNS} FROM bank_account WHERE number_digest = %s FOR UPDATE",
        vault().digest(number),
    )


def by_number_unlocked(number: str) -> Row | None:
    """The account of this number for showing, or None."""
    return store.first(
        f"SELECT {_COLUMNS} FROM bank_account WHERE number_digest = %s",
        vault().digest(number),
    )


def find(reference: str) -> int:
    """The id of an account named by its number or, where only one ends so, by its last four digits.

    Raises:
        NoSuchAccount: there is none, or more than one that ends so.
    """
    digits = "".join(reference.split())
    row = None
    if len(digits) in _NUMBER_DIGITS:
        row = by_number_unlocked(digits)
    elif len(digits) == _TAIL_DIGITS:
        rows = store.rows("SELECT id FROM bank_account WHERE number_tail = %s LIMIT 2", digits)
        row = rows[0] if len(rows) == 1 else None
    if row is None:
        raise NoSuchAccount(reference)
    return int(row["id"])


def behave(account: int, mode: str, seconds: int = 0, books: bool = True) -> None:
    """Sets how an account behaves from now on.

    Args:
        seconds: for ``slow``, after how many seconds the answer comes.
        books: for ``silent`` and ``mute``, whether the money moves although no answer comes.

    Raises:
        BehaviourRefused: no such mode, or seconds out of range.
        NoSuchAccount: there is none.
    """
    if mode not in MODES or not 0 <= seconds <= 86400:
        raise BehaviourRefused(f"{mode} {seconds}")
    changed = store.execute(
        "UPDATE bank_account SET mode = %s, mode_seconds = %s, mode_books = %s WHERE id = %s",
        mode, seconds, books, account,
    )  # fmt: skip
    if not changed:
        raise NoSuchAccount(str(account))


def known(row: Row | None, holder: str, clearing_cnaps: str, protocol_no: str) -> Account | None:
    """What the bank can say of an account to a request; None when it does not hold it."""
    if row is None or row["clearing_cnaps"] != clearing_cnaps:
        return None
    agreement = store.first(
        "SELECT 1 FROM agreement WHERE protocol_no = %s AND account = %s AND state = 'verified'",
        protocol_no, row["id"],
    )  # fmt: skip
    return Account(
        name_fits=row["holder_name"] == holder,
        agreement_fits=agreement is not None,
        balance_fen=row["balance_fen"],
        mode=row["mode"],
        seconds=row["mode_seconds"],
        books=row["mode_books"],
    )


def number_of(row: Row) -> str:
    """The account's whole number."""
    return vault().open(bytes(row["number_sealed"])).decode()


def listed(limit: int, after: int = 0, only_special: bool = False, holder: str = "") -> list[Row]:
    """Accounts in the order they were opened, from ``after`` on."""
    return store.rows(
        f"SELECT {_COLUMNS} FROM bank_account WHERE id > %s"
        " AND (NOT %s OR special <> '') AND (%s = '' OR holder_name = %s)"
        " ORDER BY id LIMIT %s", after, only_special, holder, holder, limit,
    )  # fmt: skip
