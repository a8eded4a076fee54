"""What the agencies credit to persons' accounts, and the packages by which they say so.

Everything taken before a day cut is credited by it, on the date that it moves to; or at once, by
hand. The credit and the package that tells of it are kept in one transaction, so that a process
killed at any time has done both or neither, and the entry's key lets nothing be credited twice.
"""

import datetime as dt
from itertools import groupby

from django.db import transaction

from sandbox import config, store
from sandbox.agency import desk
from sandbox.agency.package import package
from sandbox.agency.telling import next_chunk
from sandbox.store import Row
from sandbox.vault import vault
from sandbox.wire.pattern import day
from sandbox.world.places import Agency, agencies

MOST_ROWS = 1000
_CREDITED = "1"


@transaction.atomic
def credit_all(on: dt.date) -> dict[str, object]:
    """Credits whatever was paid and is not credited yet; how much that was."""
    store.execute("SELECT pg_advisory_xact_lock(hashtextextended('agency credits', 0))")
    entries = amount_fen = packages = 0
    for agency in agencies(config.REFERENCE_DIR):
        while waiting := _waiting(agency.code):
            _deliver(agency, waiting, on)
            entries += len(waiting)
            amount_fen += sum(row["amount_fen"] for row in waiting)
            packages += 1
    return {"on": day(on), "entries": entries, "amount_fen": amount_fen, "packages": packages}


def _waiting(agency_code: str) -> list[Row]:
    return store.rows(
        "SELECT e.id, e.voucher_no, e.person_digest, e.person_sealed, e.levy_item, e.amount_fen"
        " FROM person_entry e WHERE e.agency_code = %s"
        " AND NOT EXISTS (SELECT FROM person_credit c WHERE c.entry = e.id)"
        " ORDER BY e.voucher_no, e.person_digest, e.levy_item, e.id LIMIT %s",
        agency_code, MOST_ROWS,
    )  # fmt: skip


def _deliver(agency: Agency, entries: list[Row], on: dt.date) -> None:
    """One row a voucher, person and levy item, whatever it paid for."""
    rows = [_row(next(same), on) for _, same in groupby(entries, _key)]
    made_at, chunk = dt.datetime.now(desk.BEIJING), next_chunk()
    number = desk.batch_no(made_at, agency.region, chunk)
    told = desk.dispatch(package(agency, number, made_at, {"credits": {"insert": rows}}), chunk)
    store.insert_many(
        "INSERT INTO person_credit (entry, credited_on, package) VALUES (%s, %s, %s)",
        [(entry["id"], on, told) for entry in entries],
    )


def _key(entry: Row) -> tuple[str, bytes, str]:
    return entry["voucher_no"], bytes(entry["person_digest"]), entry["levy_item"]


def _row(entry: Row, on: dt.date) -> dict[str, str]:
    return {
        "DZSPHM": entry["voucher_no"],
        "GRBH": vault().open(bytes(entry["person_sealed"])).decode(),
        "ZSXM_DM": entry["levy_item"],
        "DZBJ": _CREDITED,
        "DZ_RQ": day(on),
    }


def totals() -> dict[str, int]:
    """Sums in fen over everything: what the agencies were told of, and what they credited."""
    row = store.one(
        "SELECT coalesce(sum(e.amount_fen), 0)::bigint AS told_fen,"
        " coalesce(sum(e.amount_fen) FILTER (WHERE c.entry IS NOT NULL), 0)::bigint"
        " AS credited_fen FROM person_entry e LEFT JOIN person_credit c ON c.entry = e.id"
    )
    return {name: int(value) for name, value in row.items()}


def faults() -> list[str]:
    """Vouchers of which the agencies were told other than the treasury has received."""
    return [
        f"voucher {row['voucher_no']}: received {row['received']}, agencies told {row['told']}"
        for row in store.rows(
            "SELECT e.voucher_no, e.told, coalesce(r.received, 0)::bigint AS received FROM"
            " (SELECT voucher_no, sum(amount_fen)::bigint AS told FROM person_entry"
            "  GROUP BY voucher_no) e"
            " LEFT JOIN (SELECT voucher_no, sum(amount_fen)::bigint AS received FROM receipt"
            "  GROUP BY voucher_no) r USING (voucher_no)"
            " WHERE e.told > coalesce(r.received, 0) LIMIT 100"
        )
    ]


def entries(query: str, before: int, size: int) -> list[Row]:
    """The book of persons, newest first; ``query`` is a whole personal or voucher number."""
    query = "".join(query.split()).upper()
    found = store.rows(
        "SELECT e.id, e.notice, e.agency_code, e.voucher_no, e.person_sealed, e.levy_item,"
        " e.from_month, e.to_month, e.amount_fen, e.received_on, n.at,"
        " c.credited_on, c.package"
        " FROM person_entry e JOIN payment_notice n ON n.id = e.notice"
        " LEFT JOIN person_credit c ON c.entry = e.id"
        " WHERE (%s = '' OR e.voucher_no = %s OR e.person_digest = %s)"
        " AND (%s = 0 OR e.id < %s) ORDER BY e.id DESC LIMIT %s",
        query, query, vault().digest(query), before, before, size,
    )  # fmt: skip
    names = {agency.code: agency.name for agency in agencies(config.REFERENCE_DIR)}
    return [_shown(row, names) for row in found]


def _shown(row: Row, names: dict[str, str]) -> Row:
    personal_no = vault().open(bytes(row["person_sealed"])).decode()
    rest = {name: value for name, value in row.items() if name != "person_sealed"}
    return {**rest, "person_tail": personal_no[-4:], "agency_name": names[row["agency_code"]]}
