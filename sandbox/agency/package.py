"""Writing a package: rows of people by table, as JSON. Pure."""

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from sandbox.wire.pattern import day, yuan
from sandbox.world.places import Agency, Place
from sandbox.world.records import (
    MEDICAL,
    PENSION,
    SUPPLEMENTARY,
    Enrolment,
    Insurance,
    Payable,
    Person,
)

TABLES = ("persons", "enrolments", "payables", "credits")
ACTIONS = ("insert", "update", "delete")
_HEALTHCARE = 90_000_000
_SUPPLEMENTARY_DETAIL = 500
"""Beside the pension's payables under one serial number; these are counted from here."""

Grid = dict[str, list[dict[str, str]]]
Package = dict[str, Any]


def for_people(
    people: Iterable[Person], agency: Agency, batch_no: str, made_at: dt.datetime
) -> Package:
    """The package by which an agency delivers its people for the first time."""
    persons: list[dict[str, str]] = []
    enrolments: list[dict[str, str]] = []
    payables: list[dict[str, str]] = []
    for person in people:
        for enrolment in person.all_enrolments:
            if enrolment.agency != agency:
                continue
            row = person_row(person, enrolment)
            if persons[-1:] != [row]:  # told once, in however many insurances
                persons.append(row)
            enrolments.append(enrolment_row(person, enrolment))
            first = 1 + _SUPPLEMENTARY_DETAIL * (enrolment.insurance == SUPPLEMENTARY)
            payables += [
                payable_row(person, enrolment.place, payable, number, enrolment.insurance)
                for number, payable in enumerate(enrolment.payables, start=first)
            ]
    if not persons:
        raise ValueError(f"nobody is enrolled with {agency.code}")
    grids = {
        "persons": {"insert": persons},
        "enrolments": {"insert": enrolments},
        "payables": {"insert": payables},
    }
    return package(agency, batch_no, made_at, grids)


def package(agency: Agency, batch_no: str, made_at: dt.datetime, grids: dict[str, Grid]) -> Package:
    """A package of rows; each gets its ``XH``, counted over the whole package."""
    made: Package = {
        "format": "openlevy.agency.package",
        "version": "1.0",
        "SBJBJG_DM": agency.code,
        "SBJBJG_MC": agency.name,
        "TCQBM_DM": agency.region,
        "CSPCH": batch_no,
        "CSSJC": f"{made_at:%Y%m%d%H%M%S}",
    }
    number = 0
    for table in TABLES:
        for action in ACTIONS:
            rows: list[dict[str, Any]] = []
            for row in grids.get(table, {}).get(action, []):
                number += 1
                rows.append({"XH": number, **row})
            if rows:
                made.setdefault(table, {})[action] = rows
    return made


def written(package: Package) -> bytes:
    """The bytes that are signed and sent."""
    return json.dumps(package, ensure_ascii=False, separators=(",", ":")).encode()


def row_count(package: Package) -> int:
    """How many rows a package delivers."""
    return sum(len(rows) for table in TABLES for rows in package.get(table, {}).values())


def personal_no(person: Person, place: Place, insurance: Insurance = PENSION) -> str:
    """The agency's number of a person 个人编号; healthcare agencies have their own."""
    number = person.index + _HEALTHCARE * (insurance == MEDICAL)
    return f"{place.region}{number:08d}"


def serial_no(person: Person, place: Place, assessed_on: dt.date) -> str:
    """The collection serial number 征集通知流水号 of a person's payables of one year."""
    return f"{place.region}{assessed_on:%Y}{person.index:08d}"


def person_row(person: Person, enrolment: Enrolment) -> dict[str, str]:
    """A row of ``persons``, as the agency of the enrolment knows them."""
    return {
        "GRBH": personal_no(person, enrolment.place, enrolment.insurance),
        "SHBZH": person.id_number,
        "ZJLX": "201",
        "ZJHM": person.id_number,
        "XM": person.name,
        "XM_GBK": person.wire_name,
        "XB": "1" if person.male else "2",
        "CS_RQ": day(person.born_on),
        "GJDQ_DM": "156",
        "YDDH": person.phone,
    }


def enrolment_row(person: Person, enrolment: Enrolment) -> dict[str, str]:
    """A row of ``enrolments``."""
    place = enrolment.place
    return {
        "GRBH": personal_no(person, place, enrolment.insurance),
        **_codes(enrolment.insurance),
        "XZQHXQ_DM": place.region,
        "XZJD_DM": enrolment.township[0],
        "XZJD_MC": enrolment.township[1],
        "SQCBH_DM": enrolment.community[0],
        "SQC_MC": enrolment.community[1],
        "ZGSWJG_DM": place.tax_office,
        "KSJFNY": enrolment.from_month,
        "ZZJFNY": enrolment.to_month,
        "CBRYTSLB": enrolment.group,
        "CBZT": enrolment.state,
        "SCCB_RQ": f"{enrolment.from_month}15",
    }


def payable_row(
    person: Person, place: Place, payable: Payable, number: int, insurance: Insurance = PENSION
) -> dict[str, str]:
    """A row of ``payables``; standard and subsidies only where there are any."""
    told = {"JFBZ": yuan(payable.standard_fen)} if payable.standard_fen else {}
    for n, (by, fen) in enumerate(payable.subsidies, start=1):
        told |= {f"ZZZT_DM{n}": by, f"ZZJE{n}": yuan(fen)}
    return {
        "ZJTZLSH": serial_no(person, place, payable.assessed_on),
        "MXXH": str(number),
        "GRBH": personal_no(person, place, insurance),
        **_codes(insurance),
        "JFLX_DM": payable.kind,
        "JFLX_MC": payable.words,
        "FKSSQQ": payable.from_month,
        "FKSSQZ": payable.to_month,
        "YJJE": yuan(payable.principal_fen),
        "LX": yuan(payable.interest_fen),
        "ZNJ": yuan(payable.late_fee_fen),
        "HDRQ": day(payable.assessed_on),
        "JKQX": day(payable.due_on),
        "BZ": payable.remark,
        **told,
    }


def _codes(insurance: Insurance) -> dict[str, str]:
    return {"ZSXM_DM": insurance.levy_item, "ZSPM_DM": insurance.levy_subitem}
