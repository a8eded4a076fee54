"""What the product asks an agency: kept as it came, and shown to the clerk."""

import json
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from sandbox import config, keys, store
from sandbox.vault import vault
from sandbox.wire.pattern import fits
from sandbox.world.places import agencies

MOST_ROWS = 1000
_HEAD = {
    "format": r"openlevy\.agency\.questions",
    "version": r"1\.\d{1,9}",
    "SBJBJG_DM": r"[0-9A-Z]{6,20}",
    "CSPCH": r"\d{26}",
    "CSSJC": r"\d{14}",
}
_ROW = {"HDLX": r"\d", "GRBH": r"[0-9A-Z]{1,20}"}
_NAME = {"XM": r".{1,50}", "XM_GZ": r".{1,50}", "SBJBJG_MC_GZ": r".{1,80}", "GZ_RQ": r"\d{8}"}
_ENROLMENT = {
    "ZSXM_DM": r"\d{5}",
    "KSJFNY": r"\d{6}",
    "ZZJFNY": r"\d{6}",
    "SBJBJG_MC_QT": r".{1,80}",
    "XZQHXQ_DM_QT": r"\d{6}",
    "FX_RQ": r"\d{8}",
}
_OF_KIND = {"1": _NAME, "2": _ENROLMENT}


class QuestionsUnreadable(ValueError):
    """The bytes are no message of questions, or contradict one that was taken before."""


@dataclass(frozen=True)
class Asked:
    """A question about one person, as the clerk sees it."""

    agency_code: str
    agency_name: str
    at: Any
    row: dict[str, str]


def take(content: bytes, signed: str) -> None:
    """Keeps a message; the same one again changes nothing.

    Raises:
        QuestionsUnreadable: see there.
        SignatureWrong: not signed by the product.
        keys.ProductUnknown: its certificate is not there yet.
    """
    found = _read(content)
    keys.verify_product(content, signed)
    agency, number = found["SBJBJG_DM"], found["CSPCH"]
    try:
        with transaction.atomic():
            store.execute(
                "INSERT INTO agency_question (agency_code, number, body_sealed)"
                " VALUES (%s, %s, %s)", agency, number, vault().seal(content),
            )  # fmt: skip
    except IntegrityError as error:
        kept = store.one(
            "SELECT body_sealed FROM agency_question WHERE agency_code = %s AND number = %s",
            agency, number,
        )  # fmt: skip
        if vault().open(bytes(kept["body_sealed"])) != content:
            raise QuestionsUnreadable("the number is known with another content") from error


def asked(size: int) -> list[Asked]:
    """What was asked lately, the newest first."""
    names = {agency.code: agency.name for agency in agencies(config.REFERENCE_DIR)}
    found = store.rows(
        "SELECT agency_code, at, body_sealed FROM agency_question ORDER BY id DESC LIMIT %s", size
    )
    return [
        Asked(one["agency_code"], names[one["agency_code"]], one["at"], row)
        for one in found
        for row in json.loads(vault().open(bytes(one["body_sealed"])))["rows"]
    ]


def _read(content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise QuestionsUnreadable("not JSON") from error
    if not isinstance(found, dict):
        raise QuestionsUnreadable("not a message of questions")
    _require(found, _HEAD)
    if found["SBJBJG_DM"] not in {known.code for known in agencies(config.REFERENCE_DIR)}:
        raise QuestionsUnreadable(f"there is no agency {found['SBJBJG_DM']} here")
    rows = found.get("rows")
    if not isinstance(rows, list) or not 0 < len(rows) <= MOST_ROWS:
        raise QuestionsUnreadable("rows are missing or too many")
    for row in rows:
        if not isinstance(row, dict):
            raise QuestionsUnreadable("a row is no object")
        _require(row, _ROW)
        if row["HDLX"] not in _OF_KIND:
            raise QuestionsUnreadable(f"HDLX {row['HDLX']} is not known")
        _require(row, _OF_KIND[row["HDLX"]])
    return found


def _require(found: dict[str, Any], forms: dict[str, str]) -> None:
    for tag, form in forms.items():
        value = found.get(tag)
        if not isinstance(value, str) or not fits(value, form):
            raise QuestionsUnreadable(f"{tag} is missing or malformed")
