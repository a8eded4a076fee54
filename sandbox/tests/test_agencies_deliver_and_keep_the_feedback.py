"""Packages leave signed, in order, byte for byte again; feedback is kept once."""

import json
from typing import Any

from cryptography import x509

from sandbox.tests.peer import Delivered, Outside
from sandbox.wire import signature


def _packages(outside: Outside) -> list[Delivered]:
    return outside.product.wait(lambda one: one.path == "/exchange/agency/packages")


def _feedback(package: dict[str, Any], number: str, rejected: int = 0) -> bytes:
    rows = [
        {
            "XH": row["XH"], "table": table, "action": action,
            "returnCode": "101" if row["XH"] <= rejected else "000",
            "returnMsg": "证件号码错" if row["XH"] <= rejected else "成功", "SWBH": "",
        }
        for table in ("persons", "enrolments", "payables")
        for action, rows in package.get(table, {}).items()
        for row in rows
    ]  # fmt: skip
    return json.dumps(
        {
            "format": "openlevy.agency.feedback", "version": "1.0",
            "SBJBJG_DM": package["SBJBJG_DM"], "CSPCH": number, "CSPCH_SRC": package["CSPCH"],
            "CSSJC": "20260301101500", "RECODE_ZT": "000", "REMSG_ZT": "已处理", "rows": rows,
        }
    ).encode()  # fmt: skip


def _post(outside: Outside, content: bytes, signed: str | None = None) -> int:
    headers = {"X-Signature": outside.sign(content) if signed is None else signed}
    return outside.request("POST", "/agency/feedback", content, headers)[0]


def test_a_package_is_signed_by_its_agency(outside: Outside) -> None:
    first = _packages(outside)[0]
    code = json.loads(first.content)["SBJBJG_DM"]
    folder = outside.environment["OPENLEVY_KEYS_DIR"]
    with open(f"{folder}/agencies/{code}.crt", "rb") as file:
        certificate = x509.load_pem_x509_certificate(file.read())
    headers = {name.lower(): value for name, value in first.headers.items()}
    signature.verify(first.content, headers["x-signature"], certificate)


def test_feedback_is_kept_once_and_counted(outside: Outside) -> None:
    package = json.loads(_packages(outside)[0].content)
    content = _feedback(package, "F1", rejected=2)
    assert _post(outside, content) == 202
    assert _post(outside, content) == 202
    assert _post(outside, _feedback(package, "F1", rejected=3)) == 400
    shown = outside.get("/packages.json?limit=500")["packages"]
    row = next(one for one in shown if one["batch_no"] == package["CSPCH"])
    assert (row["rejected"], row["accepted"]) == (2, row["row_count"] - 2)
    page = outside.request("GET", f"/page/packages/{row['id']}")[1].decode()
    assert "证件号码错" in page


def test_feedback_by_anybody_else_is_refused(outside: Outside) -> None:
    package = json.loads(_packages(outside)[0].content)
    content = _feedback(package, "F2")
    assert _post(outside, content, "") == 403
    assert _post(outside, content, outside.sign(b"something else")) == 403
    assert _post(outside, b"{}") == 400
    assert _post(outside, b"\xff") == 400
    assert _post(outside, b'{"a":' * 100_000) == 400


def test_a_package_is_delivered_again_byte_for_byte(outside: Outside) -> None:
    first = _packages(outside)[0]
    number = json.loads(first.content)["CSPCH"]
    count = len([one for one in outside.product.delivered if one.content == first.content])
    assert outside.order("/control/redeliver", package=number)["CSPCH"] == number
    outside.product.wait(lambda one: one.content == first.content, count + 1)


def test_an_agency_assesses_and_withdraws(outside: Outside) -> None:
    made = outside.order(
        "/control/assess", person="special", year=2024, amount_fen=123_400, due_on="2026-12-31"
    )

    def package(number: str) -> dict[str, Any]:
        def carries(one: Delivered) -> bool:
            return one.path.startswith("/exchange/agency") and number.encode() in one.content

        found: dict[str, Any] = json.loads(outside.product.wait(carries)[0].content)
        return found

    row = package(made["CSPCH"])["payables"]["insert"][0]
    assert (row["YJJE"], row["FKSSQQ"], row["JKQX"]) == ("1234.00", "202401", "20261231")
    gone = outside.order(
        "/control/withdraw", person="special", ZJTZLSH=made["ZJTZLSH"], MXXH=made["MXXH"]
    )
    rows = package(gone["CSPCH"])["payables"]["delete"]
    assert rows == [{"XH": 1, "ZJTZLSH": made["ZJTZLSH"], "MXXH": made["MXXH"]}]


def test_the_world_comes_once(outside: Outside) -> None:
    before = outside.get("/world/progress.json")
    outside.order("/world/load", persons=5)
    assert outside.get("/world/progress.json")["packages"] == before["packages"]
