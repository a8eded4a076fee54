"""Agreements signed with the tax authority: 9114 to verify or revoke, 9115 back."""

from sandbox import store
from sandbox.banks import accounts, decision
from sandbox.banks.decision import Decision
from sandbox.network import post
from sandbox.network.day import work_date
from sandbox.store import Row
from sandbox.wire import codes
from sandbox.wire.body import Values
from sandbox.wire.envelope import Head
from sandbox.wire.pattern import date

_VERIFY = "1"
_COLUMNS = "id, content_hash, request, result, word, answers_left, answered_at"
_BETWEEN_ANSWERS_SECONDS = 2


def request(message: int, head: Head, values: Values) -> None:
    """Takes a 9114: the bank decides at once and says so when the account's behaviour lets it."""
    asked = values["ProveInfo9114"]
    key = asked["SendOrgCode"], date(asked["EntrustDate"], "EntrustDate"), asked["VCNo"]
    # One at a time under one key: of two that race the second finds the first.
    store.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", repr(key))
    first = store.first(
        f"SELECT {_COLUMNS} FROM proof"
        " WHERE send_org = %s AND entrust_on = %s AND vc_no = %s", *key,
    )  # fmt: skip
    if first is None:
        _decide(key, message, values)
    elif bytes(first["content_hash"]) != post.fingerprint(values):
        post.complain(head, codes.REPEATED, "VCNo", work_date())
    elif first["answered_at"] is not None:
        _answer(first, head.message_id)


def answer_next(proof_id: int | None = None) -> bool:
    """Sends the next 9115 that is due (of one request, when named); whether there was one."""
    proof = store.first(
        f"SELECT {_COLUMNS} FROM proof"
        " WHERE answers_left > 0 AND answer_at <= now() AND (%s::bigint IS NULL OR id = %s)"
        " ORDER BY answer_at LIMIT 1 FOR UPDATE SKIP LOCKED", proof_id, proof_id,
    )  # fmt: skip
    if proof is None:
        return False
    store.execute(
        "UPDATE proof SET answers_left = answers_left - 1,"
        " answered_at = coalesce(answered_at, now()),"
        " answer_at = now() + make_interval(secs => %s) WHERE id = %s",
        _BETWEEN_ANSWERS_SECONDS, proof["id"],
    )  # fmt: skip
    head = store.one("SELECT message_id FROM message WHERE id = %s", proof["request"])
    _answer(proof, head["message_id"])
    return True


def _decide(key: tuple[object, ...], message: int, values: Values) -> None:
    asked = values["ProveInfo9114"]
    account = accounts.by_number(asked["PayAcct"])
    known = accounts.known(account, asked["HandOrgName"], asked["PayBkCode"], asked["ProtocolNo"])
    if asked["VCSign"] == _VERIFY:
        decided = decision.on_proof(known)
        if decided.books and account is not None:
            decided = _signed(asked, account, decided)
    else:
        decided = _revoked(asked)
    row = store.one(
        "INSERT INTO proof (send_org, entrust_on, vc_no, content_hash, request, result, word,"
        " answers_left, answer_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s,"
        " now() + make_interval(secs => %s)) RETURNING id",
        *key, post.fingerprint(values), message, decided.result, codes.WORDS[decided.result],
        0 if decided.lost else decided.answers, decided.delay,
    )  # fmt: skip
    if not decided.delay:
        answer_next(row["id"])


def _signed(asked: Values, account: Row, decided: Decision) -> Decision:
    """Keeps the agreement; a number that another agreement holds is refused."""
    kept = store.first(
        "INSERT INTO agreement (protocol_no, account, tax_org, state, since)"
        " VALUES (%s, %s, %s, 'verified', %s) ON CONFLICT (protocol_no) DO UPDATE"
        " SET state = 'verified' WHERE agreement.account = excluded.account"
        " RETURNING id", asked["ProtocolNo"], account["id"], asked["TaxOrgCode"], work_date(),
    )  # fmt: skip
    return decided if kept else Decision(codes.NO_AGREEMENT, codes.NO_AGREEMENT)


def _revoked(asked: Values) -> Decision:
    """Revokes by the agreement's number; what is revoked already stays so."""
    found = store.execute(
        "UPDATE agreement SET state = 'revoked' WHERE protocol_no = %s", asked["ProtocolNo"]
    )
    result = codes.DONE if found else codes.NO_AGREEMENT
    return Decision(result, result)


def _answer(proof: Row, reference: str) -> None:
    asked = dict(post.values_of(proof["request"])["ProveInfo9114"])
    passed = proof["result"] == codes.DONE
    verify = asked["VCSign"] == _VERIFY
    word = ("验证通过" if verify else "撤销成功") if passed else proof["word"]
    answered = {
        "OriSendOrgCode": asked.pop("SendOrgCode"),
        "OriEntrustDate": asked.pop("EntrustDate"),
        "OriVCNo": asked.pop("VCNo"),
        **asked,
        "VCResult": codes.PROVED if passed else codes.NOT_PROVED,
        "AddWord": word,
    }
    post.send("9115", {"ProveReturn9115": answered}, reference=reference, on=work_date())
