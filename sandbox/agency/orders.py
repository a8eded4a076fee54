"""What an agency decides afterwards about somebody: assesses one more payable, or withdraws one."""

import datetime as dt
from dataclasses import replace

from django.db import transaction

from sandbox import config
from sandbox.agency.package import payable_row, personal_no, serial_no
from sandbox.agency.register import PAYABLES, Kept, rows_of
from sandbox.agency.telling import FIRST_CHUNK, OrderRefused, next_chunk, tell
from sandbox.wire.pattern import day
from sandbox.world.people import SUBSIDISERS
from sandbox.world.places import place
from sandbox.world.records import MEDICAL, PENSION, SUPPLEMENTARY, Payable, Person

_FIRST_LATER_DETAIL = 1000
INSURANCES = {one.levy_item: one for one in (PENSION, MEDICAL, SUPPLEMENTARY)}
BACK_PAYMENT, FLAT = "2", "41"
KINDS = {BACK_PAYMENT: "补缴以前年度", FLAT: "个人应缴定额"}
"""补收, and what somebody of a special group pays for a year of medical insurance."""


@transaction.atomic
def assess(
    person: Person,
    under: Kept,
    year: int,
    amount_fen: int,
    due_on: dt.date,
    made_on: dt.date,
    kind: str = BACK_PAYMENT,
    subsidies: tuple[tuple[str, int], ...] = (),
) -> dict[str, str]:
    """Delivers one more special payable of a whole year under an enrolment; returns its key.

    Args:
        amount_fen: what the person is left to pay.
        subsidies: who pays what beside it, by code.

    Raises:
        OrderRefused: an amount, year or kind out of range, or subsidies that the message cannot
            say: of another kind, too many, by nobody known or by one twice.
    """
    amounts = [amount_fen, *(fen for _by, fen in subsidies)]
    if not all(0 < fen < 10**12 for fen in amounts) or not 1990 <= year <= 2100:
        raise OrderRefused(f"{year} {amounts}")
    by = [one for one, _fen in subsidies]
    known = len(set(by) & SUBSIDISERS.keys()) == len(by)
    if kind not in KINDS or (by and kind != FLAT) or not known:
        raise OrderRefused(f"{kind} by {by}")
    payable = Payable(
        kind, KINDS[kind], f"{year}01", f"{year}12", amount_fen, 0, 0, made_on, due_on,
        standard_fen=sum(amounts) if subsidies else 0, subsidies=subsidies,
    )  # fmt: skip
    at = place(config.REFERENCE_DIR, under.row["XZQHXQ_DM"])
    detail = _FIRST_LATER_DETAIL + next_chunk() - FIRST_CHUNK
    row = payable_row(person, at, payable, detail, INSURANCES[under.row["ZSXM_DM"]])
    told = tell(person, under.agency, "核定应缴", insert=[Kept(under.agency, PAYABLES, row)])
    return {"ZJTZLSH": row["ZJTZLSH"], "MXXH": row["MXXH"], "CSPCH": told["CSPCH"]}


@transaction.atomic
def withdraw(person: Person, collection_serial_no: str, detail_no: str) -> dict[str, str]:
    """Delivers the withdrawal of a payable; whether it was possible says the feedback.

    Raises:
        OrderRefused: there is no such payable of the person.
    """
    key = {"ZJTZLSH": collection_serial_no, "MXXH": detail_no}
    found = [one for one in rows_of(person) if one.grid == PAYABLES and one.key_columns == key]
    if not found:
        raise OrderRefused(f"{collection_serial_no} {detail_no}")
    gone = replace(found[-1], withdrawn=True)
    told = tell(person, gone.agency, "撤回应缴", delete=[gone])
    return {**key, "CSPCH": told["CSPCH"]}


def payables_of(person: Person) -> list[dict[str, str]]:
    """The keys of the payables that the person started with."""
    return [
        {
            "ZJTZLSH": serial_no(person, enrolment.place, payable.assessed_on),
            "MXXH": str(number),
            "GRBH": personal_no(person, enrolment.place),
            "region": enrolment.place.region,
            "due_on": day(payable.due_on),
        }
        for enrolment in person.enrolments
        for number, payable in enumerate(enrolment.payables, start=1)
    ]
