"""The rows that readings and pages share."""

import re

from sandbox import store
from sandbox.store import Row
from sandbox.vault import vault

MOST = 500
USUAL = 50
_MESSAGE = (
    "m.id, m.at, m.direction, m.number, m.message_id, m.reference, m.work_date, m.source,"
    " m.destination, m.size, m.signature, m.state, m.note, d.state AS delivery, d.attempts,"
    " d.status, d.fault, d.delivered_at"
)
_DIRECTIONS = ("in", "out", "to_bank", "from_bank")


def whole(text: str | None, default: int) -> int:
    """A whole number from an address; whatever is none is the default."""
    return int(text) if text and re.fullmatch(r"[0-9]{1,15}", text) else default


def limit(text: str | None, most: int = MOST, usual: int = USUAL) -> int:
    """How many rows a page has."""
    return max(1, min(whole(text, usual), most))


def overview() -> Row:
    """The work date and how much there is of everything."""
    return store.one(
        "SELECT work_date, session_no, automatic_minutes,"
        " (SELECT count(*) FROM bank_account) AS bank_accounts,"
        " (SELECT count(*) FROM bank_account WHERE mode <> 'ok') AS misbehaving,"
        " (SELECT count(*) FROM agreement WHERE state = 'verified') AS agreements,"
        " (SELECT count(*) FROM message) AS messages,"
        " (SELECT count(*) FROM message WHERE state = 'new') AS messages_new,"
        " (SELECT count(*) FROM delivery WHERE state = 'waiting') AS deliveries_waiting,"
        " (SELECT count(*) FROM delivery WHERE state = 'refused') AS deliveries_refused,"
        " (SELECT count(*) FROM package) AS packages,"
        " (SELECT count(*) FROM debit WHERE request IS NOT NULL) AS debits,"
        " (SELECT count(*) FROM debit WHERE session IS NULL AND request IS NOT NULL)"
        " AS debits_open,"
        " (SELECT count(*) FROM debit WHERE state = 'received') AS debits_undecided"
        " FROM work_day"
    )


def messages(query: str, direction: str, before: int, size: int) -> list[Row]:
    """Messages, newest first; see ``readings.messages`` for the query."""
    conditions, parameters = ["(%s = 0 OR m.id < %s)"], [before, before]
    if direction in _DIRECTIONS:
        conditions.append("m.direction = %s")
        parameters.append(direction)  # type: ignore[arg-type]
    query = "".join(query.split())
    if re.fullmatch(r"[0-9]{4}", query):
        conditions.append("m.number = %s")
        parameters.append(query)  # type: ignore[arg-type]
    elif query:
        conditions.append(
            "(m.message_id = %s OR m.reference = %s OR m.id IN"
            " (SELECT message FROM message_digest WHERE digest = %s))"
        )
        parameters += [query, query, vault().digest(query)]  # type: ignore[list-item]
    return store.rows(
        f"SELECT {_MESSAGE} FROM message m"
        " LEFT JOIN delivery d ON d.message = m.id"
        f" WHERE {' AND '.join(conditions)} ORDER BY m.id DESC LIMIT %s", *parameters, size,
    )  # fmt: skip


def message(message_id: int) -> Row | None:
    """One message's row."""
    return store.first(
        f"SELECT {_MESSAGE} FROM message m"
        " LEFT JOIN delivery d ON d.message = m.id WHERE m.id = %s", message_id,
    )  # fmt: skip


def related(row: Row) -> list[Row]:
    """Messages of the same conversation: the request and everything that refers to it."""
    return store.rows(
        "SELECT id, at, direction, number FROM message"
        " WHERE message_id = %s OR reference = %s ORDER BY id LIMIT 50",
        row["reference"], row["reference"],
    )  # fmt: skip


def packages(before: int, size: int) -> list[Row]:
    """Packages, newest first, with their last delivery and last feedback."""
    return store.rows(
        "SELECT p.id, p.batch_no, p.agency_code, p.agency_name, p.row_count, p.made_at,"
        " d.state AS delivery, d.attempts, d.status, d.fault,"
        " f.result, f.word, f.accepted, f.rejected, f.at AS answered_at FROM package p"
        " LEFT JOIN LATERAL (SELECT * FROM delivery WHERE package = p.id"
        "  ORDER BY id DESC LIMIT 1) d ON true"
        " LEFT JOIN LATERAL (SELECT * FROM feedback WHERE package = p.id"
        "  ORDER BY id DESC LIMIT 1) f ON true"
        " WHERE (%s = 0 OR p.id < %s) ORDER BY p.id DESC LIMIT %s", before, before, size,
    )  # fmt: skip


def package(package_id: int) -> Row | None:
    """One package's row."""
    found = packages(package_id + 1, 1)
    return found[0] if found and found[0]["id"] == package_id else None


def feedback_of(package_id: int) -> list[Row]:
    """All feedback to a package, newest first."""
    return store.rows(
        "SELECT id, number, result, word, accepted, rejected, at FROM feedback"
        " WHERE package = %s ORDER BY id DESC LIMIT 20", package_id,
    )  # fmt: skip
