"""D3 in shanxi: a year gone by, which two officers have opened again, is a row of the one form."""

import re

import pytest

from tests.journeys import steps
from tests.journeys.crowd import Account
from tests.journeys.officer import OfficerClient
from tests.journeys.screen import Screen
from tests.journeys.town import Town

FORM, BASIC = "城乡居民社会保险费日常申报表", "城乡居民基本养老保险"


@pytest.mark.row("D3", "L4", "D12")
def test_the_message_leads_to_the_row_and_the_year_is_paid(screen: Screen, town: Town) -> None:
    gone_by = town.open_in_shanxi() - 1
    person = town.somebody_of("shanxi")
    row = f"{gone_by}年（缴费期已重新开放）"
    screen.sign_in(person)
    steps.in_shanxi(screen, FORM).see(BASIC).see_not(row)
    number = _reopened(town, person, gone_by)

    screen.press("消息").press("缴费期已重新开放").see("重新开放的缴费期")
    screen.press(f"{BASIC} {gone_by}年度").see(row)
    screen.choose(f"缴费档次 {BASIC} {row}", "￥200.00").press("报表申报").see("申报成功。")
    steps.in_shanxi(screen, "费款缴纳").press("获取缴款信息").press("缴款")
    order = steps.pay(screen)
    screen.until("缴款成功").see("￥200.00")
    assert town.taken_from(person) == 20_000
    assert town.orders(person) == [(order, "CONFIRMED")]
    assert town.story("assessment_reopening", number) == ["confirm PROPOSED>CONFIRMED"]


def _reopened(town: Town, person: Account, year: int) -> str:
    """One officer proposes it until today, another confirms; the case."""
    office, payer = person["enrolments"][0]["tax_office"], town.payer_of(person)
    window, review = (
        OfficerClient(town.url, town.post(role, office)).sign_in() for role in ("WINDOW", "REVIEW")
    )
    enrolment = town.count(
        "SELECT id FROM parties_enrolment WHERE payer_id = %s AND levy_item = '10210'", payer
    )
    address = f"/officer/reopenings/new/{payer}/"
    told = (
        window.open(address)
        .form("what")
        .filled(what=f"{enrolment}:{year}", until=f"{town.today():%Y-%m-%d}", reason="住院")
    )
    found = re.search(r"/reopenings/(\d+)/$", window.send(address, told).location)
    assert found
    case = f"/officer/reopenings/{found[1]}/"
    answer = review.send(case, review.open(case).form("note").filled(action="confirm"))
    assert answer.status == 302, answer.text
    return found[1]
