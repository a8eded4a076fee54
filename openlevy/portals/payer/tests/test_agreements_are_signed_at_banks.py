"""缴费协议 in a place whose residents sign at a cooperating bank (S3 ch3)."""

from dataclasses import dataclass, replace

import pytest
from django.test import Client
from django.urls import reverse

from openlevy.access.services import register
from openlevy.assessment.tests.amounts import a_regular
from openlevy.declaration.tests.declaring import declare
from openlevy.parties.queries import id_number
from openlevy.parties.services import record_enrolment, record_person
from openlevy.parties.tests.people import Resident, a_person, a_resident, an_enrolment
from openlevy.payment.queries import agreements
from openlevy.payment.tests.at_the_bank import ITS_BRANCH, bank_tells, ending, signing, somebody
from openlevy.portals.payer.tests.conftest import Browser, html_of, text_of
from openlevy.portals.shared.tests.people import OFFICE, PASSWORD, next_day, open_books
from openlevy.reference.queries import business_date

WHERE = "请本人到协作银行柜台办理，或使用该银行的 APP 办理"
BANKS = "中国工商银行、中国农业银行、中国建设银行、晋商银行、山西省农村信用社"


@dataclass
class Visitor:
    """A resident of 太原市小店区 who has signed in with Shanxi."""

    client: Client
    who: Resident

    def open(self, name: str, *args: object, query: str = "") -> str:
        response = self.client.get(reverse(f"payer:{name}", args=args) + query)
        assert response.status_code == 200, text_of(response)
        return text_of(response)


def _visitor(who: Resident, jurisdiction: str, login: str) -> Visitor:
    register(
        username=login,
        id_type="201",
        id_no=id_number(who.payer_id),
        phone="13900000001",
        password=PASSWORD,
        display_name="石桂兰",
        payer_id=who.payer_id,
        jurisdiction=jurisdiction,
    )
    client = Client()
    response = client.post("/sign-in", {"login": login, "password": PASSWORD})
    assert response.status_code == 302, text_of(response)
    return Visitor(client, who)


@pytest.fixture
def visitor(transactional_db: None) -> Visitor:
    open_books()
    return _visitor(somebody(), "shanxi", "shanxi_0001")


def _also_in_beijing(who: Resident) -> None:
    person = a_person(id_no=id_number(who.payer_id))
    assert record_person(person) == who.payer_id
    record_enrolment(an_enrolment(person))


def test_without_one_the_page_says_where_to_sign_and_offers_nothing_else(
    visitor: Visitor,
) -> None:
    page = visitor.open("agreements")
    assert "还没有缴费协议" in page
    assert WHERE in page
    assert "次日起可以用于缴费" in page
    assert f"协作银行： {BANKS} 示例" in page
    assert "电话 12366" in page
    assert "新增协议" not in page


def test_what_the_bank_tells_is_listed_and_ended_there(visitor: Visitor) -> None:
    told = signing(visitor.who)
    bank_tells(told)
    page = visitor.open("agreements")
    assert "中国工商银行股份有限公司太原小店支行" in page
    assert "验证成功（2026年11月21日起生效）" in page
    assert "签订方式 两方协议，在银行签订" in page
    assert "如需解除，请到该银行的柜台" in page
    assert WHERE in page
    next_day()
    page = visitor.open("agreements")
    assert "验证成功（生效）" in page
    assert "撤销" not in page
    bank_tells(ending(told), business_date())
    page = visitor.open("agreements")
    assert "已撤销" in page
    assert "解除日期" in page
    assert "如需解除" not in page


def test_the_number_of_the_account_is_on_no_page(visitor: Visitor) -> None:
    told = signing(visitor.who)
    bank_tells(told)
    source = html_of(visitor.client.get(reverse("payer:agreements")))
    assert told.bank_account not in source
    assert told.bank_account[-4:] in source


def test_it_cannot_be_revoked_here_whatever_is_sent(visitor: Visitor) -> None:
    bank_tells(signing(visitor.who))
    (row,) = agreements(visitor.who.payer_id)
    address = reverse("payer:agreement_revocation", args=[row.id])
    for response in (visitor.client.get(address), visitor.client.post(address)):
        assert response.status_code == 409
        assert "请到中国工商银行股份有限公司太原小店支行的柜台" in text_of(response)
    assert agreements(visitor.who.payer_id)[0].state == "VERIFIED"


@pytest.mark.parametrize("send", [False, True])
def test_nobody_signs_on_the_page_by_its_address(visitor: Visitor, send: bool) -> None:
    address = reverse("payer:agreement_new")
    form = {"tax_office": visitor.who.tax_office, "bank": "102161091014", "key": "0" * 32}
    sent = {**form, "bank_account": "6222000200112299881"}
    response = visitor.client.post(address, sent) if send else visitor.client.get(address)
    assert response.status_code == 409
    assert "山西省的缴费协议在协作银行签订" in text_of(response)
    assert agreements(visitor.who.payer_id) == []


def test_whoever_is_enrolled_in_beijing_too_signs_that_one_on_the_page(visitor: Visitor) -> None:
    _also_in_beijing(visitor.who)
    page = visitor.open("agreements")
    assert WHERE in page
    assert "新增协议" in page
    source = html_of(visitor.client.get(reverse("payer:agreement_new")))
    assert f'value="{OFFICE}"' in source
    assert f'value="{visitor.who.tax_office}"' not in source


def test_in_beijing_nothing_of_it_is_said(browser: Browser) -> None:
    page = browser.open("agreements")
    assert WHERE not in page
    assert "新增协议" in page


def _checkout(visitor: Visitor) -> str:
    [declaration] = declare(visitor.who, a_regular(visitor.who))
    return visitor.open("pay_agreement", query=f"?declaration={declaration}")


def test_at_the_checkout_it_is_said_too(visitor: Visitor) -> None:
    page = _checkout(visitor)
    assert "没有可用的缴费协议" in page
    assert "国家税务总局太原市小店区税务局" in page
    assert WHERE in page
    assert "新增协议" not in page


def test_one_that_counts_tomorrow_is_shown_with_its_day(visitor: Visitor) -> None:
    bank_tells(signing(visitor.who))
    page = _checkout(visitor)
    assert "该协议自2026年11月21日起生效，届时可用" in page
    assert WHERE in page
    assert "新增协议" not in page


def test_one_that_counts_pays(visitor: Visitor) -> None:
    bank_tells(signing(visitor.who))
    next_day()
    page = _checkout(visitor)
    assert WHERE not in page
    assert "确认缴费" in page


def test_whoever_signed_in_with_beijing_is_told_where_shanxi_signs(transactional_db: None) -> None:
    open_books()
    who = a_resident(region="140105")
    page = _checkout(_visitor(who, "beijing", "beijing_0001"))
    assert WHERE in page
    assert "新增协议" not in page


def test_its_beginning_and_end_are_news(visitor: Visitor) -> None:
    told = signing(visitor.who)
    bank_tells(told)
    bank_tells(ending(told))
    page = visitor.open("messages")
    assert "协议签订成功" in page
    assert "协议已在银行解除" in page


def test_the_page_of_one_signed_at_the_bank_has_its_day(visitor: Visitor) -> None:
    bank_tells(signing(visitor.who))
    (row,) = agreements(visitor.who.payer_id)
    assert "该协议自2026年11月21日起生效" in visitor.open("agreement_signed", row.id)


def test_a_refused_one_is_not_listed(visitor: Visitor) -> None:
    assert bank_tells(replace(signing(visitor.who), open_bank=ITS_BRANCH)) is not None
    assert "还没有缴费协议" in visitor.open("agreements")


def test_the_menu_does_not_promise_to_sign(visitor: Visitor) -> None:
    page = visitor.open("agreement_services")
    assert "了解在哪里签订和解除" in page
    assert "新增、查看或撤销协议" not in page
