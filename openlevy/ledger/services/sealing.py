"""The sealer: what has become visible for good is hashed by the block, chained and signed.

A transaction writes its number into its postings. Every number below ``pg_snapshot_xmin`` belongs
to a transaction that has ended, so postings below it are complete and nothing can be added among
them; a payment never waits for the chain.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from openlevy.ledger import seal_keys
from openlevy.ledger.models import Block
from openlevy.ledger.queries.lines import lines
from openlevy.ledger.rules import BEGINNING, Statement, content
from openlevy.statements.services import run

POSTINGS_MOST = 100_000
SEALERS = 0x4F4C_5345_414C  # the advisory lock's number: "OLSEAL"
_FIRST_WIDTH = 1 << 16


@dataclass
class CounterWentBack(Exception):
    """The database counts transactions from below what is sealed: it was restored from a dump.

    ``keep_counter_ahead`` has to run before anything else is posted.
    """

    sealed_to: int
    now_at: int

    def __str__(self) -> str:
        return (
            f"the journal is sealed up to transaction {self.sealed_to}, the database is at"
            f" {self.now_at}: it was restored from a dump and its counter must be moved ahead"
        )


def ensure_seal_key(folder: Path | None = None) -> str:
    """Make the journal's key once, outside the database; the name of the key there.

    Raises:
        KeysMissing, KeysExposed, KeyDamaged
    """
    return seal_keys.ensure(folder or seal_folder())


def seal_folder() -> Path:
    """Where the journal's keys lie."""
    folder: Path = settings.OPENLEVY_KEYS_DIR / "seal"
    return folder


@transaction.atomic
def seal_next(now: datetime, *, most: int = POSTINGS_MOST) -> int:
    """Seal the next block; how many postings it holds, 0 when there is nothing to seal.

    A block ends where a transaction ends; it holds more than ``most`` postings only when a single
    transaction does. Of two sealers at once one seals and the other finds nothing to do.

    Args:
        now: the instant that the seal names.

    Raises:
        CounterWentBack
        KeysMissing, KeysExposed, KeyDamaged: the key cannot be used.
    """
    if not _alone():
        return 0
    last = Block.objects.defer("marks").order_by("-number").first()
    first = last.end_xact if last else 0
    end = _end(first, _horizon(first), most)
    if end is None:
        return 0
    held = content(lines(first, end))
    says = Statement(
        number=last.number + 1 if last else 1,
        previous_head=bytes(last.head) if last else BEGINNING,
        first_xact=first,
        end_xact=end,
        postings=held.postings,
        content_hash=held.content_hash,
        sealed_at=now,
    )
    _keep(says, held.marks)
    return held.postings


def _keep(says: Statement, marks: bytes) -> None:
    signer = seal_keys.load(seal_folder())
    Block.objects.create(
        **asdict(says),
        marks=marks,
        head=says.head(),
        signature=signer.sign(says.text()),
        key_name=signer.name,
    )


def _alone() -> bool:
    ((alone,),) = run("SELECT pg_try_advisory_xact_lock(%(lock)s)", {"lock": SEALERS})
    return bool(alone)


def _horizon(first: int) -> int:
    """Up to which number every transaction has ended. The postings are read afterwards, by a
    snapshot that is younger or the same, so that they are all seen."""
    ((horizon,),) = run("SELECT ledger_xact(pg_snapshot_xmin(pg_current_snapshot()))", {})
    if horizon < first:
        raise CounterWentBack(sealed_to=first, now_at=horizon)
    return int(horizon)


_COUNT = "SELECT count(*) FROM ledger_posting WHERE xact >= %(first)s AND xact < %(end)s"
_BORDER = """
    SELECT CASE WHEN min(xact) < max(xact) THEN max(xact) ELSE max(xact) + 1 END
    FROM (SELECT xact FROM ledger_posting WHERE xact >= %(first)s AND xact < %(end)s
        ORDER BY xact LIMIT %(most)s + 1) AS foremost"""


def _end(first: int, horizon: int, most: int) -> int | None:
    """Where the block ends: at the horizon, or at the transaction that would make it too long.

    The window grows from the last seal, so that a sealer far behind does not read its whole
    backlog for every block.
    """
    width = _FIRST_WIDTH
    while True:
        end = min(first + width, horizon)
        ((count,),) = run(_COUNT, {"first": first, "end": end})
        if count > most:
            ((border,),) = run(_BORDER, {"first": first, "end": end, "most": most})
            return int(border)
        if end == horizon:
            return end if count else None
        width *= 2


def replace_seal_key(folder: Path | None = None) -> str:
    """Sign with a new key from now on; its name. What the old one signed stays verifiable.

    Raises:
        KeysMissing, KeysExposed, KeyDamaged
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEALERS])
        return seal_keys.replace(folder or seal_folder())
