"""Packages and feedback as rows, sealed."""

import datetime as dt
import json
from typing import Any

from django.db import IntegrityError, transaction

from sandbox import keys, store
from sandbox.agency.package import Package, row_count, written
from sandbox.store import Row
from sandbox.vault import vault

BEIJING = dt.timezone(dt.timedelta(hours=8))
_ACCEPTED = "000"


class FeedbackUnreadable(ValueError):
    """The bytes are no feedback."""


def batch_no(made_at: dt.datetime, region: str, chunk: int) -> str:
    """A package's number: time, pooling area, sequence."""
    return f"{made_at:%Y%m%d%H%M%S}{region}{chunk % 1_000_000:06d}"


def dispatch(package: Package, chunk: int) -> int:
    """Keeps a package and queues it; an agency's packages leave in their order.

    Args:
        chunk: tells an agency's packages apart; the same one is never kept twice.
    """
    row = store.one(
        "INSERT INTO package (agency_code, agency_name, batch_no, body_sealed, row_count, chunk)"
        " VALUES (%s, %s, %s, %s, %s, %s) RETURNING id",
        package["SBJBJG_DM"], package["SBJBJG_MC"], package["CSPCH"],
        vault().seal(written(package)), row_count(package), chunk,
    )  # fmt: skip
    _queue(int(row["id"]), package["SBJBJG_DM"])
    return int(row["id"])


def redeliver(reference: str) -> Row:
    """Queues the same bytes again.

    Args:
        reference: a package's id or batch number.

    Raises:
        store.NotThere: no such package.
    """
    package = store.one(
        "SELECT id, agency_code, batch_no FROM package WHERE batch_no = %s OR id::text = %s",
        reference, reference,
    )  # fmt: skip
    _queue(package["id"], package["agency_code"])
    return package


def take_feedback(content: bytes, signed: str) -> None:
    """Keeps a feedback; the same one again changes nothing.

    Raises:
        FeedbackUnreadable: not a feedback, or one under a number that another has.
        SignatureWrong: not signed by the product.
        keys.ProductUnknown: its certificate is not there yet.
    """
    found = _read(content)
    keys.verify_product(content, signed)
    number, agency = str(found["CSPCH"]), str(found["SBJBJG_DM"])
    package = store.first("SELECT id FROM package WHERE batch_no = %s", str(found["CSPCH_SRC"]))
    accepted = sum(row["returnCode"] == _ACCEPTED for row in found["rows"])
    try:
        with transaction.atomic():
            store.execute(
                "INSERT INTO feedback (package, agency_code, number, body_sealed, result, word,"
                " accepted, rejected) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
                package and package["id"], agency, number, vault().seal(content),
                str(found["RECODE_ZT"]), str(found.get("REMSG_ZT", "")), accepted,
                len(found["rows"]) - accepted,
            )  # fmt: skip
    except IntegrityError as error:
        if _kept(agency, number) != content:
            raise FeedbackUnreadable("this feedback number has another content") from error


def opened(table: str, row_id: int) -> dict[str, Any]:
    """The content of a kept ``package`` or ``feedback``.

    Raises:
        store.NotThere: no such row.
    """
    if table not in ("package", "feedback"):
        raise store.NotThere(table)
    row = store.one(f"SELECT body_sealed FROM {table} WHERE id = %s", row_id)
    found: dict[str, Any] = json.loads(vault().open(bytes(row["body_sealed"])))
    return found


def _queue(package: int, agency_code: str) -> None:
    store.execute(
        "INSERT INTO delivery (package, lane) VALUES (%s, %s)", package, f"agency:{agency_code}"
    )


def _kept(agency: str, number: str) -> bytes:
    row = store.one(
        "SELECT body_sealed FROM feedback WHERE agency_code = %s AND number = %s", agency, number
    )
    return vault().open(bytes(row["body_sealed"]))


def _read(content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise FeedbackUnreadable("not JSON") from error
    wanted = ("CSPCH", "CSPCH_SRC", "SBJBJG_DM", "RECODE_ZT")
    if (
        not isinstance(found, dict)
        or found.get("format") != "openlevy.agency.feedback"
        or not all(isinstance(found.get(name), str) for name in wanted)
        or not found["CSPCH"]
    ):
        raise FeedbackUnreadable("not a feedback")
    rows = found.get("rows")
    if not isinstance(rows, list) or not all(
        isinstance(row, dict) and isinstance(row.get("returnCode"), str) for row in rows
    ):
        raise FeedbackUnreadable("rows are missing or malformed")
    return found
