"""Outside the days of the month, and when the collection is over, the first page says so where the
button would be, with no further question to the database (finding of 28 November)."""

from datetime import date

import pytest

from openlevy.declaration.services import remind
from openlevy.portals.payer.tests.conftest import html_of, text_of
from openlevy.portals.payer.tests.test_shanxi_declares_on_one_form import send, signed_in
from openlevy.portals.payer.tests.test_what_officers_reopened_is_on_shanxis_form import reopened
from openlevy.reference.services import move_business_date
from openlevy.statements.tests.counting import counted

pytestmark = pytest.mark.django_db(transaction=True)

OUTSIDE, OVER = date(2026, 11, 27), date(2026, 12, 26)
OPENS = "办理时间为每月1日至25日（节假日不顺延），请自2026年12月1日起办理。"
FORM, PAYING = 'class="btn" href="/daily/"', 'class="btn" href="/daily/paying/?fetch=1"'
NOT_DECLARED = "2026年度的养老保险费还没有申报。"
ENDED = NOT_DECLARED + "缴费期到2026年12月25日为止，已经结束。"

USER_ENROLMENTS_PAYABLES_REMINDERS = 4


def test_on_a_closed_day_nothing_is_offered_and_the_next_day_is_named() -> None:
    client, who = signed_in()
    row = f"tier{who.pension}"
    assert FORM in html_of(client.get("/"))
    move_business_date(OUTSIDE)
    client.get("/")
    with counted() as sent:
        home = client.get("/")
    assert len(sent) <= USER_ENROLMENTS_PAYABLES_REMINDERS, sent
    assert "￥400.00" in text_of(home)
    assert text_of(home).count(OPENS) == 1
    assert NOT_DECLARED in text_of(home)
    assert FORM not in html_of(home)
    move_business_date(date(2026, 12, 1))
    assert FORM in html_of(client.get("/"))
    assert send(client, row, **{row: 30_000}).status_code == 302
    assert PAYING in html_of(client.get("/"))
    move_business_date(OVER)
    assert PAYING not in html_of(client.get("/"))


def test_what_is_declared_waits_for_its_days() -> None:
    client, who = signed_in()
    row = f"tier{who.pension}"
    assert send(client, row, f"year2027of{who.medical}", **{row: 30_000}).status_code == 302
    move_business_date(OUTSIDE)
    home = client.get("/")
    assert f"等 2 笔 {OPENS}" in text_of(home)
    assert PAYING not in html_of(home)


def test_when_the_collection_is_over_no_day_is_named() -> None:
    client, _who = signed_in()
    move_business_date(OVER)
    home = client.get("/")
    assert ENDED in text_of(home)
    assert "起办理" not in text_of(home)
    assert FORM not in html_of(home)


def test_what_officers_have_opened_is_offered_on_any_day() -> None:
    client, who = signed_in()
    move_business_date(OUTSIDE)
    reopened(who, who.pension, 2026)
    assert FORM in html_of(client.get("/"))


def test_a_reminder_on_a_closed_day_leads_to_nothing() -> None:
    client, _who = signed_in()
    move_business_date(date(2026, 11, 25))
    assert remind(today=date(2026, 11, 25), most=200)
    assert "去缴费" in text_of(client.get("/"))
    move_business_date(OUTSIDE)
    home = text_of(client.get("/"))
    assert "还没有缴费，缴费期到2026年12月25日为止。" in home
    assert home.count(OPENS) == 1, "why is said once, however many it keeps from being paid"
    assert "去缴费" not in home
