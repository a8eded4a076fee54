"""The network's work date and its sessions.

Closing a session settles what the banks booked: it goes into the 3122, and the money on to the
treasury. The day cut closes the last one, tells what the treasury received, and moves the date, on
which the agencies credit what they had been told of.
"""

import datetime as dt

from django.db import transaction

from sandbox import store
from sandbox.agency import crediting
from sandbox.network import post, reports

_BEIJING = dt.timezone(dt.timedelta(hours=8))
_LANE = "day"


class DateRefused(Exception):
    """The work date only moves forward, and not by more than ten years."""


def ensure_work_day() -> None:
    """Gives a new sandbox its work date: today in Beijing."""
    today = dt.datetime.now(_BEIJING).date()
    store.execute("INSERT INTO work_day (work_date) VALUES (%s) ON CONFLICT DO NOTHING", today)


def work_date() -> dt.date:
    """The work date; inside a transaction it cannot be cut until the transaction ends."""
    on: dt.date = store.one("SELECT work_date FROM work_day FOR SHARE")["work_date"]
    return on


@transaction.atomic
def close_session() -> dict[str, object]:
    """Closes the open session of the day (3122 to every tax office) and opens the next."""
    day = store.one("SELECT work_date, session_no FROM work_day FOR UPDATE")
    _close(day["work_date"], day["session_no"], last=False)
    store.execute("UPDATE work_day SET session_no = session_no + 1")
    return {"work_date": day["work_date"].isoformat(), "session": day["session_no"]}


@transaction.atomic
def cut(to: dt.date | None = None) -> dict[str, object]:
    """Closes the day and moves the work date, to the next day unless another is named.

    Raises:
        DateRefused: ``to`` is not after the work date.
    """
    day = store.one("SELECT work_date, session_no FROM work_day FOR UPDATE")
    today = day["work_date"]
    to = to or today + dt.timedelta(days=1)
    if not today < to <= today + dt.timedelta(days=3660):
        raise DateRefused(f"the work date is {today}; it cannot become {to}")
    _close(today, day["session_no"], last=True)
    _receive(today)
    store.execute("UPDATE work_day SET work_date = %s, session_no = 1", to)
    values = {"WorkDate": f"{to:%Y%m%d}", "SysStat": "1"}
    post.send("9101", {"ChangeState9101": values}, lane=_LANE, on=to)
    crediting.credit_all(to)
    return {"work_date": to.isoformat(), "closed": today.isoformat()}


def set_automatic(minutes: int | None) -> None:
    """A session every so many minutes, and the day cut at Beijing's midnight; None: by hand."""
    store.execute(
        "UPDATE work_day SET automatic_minutes = %s,"
        " automatic_at = now() + make_interval(mins => %s)", minutes, minutes,
    )  # fmt: skip


def run_automatic() -> bool:
    """Does what is due in automatic mode; whether there was anything."""
    with transaction.atomic():
        due = store.first(
            "UPDATE work_day SET automatic_at = now() + make_interval(mins => automatic_minutes)"
            " WHERE automatic_at <= now() RETURNING work_date"
        )
        if due is None:
            return False
        today = dt.datetime.now(_BEIJING).date()
        if due["work_date"] < today:
            cut(today)
        else:
            close_session()
    return True


def _close(on: dt.date, number: int, *, last: bool) -> None:
    session = store.one(
        "INSERT INTO session (on_date, number, last) VALUES (%s, %s, %s) RETURNING id",
        on, number, last,
    )["id"]  # fmt: skip
    store.execute(
        "UPDATE debit SET session = %s"
        " WHERE session IS NULL AND state <> 'received' AND request IS NOT NULL", session,
    )  # fmt: skip
    store.execute(
        "INSERT INTO entry (on_date, kind, source, destination, amount_fen, debit)"
        " SELECT %s, 'remit', 'pending:' || clearing_cnaps, 'treasury:' || treasury_code,"
        " amount_fen, id FROM debit WHERE session = %s AND state = 'booked'", on, session,
    )  # fmt: skip
    for tax_org in [row["tax_org"] for row in store.rows("SELECT DISTINCT tax_org FROM debit")]:
        for values in reports.deducted(session, on, number, tax_org):
            post.send("3122", values, lane=_LANE, on=on)


def _receive(on: dt.date) -> None:
    """The treasury books what was remitted and not booked yet, one line for each budget subject
    of a voucher, and tells the tax offices."""
    store.execute(
        "INSERT INTO receipt (debit, received_on, treasury_code, tax_org, voucher_no,"
        " subject_code, level_code, budget_type, amount_fen)"
        " SELECT d.id, %s, d.treasury_code, d.tax_org, d.voucher_no,"
        " l.subject, l.level, l.budget_type, sum(l.amount_fen)"
        " FROM debit d JOIN entry e ON e.debit = d.id AND e.kind = 'remit',"
        " jsonb_to_recordset(d.lines)"
        " AS l(subject text, level text, budget_type text, amount_fen bigint)"
        " WHERE NOT EXISTS (SELECT FROM receipt r WHERE r.debit = d.id)"
        " GROUP BY d.id, l.subject, l.level, l.budget_type", on,
    )  # fmt: skip
    offices = store.rows("SELECT DISTINCT tax_org FROM receipt WHERE received_on = %s", on)
    for office in offices:
        for values in reports.received(office["tax_org"], on):
            post.send("3126", values, lane=_LANE, on=on)
