"""银联实名认证 of the invented world: whose card it is, and which phone is reserved for it."""

import datetime as dt
import hashlib

from django.db import IntegrityError, transaction

from sandbox import keys, store
from sandbox.banks import card_wire
from sandbox.banks.card_wire import Question, QuestionUnreadable
from sandbox.store import Row
from sandbox.vault import vault
from sandbox.worker.bell import leaving

_BEIJING = dt.timezone(dt.timedelta(hours=8))


def take(content: bytes, signed: str) -> None:
    """Decides a question at once, and queues the answer when the account gives one; the same
    question again changes nothing, and has its answer sent again.

    Raises:
        QuestionUnreadable: see there.
        SignatureWrong: not signed by the product.
        keys.ProductUnknown: its certificate is not there yet.
    """
    question = card_wire.read(content)
    keys.verify_product(content, signed)
    digest = hashlib.sha256(content).digest()
    try:
        with transaction.atomic():
            _decide(question, digest)
    except IntegrityError as error:
        known = store.one(
            "SELECT id, content_hash FROM card_proof WHERE node = %s AND number = %s",
            question.node, question.number,
        )  # fmt: skip
        if bytes(known["content_hash"]) != digest:
            raise QuestionUnreadable("the number is known with another content") from error
        store.execute(
            "UPDATE delivery SET state = 'waiting', next_at = now() WHERE card_proof = %s"
            " AND state <> 'waiting'", known["id"],
        )  # fmt: skip
    leaving.ring()


def answer_of(proof: int) -> bytes:
    """The bytes that answer a question."""
    return str(store.one("SELECT answer FROM card_proof WHERE id = %s", proof)["answer"]).encode()


def differing(question: Question, account: Row | None) -> tuple[str, ...]:
    """What of the question is other than the bank has it. Of a card that is nobody's here, or of a
    closed account, nothing more is told."""
    if account is None or account["mode"] == "closed":
        return ("card",)
    fits = {
        "name": account["mode"] != "mismatch" and account["holder_name"] == question.name,
        "id_no": _same(account["id_digest"], question.id_no),
        "phone": _same(account["phone_digest"], question.phone),
    }
    return tuple(part for part in card_wire.PARTS if not fits.get(part, True))


def _same(digest: bytes | memoryview | None, number: str) -> bool:
    return digest is not None and bytes(digest) == vault().digest(number)


def _decide(question: Question, digest: bytes) -> None:
    account = store.first(
        "SELECT holder_name, mode, mode_seconds, id_digest, phone_digest FROM bank_account"
        " WHERE number_digest = %s", vault().digest(question.card_no),
    )  # fmt: skip
    differs = differing(question, account)
    at = dt.datetime.now(_BEIJING)
    number = store.one("SELECT nextval('card_answer_number') AS n")["n"]
    content = card_wire.answer(f"{at:%Y%m%d%H%M%S}{number:012d}", question.number, at, differs)
    row = store.one(
        "INSERT INTO card_proof (node, number, content_hash, differs, answer)"
        " VALUES (%s, %s, %s, %s, %s) RETURNING id",
        question.node, question.number, digest, " ".join(differs), content.decode(),
    )  # fmt: skip
    mode = account["mode"] if account else "ok"
    seconds = account["mode_seconds"] if account and mode == "slow" else 0
    for _ in range({"mute": 0, "twice": 2}.get(mode, 1)):
        store.execute(
            "INSERT INTO delivery (card_proof, next_at)"
            " VALUES (%s, now() + make_interval(secs => %s))", row["id"], seconds,
        )  # fmt: skip
