"""S0 2.2, 补充说明 2: 参保年度默认是当前城乡医保缴费年度, as 2024 is from 2023-09-01 to 2024-08-31.
So the year 2026 is paid until 2026-08-31, Beijing time, and covers January to December."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from openlevy.access.tests.officers import Post, an_officer
from openlevy.assessment.queries import payables
from openlevy.assessment.services import Proposal, confirm_reopening, propose_reopening
from openlevy.declaration.queries import declarations
from openlevy.kernel.flow import Role
from openlevy.payment import queries
from openlevy.payment.rules import Answer
from openlevy.payment.services import Answered, TradeKey, answer_arrived
from openlevy.portals.payer.tests.conftest import html_of, key_in, shown_in, text_of
from openlevy.portals.payer.tests.test_a_resident_pays_the_year import order_of
from openlevy.portals.shared.tests.hubei_people import (
    LOGIN,
    OFFICE,
    HubeiPayer,
    a_hubei_payer,
    an_agreement,
)
from openlevy.portals.shared.tests.people import PASSWORD, treasury_receives
from openlevy.privacy.services import ensure_keys
from openlevy.reference.services import follow_calendar

LAST_SECOND = datetime(2026, 8, 31, 15, 59, 59, tzinfo=UTC)
"""23:59:59 in Beijing."""
MIDNIGHT = datetime(2026, 8, 31, 16, tzinfo=UTC)
"""The first of September there, while London has eight hours of August left."""
FIRST = date(2026, 9, 1)


@dataclass
class Resident:
    """Who has the page of medical insurance open, and an agreement in effect."""

    client: Client
    who: HubeiPayer
    agreement: int

    @property
    def page(self) -> str:
        return reverse("payer:medical_payment_amounts", args=[self.who.medical])

    def reads(self) -> str:
        return text_of(self.client.get(self.page))

    def sends(self, *years: int, fen: int = 40_000) -> Any:
        shown = [f"year{year}:{fen}" for year in years]
        due = [f"year{year}" for year in years]
        return self.client.post(self.page, {"key": uuid4().hex, "shown": shown, "due": due})


@pytest.fixture
def resident(transactional_db: None) -> Resident:
    """On the last second of August."""
    ensure_keys()
    follow_calendar(datetime(2026, 8, 29, tzinfo=UTC))
    who, client = a_hubei_payer(), Client()
    agreement = an_agreement(who, date(2026, 8, 29))
    follow_calendar(LAST_SECOND)
    assert client.post("/sign-in", {"login": LOGIN, "password": PASSWORD}).status_code == 302
    return Resident(client, who, agreement)


def test_the_year_turns_with_the_first_second_of_september(resident: Resident) -> None:
    said = resident.reads()
    assert "2026年度" in said
    assert "费款所属期 2026年 " in said
    assert "缴款期限 2026年8月31日" in said
    assert "城乡居民，每人每年 ￥400.00" in said
    assert "示例" in said
    assert "2027" not in said
    follow_calendar(MIDNIGHT)
    said = resident.reads()
    assert "2027年度" in said
    assert "费款所属期 2027年 " in said
    assert "缴款期限 2027年8月31日" in said
    assert "2026" not in said


@pytest.mark.parametrize(
    ("year", "first", "last"),
    [
        (2023, "2022年9月1日", "2023年8月31日"),
        (2026, "2025年9月1日", "2026年8月31日"),
        (2028, "2027年9月1日", "2028年8月31日"),
    ],
)
def test_a_year_that_is_not_open_is_refused_with_its_days(
    resident: Resident, year: int, first: str, last: str
) -> None:
    follow_calendar(MIDNIGHT)
    refused = resident.sends(year)
    assert refused.status_code == 409
    assert f"{year}年度的缴费期是{first}至{last}" in text_of(refused)
    assert resident.sends(2027, year, fen=40_000).status_code == 409, "not beside an open one"
    assert declarations(resident.who.payer_id) == []


def test_a_page_that_was_open_over_midnight_declares_nothing_of_the_old_year(
    resident: Resident,
) -> None:
    stale = resident.client.get(resident.page)
    form = {"key": key_in(stale), "shown": shown_in(stale), "due": "year2026"}
    follow_calendar(MIDNIGHT)
    assert resident.client.post(resident.page, form).status_code == 409
    assert payables(resident.who.payer_id) == []


def test_what_is_declared_in_august_is_not_paid_in_september(resident: Resident) -> None:
    method = resident.sends(2026)["Location"]
    address = method.replace("/method/", "/agreement/")
    key = key_in(resident.client.get(address))
    follow_calendar(MIDNIGHT)
    late = resident.client.post(address, {"key": key, "agreement": resident.agreement})
    assert late.status_code == 409
    assert "2026年8月31日" in text_of(late)
    assert "2027年度" in resident.reads()


def test_an_answer_that_comes_in_september_settles_what_august_paid(resident: Resident) -> None:
    """The year that was shown is the one in the lists and on the record: the days it covers."""
    client, payer_id = resident.client, resident.who.payer_id
    address = resident.sends(2026)["Location"].replace("/method/", "/agreement/")
    key = key_in(client.get(address))
    order = order_of(
        client.post(address, {"key": key, "agreement": resident.agreement})["Location"]
    )
    follow_calendar(MIDNIGHT)
    told = queries.debit(order)
    assert told.entrust_on == date(2026, 8, 31)
    by_key = TradeKey(told.tax_office, told.entrust_on, told.trade_no)
    answer_arrived(by_key, Answer.DONE, Answered("90000", "", date(2026, 8, 31)), today=FIRST)
    [row] = payables(payer_id, open_only=False)
    assert (row.state, row.period_start, row.period_end) == (
        "SETTLED", date(2026, 1, 1), date(2026, 12, 31)
    )  # fmt: skip
    said = resident.reads()
    assert "2027年度" in said
    assert "已缴费" not in said, "the new year is owed, the old one is not shown"
    listed = text_of(client.get(reverse("payer:medical_payments")))
    assert "城乡居民基本医疗保险费 2026年 " in listed
    treasury_receives(order)
    asked = reverse("payer:record_printing") + "?start=2026-01-01&end=2026-12-31"
    assert "费款所属期 2026年 " in text_of(client.get(asked))


def test_a_year_that_is_open_again_stands_behind_the_current_one(resident: Resident) -> None:
    follow_calendar(MIDNIGHT)
    window, review = (an_officer(role, OFFICE) for role in (Role.WINDOW, Role.REVIEW))
    _reopened(resident.who, window, review)
    source = html_of(resident.client.get(resident.page))
    assert source.index("year2027") < source.index("year2026")
    ticked = [box for box in source.split("<input") if "checkbox" in box and " checked" in box]
    assert len(ticked) == 1
    assert "year2027" in ticked[0]
    assert resident.sends(2026).status_code == 302


def _reopened(who: HubeiPayer, window: Post, review: Post) -> None:
    number = propose_reopening(
        Proposal(who.payer_id, who.medical, 2026, date(2026, 9, 20), "住院期间未能缴费"),
        officer=window.actor,
        request_key=uuid4(),
        today=FIRST,
    )
    confirm_reopening(number, officer=review.actor, today=FIRST)
