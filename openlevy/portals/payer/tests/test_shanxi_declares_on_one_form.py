"""城乡居民社会保险费日常申报表 (S3 ch. 3): three insurances on one page, each row with its result.
The books are open for 2026-11-20: the pensions are paid for 2026, medical insurance for 2027."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from openlevy.assessment.models import Payable
from openlevy.assessment.queries import payables
from openlevy.assessment.rules import FLAT_KIND
from openlevy.declaration.queries import declarations
from openlevy.parties.services import record_enrolment, record_person
from openlevy.portals.payer.tests.conftest import html_of, key_in, shown_in, text_of
from openlevy.portals.shared.tests.people import PASSWORD, open_books
from openlevy.portals.shared.tests.shanxi_people import (
    LOGIN,
    MEDICAL,
    PENSION,
    SOCIAL,
    SUPPLEMENTARY,
    ShanxiPayer,
    a_shanxi_payer,
    an_enrolment,
    assessed,
    changed,
    delivered,
)
from openlevy.reference.services import move_business_date

pytestmark = pytest.mark.django_db(transaction=True)

FORM = "/daily/"


def signed_in(**more: Any) -> tuple[Client, ShanxiPayer]:
    open_books()
    who = a_shanxi_payer(*more.pop("insured", ()), **more)
    client = Client()
    assert client.post("/sign-in", {"login": LOGIN, "password": PASSWORD}).status_code == 302
    return client, who


def send(client: Client, *rows: str, page: Any = None, **tiers: int | str) -> Any:
    """「报表申报」 with these rows ticked and tiers chosen."""
    page = page or client.get(FORM)
    told = {f"{name}-fen": str(fen) for name, fen in tiers.items()}
    return client.post(
        FORM, {"key": key_in(page), "shown": shown_in(page), "row": list(rows), **told}
    )


def declared(who: ShanxiPayer) -> dict[str, tuple[int, str]]:
    return {row.levy_item: (row.amount_fen, row.state) for row in declarations(who.payer_id)}


def test_the_way_there_is_the_guides() -> None:
    client, _who = signed_in()
    services = text_of(client.get(reverse("payer:services")))
    assert "我要办税" in services
    assert "社会保险费申报及缴纳" in services
    below = text_of(client.get(reverse("payer:premium_services")))
    for label in ("城乡居民社会保险费日常申报表", "费款缴纳", "报表作废"):
        assert label in below
    assert "办&查" not in below
    assert "城乡居民养老" not in below


def test_it_names_the_payer_and_every_insurance_with_its_year() -> None:
    client, who = signed_in()
    page = text_of(client.get(FORM))
    assert "石桂兰" in page
    assert "**************0" in page
    for words in (
        "城乡居民基本养老保险", "城乡居民补充养老保险", "城乡居民基本医疗保险", "2026年（当年）",
        "2027年（下一年）", "补缴", "特殊人群", "城乡居民，每人每年", "￥400.00", "示例",
    ):  # fmt: skip
        assert words in page, words
    assert declared(who) == {}
    assert payables(who.payer_id) == [], "a page that only shows writes nothing"


def test_all_three_are_declared_at_once() -> None:
    client, who = signed_in()
    rows = (f"tier{who.pension}", f"tier{who.supplementary}", f"year2027of{who.medical}")
    answer = send(client, *rows, **{rows[0]: 30_000, rows[1]: 50_000})
    assert answer["Location"] == "/daily/?declared=1", text_of(answer)
    assert declared(who) == {
        PENSION: (30_000, "DECLARED"),
        SUPPLEMENTARY: (50_000, "DECLARED"),
        MEDICAL: (40_000, "DECLARED"),
    }
    page = client.get(answer["Location"])
    assert text_of(page).count("申报成功") == 4
    assert 'type="checkbox"' not in html_of(page)


def test_what_the_agency_has_assessed_is_declared_beside_it() -> None:
    client, who = signed_in()
    changed(MEDICAL, group="32")
    subsidised: dict[str, Any] = {
        "standard_fen": 160_000,
        "subsidies": (("01", 90_000), ("03", 10_000)),
    }
    back, special = assessed(PENSION), assessed(MEDICAL, kind="41", **subsidised)
    page = text_of(client.get(FORM))
    subsidies = "财政资助 ￥900.00 村集体资助 ￥100.00 个人应缴 ￥600.00 利息 ￥9.00"
    assert f"缴费标准 ￥1,600.00 {subsidies}" in page
    assert "补缴以前年度 2024年" in page
    assert "本金 ￥600.00" in page
    assert "利息 ￥9.00" in page
    assert "太原市小店区社会保险中心" in page
    assert send(client, str(back), str(special)).status_code == 302
    assert declared(who) == {PENSION: (60_900, "DECLARED"), MEDICAL: (60_900, "DECLARED")}


def test_the_same_form_twice_is_once_and_another_fails_with_the_reason() -> None:
    client, who = signed_in()
    row = f"tier{who.pension}"
    page, other = client.get(FORM), client.get(FORM)
    answers = [send(client, row, page=page, **{row: 30_000}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    changed_since = send(client, row, page=page, **{row: 50_000})
    assert "页面上的内容已经过时，这次没有办理。" in text_of(changed_since)
    late = send(client, row, page=other, **{row: 50_000})
    assert "申报失败" in text_of(late)
    assert "2026年度已经申报，缴费金额没有更改。" in text_of(late)
    assert declared(who) == {PENSION: (30_000, "DECLARED")}
    assert len(declarations(who.payer_id)) == 1


def test_one_row_fails_and_the_other_does_not() -> None:
    client, who = signed_in()
    page = client.get(FORM)
    changed(PENSION, status="2")
    rows = (f"tier{who.pension}", f"tier{who.supplementary}")
    answer = send(client, *rows, page=page, **{rows[0]: 30_000, rows[1]: 50_000})
    said = text_of(answer)
    assert "1 条申报成功，1 条申报失败，原因见申报结果。" in said
    assert "这条参保登记在2026年度不能正常缴费。请联系参保地社保经办机构" in said
    assert declared(who) == {SUPPLEMENTARY: (50_000, "DECLARED")}


def test_a_reason_names_the_agency_of_its_insurance() -> None:
    client, who = signed_in()
    page = client.get(FORM)
    changed(MEDICAL, status="2", group="20")
    said = text_of(send(client, f"year2027of{who.medical}", page=page))
    assert "请联系参保地医保经办机构" in said


def test_an_amount_that_changed_meanwhile_is_not_declared() -> None:
    client, who = signed_in()
    page = client.get(FORM)
    changed(MEDICAL, group="31")
    said = text_of(send(client, f"year2027of{who.medical}", page=page))
    assert "申报失败" in said
    assert "应缴费额由医保经办机构核定" in said
    assert declared(who) == {}


def test_on_the_twenty_sixth_nothing_is_declared_and_the_page_says_when() -> None:
    client, who = signed_in()
    page = client.get(FORM)
    back = assessed(PENSION)
    move_business_date(date(2026, 11, 26))
    row = f"tier{who.pension}"
    late = text_of(send(client, row, page=page, **{row: 30_000}))
    assert "办理时间为每月1日至25日（节假日不顺延）" in late
    assert "请自2026年12月1日起办理。" in late
    assert declared(who) == {}
    assert {one.id for one in payables(who.payer_id)} == {back}, "no tier is left chosen"
    now = client.get(FORM)
    assert "今天不能申报" in text_of(now)
    assert "报表申报</button>" not in html_of(now)
    move_business_date(date(2026, 12, 1))
    assert send(client, row, **{row: 30_000}).status_code == 302


def test_nothing_ticked_or_no_tier_chosen_declares_nothing() -> None:
    client, who = signed_in()
    assert "请先勾选要申报的险种" in text_of(send(client))
    rows = (f"tier{who.pension}", f"year2027of{who.medical}")
    assert "请选择缴费档次。" in text_of(send(client, *rows))
    assert declared(who) == {}


def test_a_tier_of_the_other_pension_is_refused_in_its_row() -> None:
    client, who = signed_in()
    row = f"tier{who.supplementary}"
    said = text_of(send(client, row, **{row: 30_000}))
    assert "￥300.00 不是2026年度可以选择的缴费金额。" in said
    assert declared(who) == {}


@pytest.mark.parametrize(
    ("row", "status"),
    [
        ("tier999999", 404),
        ("tier", 404),
        ("tier-1", 404),
        ("tier" + "9" * 40, 404),
        ("tier１２", 404),
        ("year9999of{medical}", 404),
        ("year0000of{medical}", 404),
        ("year2027of{pension}", 404),
        ("tier{medical}", 404),
        ("99999999", 404),
        ("<b>", 404),
        ("", 404),
    ],
)
def test_a_row_that_is_nobodys_is_not_found(row: str, status: int) -> None:
    client, who = signed_in()
    name = row.format(medical=who.medical, pension=who.pension)
    answer = client.post(
        FORM,
        {
            "key": key_in(client.get(FORM)),
            "row": name,
            f"{name}-fen": "30000",
            "shown": f"{name}:1",
        },
    )
    assert answer.status_code == status, text_of(answer)
    assert declared(who) == {}


@pytest.mark.parametrize("fen", ["-1", "1e3", "３００", "9" * 40, "30000.0"])
def test_an_amount_that_is_none_is_refused(fen: str) -> None:
    client, who = signed_in()
    row = f"tier{who.pension}"
    page = client.get(FORM)
    answer = client.post(FORM, {"key": key_in(page), "row": row, f"{row}-fen": fen})
    assert answer.status_code == 400, text_of(answer)


def test_whose_agency_has_delivered_nothing_is_told_so() -> None:
    client, _who = signed_in(insured=(PENSION,))
    page = text_of(client.get(FORM))
    assert page.count("没有收到参保登记。") == 2
    assert "请先到医保经办机构办理，信息传递到税务机关后才能缴费，咨询电话 12393。" in page
    assert "当年新增、变更、转移参保登记的" in page


def test_special_groups_are_sent_to_their_agency() -> None:
    client, _who = signed_in(group="32")
    page = text_of(client.get(FORM))
    assert "应缴费额由医保经办机构核定，请选择“特殊人群”" in page
    assert "没有核定的应缴信息。特殊人群或补缴请先到医保经办机构核定" in page


def test_a_suspended_pension_cannot_be_ticked() -> None:
    client, who = signed_in()
    changed(PENSION, status="2")
    page = client.get(FORM)
    assert "参保登记的状态为“暂停参保”，不能申报。" in text_of(page)
    assert f'value="tier{who.pension}"' not in html_of(page)


def test_a_year_that_the_agency_settled_is_shown_as_settled() -> None:
    client, who = signed_in(group="32")
    told: dict[str, Any] = {"standard_fen": 160_000, "subsidies": (("01", 100_000),)}
    flat = assessed(MEDICAL, year=2027, kind=FLAT_KIND, **told)
    changed(MEDICAL, group="20")
    row = f'value="year2027of{who.medical}"'
    page = client.get(FORM)
    assert row not in html_of(page)
    assert "这一年度的应缴费额已由医保经办机构核定，请在“特殊人群”中申报。" in text_of(page)
    Payable.objects.filter(id=flat).update(state="SETTLED")
    page = client.get(FORM)
    assert row not in html_of(page)
    assert "已缴款。" in text_of(page)
    assert "财政资助 ￥1,000.00 个人应缴 ￥600.00 利息 ￥9.00" in text_of(page)
    assert "￥609.00" in text_of(page)


def test_the_days_of_the_month_are_those_of_the_place_of_the_enrolment() -> None:
    client, who = signed_in(insured=(PENSION,))
    agency, number = "1101110000000001", "P0009001"
    record_person(replace(delivered(SOCIAL), agency_code=agency, personal_no=number))
    there = an_enrolment(PENSION, region="110111", tax_office="11101110000")
    row = record_enrolment(replace(there, agency_code=agency, personal_no=number))
    move_business_date(date(2026, 11, 26))
    page = client.get(FORM)
    assert f'value="tier{row}"' in html_of(page)
    assert f'value="tier{who.pension}"' not in html_of(page)
    assert "请自2026年12月1日起办理。" in text_of(page)
    assert "今天不能申报" not in text_of(page)
    answer = send(client, f"tier{row}", **{f"tier{row}": 100_000})
    assert answer.status_code == 302, text_of(answer)
    paying = text_of(client.get("/daily/paying/", {"fetch": "1"}))
    assert "￥1,000.00" in paying
    assert "今天不能缴款" not in paying
    assert "缴款</button>" in html_of(client.get("/daily/paying/", {"fetch": "1"}))
