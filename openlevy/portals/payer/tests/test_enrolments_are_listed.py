"""我的: what one is enrolled in, whichever agency keeps it."""

from openlevy.portals.payer.tests.conftest import Browser
from openlevy.portals.shared.tests.people import a_medical_enrolment


def test_medical_insurance_stands_beside_the_pension_with_its_group_and_agency(
    browser: Browser,
) -> None:
    assert "城乡居民基本医疗保险" not in browser.open("me")
    a_medical_enrolment(browser.who, group="11")
    said = browser.open("me")
    assert said.index("城乡居民基本养老保险") < said.index("城乡居民基本医疗保险")
    assert "参保人员类别 城乡老年人" in said
    assert "医保经办机构 北京市房山区医疗保险事务管理中心" in said
    assert "社保经办机构（电话 12333）或医保经办机构（电话 12393）" in said


def test_a_group_that_the_data_have_lost_is_shown_by_its_code(browser: Browser) -> None:
    a_medical_enrolment(browser.who, group="77")
    assert "参保人员类别 77" in browser.open("me")


def test_each_insurance_offers_its_own_alone(browser: Browser) -> None:
    a_medical_enrolment(browser.who)
    assert "医疗保险" not in browser.open("payment_enrolments")
    assert "养老保险" not in browser.open("medical_payment_enrolments")
