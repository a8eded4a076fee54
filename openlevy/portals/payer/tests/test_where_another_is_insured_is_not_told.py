"""A year that somebody has declared under another enrolment of theirs: whoever pays for them learns
that it is, and neither the office nor the agency; also where the page was open before."""

from datetime import date
from uuid import uuid4

import pytest

from openlevy.assessment.services import assess_flat, set_amount
from openlevy.declaration.services import draw_up
from openlevy.history.services import Actor
from openlevy.kernel.flow import Role
from openlevy.parties.services import (
    EnrolmentDelivered,
    PersonDelivered,
    amend_enrolment,
    record_enrolment,
    record_person,
)
from openlevy.portals.payer.tests.conftest import Browser, html_of, key_in, shown_in, text_of
from openlevy.portals.payer.tests.test_medical_is_paid_for_others import amounts
from openlevy.portals.payer.tests.test_shanxi_declares_on_one_form import signed_in
from openlevy.portals.payer.tests.test_shanxi_pays_for_the_family import added, send
from openlevy.portals.shared.tests.people import HEALTHCARE, OFFICE, TODAY, a_child
from openlevy.portals.shared.tests.shanxi_people import PENSION, a_relative


def _delivered_in_chaoyang(name: str, id_no: str, item: str) -> int:
    medical = item == "10212"
    agency = "1101050000000002" if medical else "1101050000000001"
    told = (agency, "E0000001", name, "", "201", id_no, "2", date(1950, 3, 1), "156", "")
    record_person(PersonDelivered(*told))
    return record_enrolment(
        EnrolmentDelivered(
            agency, "E0000001", item, "102120001" if medical else "102100100", "110105",
            "甲街道", "甲社区", "11101050000", "12" if medical else "00", "1", date(2018, 1, 1),
            None, None,
        )
    )  # fmt: skip


def _declares(payer_id: int, payable: int) -> None:
    draw_up(
        payer_id=payer_id,
        payable_ids=[payable],
        channel="counter",
        actor=Actor(Role.PAYER),
        request_key=uuid4(),
        today=TODAY,
    )


def _names_nobody(page: str) -> bool:
    return not any(one in page for one in ("税务局", "11101050000", "管理中心"))


def test_of_medical_insurance(browser: Browser) -> None:
    child = a_child()
    address = amounts(browser, child)
    there = _delivered_in_chaoyang(child.name, child.id_no, "10212")
    page = browser.client.get(address)
    made = assess_flat(payer_id=child.payer_id, enrolment_id=there, year=2027, today=TODAY)
    _declares(child.payer_id, made)
    sent = {"key": key_in(page), "shown": shown_in(page), "due": "year2027"}
    refused = browser.client.post(address, sent)
    assert refused.status_code == 409
    assert "2027年度的费款已经申报或缴纳" in text_of(refused)
    assert _names_nobody(html_of(refused)), text_of(refused)
    assert "朝阳区" not in html_of(refused) + html_of(browser.client.get(address))


def test_of_a_group_that_the_agency_assesses(browser: Browser) -> None:
    """The page says nothing of the group; no more does the answer to who asks all the same."""
    child = a_child()
    address = amounts(browser, child)
    page = browser.client.get(address)
    amend_enrolment(
        EnrolmentDelivered(
            HEALTHCARE, "C0000077", "10212", "102120001", OFFICE[1:7], "窦店镇", "下坡店村", OFFICE,
            "32", "1", date(2018, 1, 1), None, None,
        )
    )  # fmt: skip
    sent = {"key": key_in(page), "shown": shown_in(page), "due": "year2027"}
    refused = browser.client.post(address, sent)
    assert refused.status_code == 409
    assert "现在没有需要缴纳的费款" in text_of(refused)
    assert "核定" not in text_of(refused)


@pytest.mark.django_db(transaction=True)
def test_of_the_pension_on_shanxis_form() -> None:
    client, _ = signed_in()
    mother = a_relative("田秀英")
    address, row = added(client, mother), mother.row(PENSION)
    there = _delivered_in_chaoyang(mother.name, mother.id_no, PENSION)
    page = client.get(address)
    made = set_amount(
        payer_id=mother.payer_id,
        enrolment_id=there,
        year=TODAY.year,
        tier_fen=100_000,
        actor=Actor(Role.PAYER),
        today=TODAY,
    )
    _declares(mother.payer_id, made)
    refused = send(client, address, row, page=page, **{row: 30_000})
    # The form offers every place of theirs to choose from, and says of none who keeps them there.
    assert "2026年度的费款已经申报或缴纳" in text_of(refused)
    assert _names_nobody(html_of(refused)), text_of(refused)
