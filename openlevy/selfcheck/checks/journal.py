"""The ledger by itself: its accounts and its chain of seals."""

from collections.abc import Iterator

from openlevy.ledger.chart import Account, Event
from openlevy.ledger.queries import Flaw, FlawKind, account_totals_sql, verify_chain
from openlevy.privacy.errors import KeyDamaged
from openlevy.selfcheck.comparing import differing
from openlevy.selfcheck.finding import Finding, found

GROW_AS_SOURCE = (Account.PREMIUM, Account.CREDIT, Account.SUSPENSE)
_NAMES = {account.value: account.name.lower() for account in Account}
_KNOWN = ", ".join(str(account.value) for account in Account)
_SOURCES = ", ".join(str(account.value) for account in GROW_AS_SOURCE)


def accounts_sum_to_zero() -> Iterator[Finding]:
    """The accounts of the chart, over all who own one, sum to zero: nothing lies elsewhere."""
    totals = account_totals_sql("totals")
    zero = f"SELECT coalesce(sum(fen), 0)::bigint FROM totals WHERE account IN ({_KNOWN})"
    for (fen,) in differing(totals, answer=zero):
        if fen:
            yield found("ledger_posting", "the accounts sum to {fen} fen instead of 0", fen=fen)


def no_account_is_overdrawn() -> Iterator[Finding]:
    """Nobody's account holds less than nothing; premium, credit and suspense, which grow as
    sources, nobody's more."""
    wrong = f"""
        SELECT account, owner, fen FROM totals
        WHERE CASE WHEN account IN ({_SOURCES}) THEN fen > 0 ELSE fen < 0 END
        ORDER BY account, owner"""
    for account, owner, fen in differing(account_totals_sql("totals"), answer=wrong):
        yield found(
            f"account {_NAMES.get(account, account)} of {owner}",
            "it holds {fen} fen, which is the wrong side of zero",
            fen=fen,
        )


def chain_is_whole() -> Iterator[Finding]:
    """Every sealed posting is as it was sealed, every block follows from the one before and is
    signed by a known key, and nothing waits for its seal longer than a day."""
    try:
        for flaw in verify_chain():
            yield _said(flaw)
    except KeyDamaged as damaged:
        yield found("the journal's keys", "{path} is no public key", path=damaged.path)


_SAYS = {
    FlawKind.POSTING_CHANGED: "posting no. {place} of block {block} is not as it was sealed",
    FlawKind.POSTING_ADDED: "it was put among the postings of block {block} after the seal",
    FlawKind.POSTING_GONE: "posting no. {place} of block {block}, which stood after this one, is"
    " gone",
    FlawKind.CONTENT: "its postings are not what was sealed",
    FlawKind.LINK: "it does not follow from the block before",
    FlawKind.HEAD: "its head is not that of what it says",
    FlawKind.KEY_UNKNOWN: "it was signed by a key that is not in the folder",
    FlawKind.SIGNATURE: "its signature is false",
    FlawKind.EXPORTED: "it is not the block whose head was exported",
    FlawKind.OUTSIDE: "its transaction number was never given out; no block will hold it",
    FlawKind.UNSEALED: "{found} postings have waited for a seal for over a day",
}
_RANGE = "; transactions {first} to {end} excluded, {sealed} postings sealed, {found} found"


def _said(flaw: Flaw) -> Finding:
    return found(
        _flawed(flaw),
        _SAYS[flaw.kind] + (_RANGE if flaw.block is not None else ""),
        block=flaw.block,
        place=flaw.place,
        first=flaw.first_xact,
        end=flaw.end_xact,
        sealed=flaw.sealed,
        found=flaw.found,
    )


def _flawed(flaw: Flaw) -> str:
    if flaw.posting is not None:
        payer_id, record_id, event = flaw.posting
        name = Event(event).name.lower() if event in set(Event) else event
        return f"ledger_posting (payer {payer_id}, record {record_id}, event {name})"
    if flaw.kind is FlawKind.POSTING_GONE:
        return f"ledger_posting (before the first of block {flaw.block})"
    return "ledger_posting" if flaw.block is None else f"ledger_block {flaw.block}"
