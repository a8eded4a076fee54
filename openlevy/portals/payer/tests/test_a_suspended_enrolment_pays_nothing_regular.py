"""What was set before an enrolment was suspended is seen, and not paid."""

from datetime import date

from django.urls import reverse

from openlevy.parties.services import EnrolmentDelivered, amend_enrolment
from openlevy.portals.payer.tests.conftest import Browser, text_of
from openlevy.portals.shared.tests.people import AGENCY, OFFICE


def _suspend(browser: Browser, status: str = "2", last: date | None = None) -> None:
    amend_enrolment(
        EnrolmentDelivered(
            AGENCY, "P0000001", "10210", "102100100", OFFICE[1:7], "窦店镇", "下坡店村", OFFICE,
            "00", status, date(2012, 1, 1), last, None,
        )
    )  # fmt: skip


def test_the_amount_of_a_suspended_enrolment_is_seen_and_not_offered(browser: Browser) -> None:
    address = reverse("payer:amount_enrolment", args=[browser.who.enrolment_id])
    assert browser.send(address, tier="200000").status_code == 302
    page = reverse("payer:payment_regular", args=[browser.who.enrolment_id])
    source = browser.client.get(page).content.decode()
    due = source.split('name="due" value="')[1].split('"')[0]
    _suspend(browser)
    response = browser.client.get(page)
    assert f'name="due" value="{due}" disabled' in response.content.decode()
    assert "暂停参保" in text_of(response)
    assert "本年度不能正常缴费。如需恢复参保，请联系参保地社保经办机构" in text_of(response)
    assert ">提交<" not in response.content.decode()

    forced = browser.client.post(page, {"key": "0" * 32, "due": due, "shown": f"{due}:200000"})
    assert forced.status_code == 409
    said = text_of(forced)
    assert "这条参保登记已暂停或终止参保，2026年度不能正常缴费，这次没有申报。" in said
    assert "12333" in said


def test_an_active_enrolment_of_other_years_is_not_called_suspended(browser: Browser) -> None:
    address = reverse("payer:amount_enrolment", args=[browser.who.enrolment_id])
    assert browser.send(address, tier="200000").status_code == 302
    page = reverse("payer:payment_regular", args=[browser.who.enrolment_id])
    due = browser.client.get(page).content.decode().split('name="due" value="')[1].split('"')[0]
    _suspend(browser, "1", date(2025, 12, 1))
    assert "不在参保期内" in text_of(browser.client.get(page))
    assert "不在参保期内" in text_of(browser.client.get(address))
    forced = browser.client.post(page, {"key": "0" * 32, "due": due, "shown": f"{due}:200000"})
    assert forced.status_code == 409
    assert "这条参保登记的参保时间不含2026年度，不能正常缴费，这次没有申报。" in text_of(forced)
