"""D3 in shanxi: what officers have opened again is a row of the one form, on its days whatever the
days of the month are, and the message leads to it."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from openlevy.access.tests.officers import an_officer
from openlevy.assessment.services import Proposal, confirm_reopening, propose_reopening
from openlevy.declaration.queries import declarations
from openlevy.kernel.flow import Role
from openlevy.portals.payer.tests.conftest import html_of, text_of
from openlevy.portals.payer.tests.test_shanxi_declares_on_one_form import FORM, send, signed_in
from openlevy.portals.shared.tests.shanxi_people import OFFICE, ShanxiPayer
from openlevy.reference.services import move_business_date

pytestmark = pytest.mark.django_db(transaction=True)
TODAY, UNTIL = date(2026, 11, 27), date(2026, 11, 29)


def reopened(who: ShanxiPayer, enrolment: int, year: int) -> None:
    window = an_officer(Role.WINDOW, OFFICE)
    review = an_officer(Role.REVIEW, OFFICE)
    told = Proposal(who.payer_id, enrolment, year, UNTIL, "住院")
    number = propose_reopening(told, officer=window.actor, request_key=uuid4(), today=TODAY)
    confirm_reopening(number, officer=review.actor, today=TODAY)


@pytest.mark.parametrize("insurance", ["pension", "supplementary"])
def test_a_year_gone_by_is_declared_in_a_row_of_its_own(insurance: str) -> None:
    client, who = signed_in()
    move_business_date(TODAY)
    enrolment = getattr(who, insurance)
    reopened(who, enrolment, 2025)
    assert "今天不能申报" not in text_of(client.get(FORM))
    assert "2025年（缴费期已重新开放）" in text_of(client.get(FORM))
    assert FORM in html_of(client.get(reverse("payer:opened")))
    home = client.get("/")
    assert "2025年度的缴费期已重新开放，到2026年11月29日为止，还没有选择缴费金额。" in text_of(home)
    assert f'class="btn" href="{FORM}"' in html_of(home)
    row = f"tier{enrolment}of2025"
    answer = send(client, row, **{row: 20_000})
    assert answer.status_code == 302, text_of(answer)
    [made] = declarations(who.payer_id)
    assert (made.enrolment_id, made.period_start.year, made.amount_fen) == (enrolment, 2025, 20_000)
    assert "今天不能缴款" not in text_of(client.get("/daily/paying/?fetch=1"))


def test_on_a_closed_day_this_year_is_declared_where_officers_say_so() -> None:
    client, who = signed_in()
    move_business_date(TODAY)
    reopened(who, who.pension, 2026)
    row, other = f"tier{who.pension}", f"tier{who.supplementary}"
    answer = send(client, row, other, **{row: 20_000, other: 20_000})
    assert [one.enrolment_id for one in declarations(who.payer_id)] == [who.pension]
    assert "请自2026年12月1日起办理" in text_of(answer)


@pytest.mark.parametrize("row", ["tier{0}of2024", "tier{0}of", "tier{0}of99999", "tier{0}of-1"])
def test_a_year_that_nobody_opened_stays_shut(row: str) -> None:
    client, who = signed_in()
    move_business_date(TODAY)
    reopened(who, who.pension, 2025)
    name = row.format(who.pension)
    send(client, name, **{name: 20_000})
    assert declarations(who.payer_id) == []
