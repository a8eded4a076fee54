"""An agency corrects a name, changes, ends and moves enrolments, assesses for every insurance: each
time a package of its own, which starts from what it told last."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from sandbox.tests.peer import Outside
from sandbox.tests.test_the_pages_show_what_there_is import _page

DOCUMENT = Path(__file__).parents[2] / "docs" / "messages" / "agency.md"
CHAOYANG, XIAODIAN = "110105", "140105"
SOCIAL, HEALTHCARE = "1101050000000001", "1101050000000002"


def _package(outside: Outside, number: str) -> dict[str, Any]:
    found = outside.product.wait(
        lambda one: one.path.startswith("/exchange/agency") and number.encode() in one.content
    )
    package: dict[str, Any] = json.loads(found[0].content)
    return package


def _order(outside: Outside, **told: object) -> dict[str, Any]:
    return _package(outside, outside.order("/control/enrolment", **told)["CSPCH"])


def test_a_name_is_corrected_by_the_agency_alone_and_stays_so(outside: Outside) -> None:
    told = _order(outside, person="youth", do="name", agency="1101080000000001", name="孙浩予")
    [row] = told["persons"]["update"]
    assert (told["SBJBJG_DM"], row["XM"], row["ZJLX"]) == ("1101080000000001", "孙浩予", "201")
    [row] = _order(
        outside, person=row["ZJHM"], do="name", agency="1101080000000001", name="孙浩予",
        wire_name="孙浩子",
    )["persons"]["update"]  # fmt: skip
    assert (row["XM"], row["XM_GBK"]) == ("孙浩予", "孙浩子")


def test_an_enrolment_changes_from_what_was_told_last(outside: Outside) -> None:
    how = {"person": "closed", "do": "change", "agency": SOCIAL, "insurance": "10210"}
    [row] = _order(outside, **how, group="02")["enrolments"]["update"]
    assert (row["CBRYTSLB"], row["CBZT"]) == ("02", "1")
    [row] = _order(outside, **how, state="4", to_month="202609")["enrolments"]["update"]
    assert (row["CBRYTSLB"], row["CBZT"], row["ZZJFNY"]) == ("02", "4", "202609")


def test_a_person_moves_by_the_agencies_of_both_places(outside: Outside) -> None:
    told = {"person": "lost", "do": "name", "agency": SOCIAL, "name": "宋亭"}
    _order(outside, **told)
    done = outside.order(
        "/control/enrolment", person="lost", do="move", region=CHAOYANG, to_region=XIAODIAN,
        last_month="202612",
    )  # fmt: skip
    packages = [_package(outside, one["CSPCH"]) for one in done]
    assert [(one["SBJBJG_DM"][:6], one["enrolments"].keys()) for one in packages] == [
        (CHAOYANG, {"update"}), (XIAODIAN, {"insert"}),
        (CHAOYANG, {"update"}), (XIAODIAN, {"insert"}),
    ]  # fmt: skip
    [old], [new] = packages[0]["enrolments"]["update"], packages[1]["enrolments"]["insert"]
    assert (old["CBZT"], old["ZZJFNY"], new["KSJFNY"]) == ("4", "202612", "202701")
    [person] = packages[1]["persons"]["insert"]
    assert (person["XM"], person["GRBH"]) == ("宋亭", new["GRBH"])
    [insured] = packages[3]["enrolments"]["insert"]
    assert (insured["ZSXM_DM"], insured["CBRYTSLB"]) == ("10212", "20")


def test_medical_insurance_is_assessed_and_withdrawn_by_its_own_agency(outside: Outside) -> None:
    made = outside.order(
        "/control/assess", person="ordinary", insurance="10212", kind="41", year=2027,
        amount_fen=10_000,
    )  # fmt: skip
    told = _package(outside, made["CSPCH"])
    [row] = told["payables"]["insert"]
    assert (told["SBJBJG_DM"], row["ZSXM_DM"], row["JFLX_DM"]) == (HEALTHCARE, "10212", "41")
    key = {"ZJTZLSH": made["ZJTZLSH"], "MXXH": made["MXXH"]}
    gone = _package(outside, outside.order("/control/withdraw", person="ordinary", **key)["CSPCH"])
    assert gone["SBJBJG_DM"] == HEALTHCARE
    assert gone["payables"]["delete"] == [{"XH": 1, **key}]


def test_who_subsidises_what_is_told_beside_it_and_shown_to_the_clerk(outside: Outside) -> None:
    how = {"person": "special", "insurance": "10212", "year": 2027, "amount_fen": 10_000}
    made = outside.order("/control/assess", **how, kind="41", subsidies={"03": 500, "01": 60_000})
    delivered = _package(outside, made["CSPCH"])
    [row] = delivered["payables"]["insert"]
    told = ("JFBZ", "ZZZT_DM1", "ZZJE1", "ZZZT_DM2", "ZZJE2", "YJJE")
    assert [row[tag] for tag in told] == ["705.00", "03", "5.00", "01", "600.00", "100.00"]
    for wrong in (
        {"kind": "2", "subsidies": {"01": 1}},
        {"kind": "41", "subsidies": {"09": 1}},
        {"kind": "41", "subsidies": {"01": 0}},
        {"kind": "41", "subsidies": ["01"]},
    ):
        order = json.dumps({**how, **wrong}).encode()
        as_json = {"Content-Type": "application/json"}
        assert outside.request("POST", "/control/assess", order, as_json)[0] == 400, wrong

    page = _page(outside, "/page/enrolments?q=zhangguifang")
    assert "缴费标准 705.00，村集体资助 5.00，财政资助 600.00" in " ".join(page.text.split())
    action = re.search(r'action="(/page/enrolments/\d+)"', page.text)
    assert action is not None
    fields = f"do=assess&agency={delivered['SBJBJG_DM']}&insurance=10212&year=2028&yuan=120"
    assert page.submit(action[1], fields + "&kind=41&subsidy-02=80") == 302
    index = action[1].rpartition("/")[2]
    shown = " ".join(_page(outside, f"/page/enrolments?person={index}").text.split())
    assert "缴费标准 200.00，医疗救助基金资助 80.00" in shown


@pytest.mark.parametrize(
    "wrong",
    [
        {"do": "name", "agency": SOCIAL, "name": " "},
        {"do": "name", "agency": "1404000000000001", "name": "王秀"},
        {"do": "change", "agency": SOCIAL, "insurance": "10210", "to_month": "202613"},
        {"do": "change", "agency": SOCIAL, "insurance": "10210", "to_month": "190001"},
        {"do": "change", "agency": SOCIAL, "insurance": "10215"},
        {"do": "enrol", "region": CHAOYANG, "insurance": "10210", "from_month": "202601"},
        {"do": "move", "region": XIAODIAN, "to_region": CHAOYANG, "last_month": "202601"},
        {"do": "nothing"},
        {"do": "name", "agency": SOCIAL, "name": "王", "person": "990000190001010011"},
    ],
)
def test_what_cannot_be_changes_nothing(outside: Outside, wrong: dict[str, str]) -> None:
    before = outside.get("/packages.json?limit=1")["packages"][0]["id"]
    order = json.dumps({"person": "twice", **wrong})
    status, _ = outside.request(
        "POST", "/control/enrolment", order.encode(), {"Content-Type": "application/json"}
    )
    assert status == 400
    assert outside.get("/packages.json?limit=1")["packages"][0]["id"] == before


def test_a_question_is_kept_once_and_shown(outside: Outside) -> None:
    told = re.findall(r"```json\n(.*?)```", DOCUMENT.read_text(), re.DOTALL)[4]
    content = json.dumps(json.loads(told), ensure_ascii=False).encode()

    def post(body: bytes, signed: str) -> int:
        return outside.request("POST", "/agency/questions", body, {"X-Signature": signed})[0]

    assert post(content, outside.sign(content)) == 202
    assert post(content, outside.sign(content)) == 202
    other = content.replace("李燕".encode(), "李艳".encode())
    assert post(other, outside.sign(other)) == 400
    assert post(content, outside.sign(other)) == 403
    assert post(b"{}", "") == 400
    shown = outside.request("GET", "/page/enrolments")[1].decode()
    assert shown.count("已更正为“李燕”") == 1


def test_a_question_about_an_enrolment_is_kept_and_shown(outside: Outside) -> None:
    told = re.findall(r"```json\n(.*?)```", DOCUMENT.read_text(), re.DOTALL)[5]
    content = json.dumps(json.loads(told), ensure_ascii=False).encode()

    def post(body: bytes) -> int:
        signed = {"X-Signature": outside.sign(body)}
        return outside.request("POST", "/agency/questions", body, signed)[0]

    assert post(content) == 202
    assert post(content.replace(b'"10210"', b'"x"')) == 400
    shown = outside.request("GET", "/page/enrolments")[1].decode()
    assert (
        shown.count("北京市房山区社会保险基金管理中心在同一时段（202601起）也有正常参保登记") == 1
    )


def test_a_clerk_corrects_and_sees_what_came_back(outside: Outside) -> None:
    page = _page(outside, "/page/enrolments?q=chenjie01")
    action = re.search(r'action="(/page/enrolments/\d+)"', page.text)
    assert action is not None
    fields = f"do=name&agency={SOCIAL}&name=%E9%99%88%E6%B4%81&wire_name="
    assert page.submit(action[1], fields) == 302
    assert page.submit(action[1], "do=name&agency=0&name=x") == 302
    assert page.submit(action[1], "do=nothing") == 404
    index = action[1].rpartition("/")[2]
    shown = _page(outside, f"/page/enrolments?person={index}").text
    assert 'value="陈洁"' in shown
    assert "更正姓名" in shown
