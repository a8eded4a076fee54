"""C5: what is paid on Saturday 21 November is expected on the third to the fifth working day after
it; a day that is over is no longer expected."""

from datetime import date

import pytest

from openlevy.portals.payer import proving
from openlevy.portals.payer.tests.conftest import Browser
from openlevy.portals.payer.tests.test_a_resident_pays_the_year import order_of, pay
from openlevy.portals.shared.tests.people import bank_answers, treasury_receives
from openlevy.reference.services import move_business_date

PAID = date(2026, 11, 21)
LATE = "入库比预计的时间晚，请拨打 12366 咨询"


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (PAID, "预计2026年11月25日至2026年11月27日入库"),
        (date(2026, 11, 25), "预计2026年11月25日至2026年11月27日入库"),
        (date(2026, 11, 26), "预计最晚2026年11月27日入库"),
        (date(2026, 11, 27), "预计最晚2026年11月27日入库"),
        (date(2026, 11, 28), LATE),
        (date(2027, 5, 1), LATE),
    ],
)
def test_only_days_to_come_are_expected(today: date, said: str) -> None:
    assert proving.expected("beijing", PAID, today) == said


def test_every_page_says_that_it_is_late(browser: Browser) -> None:
    order = order_of(pay(browser))
    bank_answers(order, "90000")
    year = "?start=2026-01-01&end=2026-12-31"
    pages = [
        ("outcome", [order], ""),
        ("payment_record", [order], ""),
        ("record_printing", [], year),
    ]
    for name, args, query in pages:
        assert "预计" in browser.open(name, *args, query=query), name
    move_business_date(date(2026, 12, 28))
    for name, args, query in pages:
        said = browser.open(name, *args, query=query)
        assert LATE in said, name
        assert "预计2026" not in said, name
    treasury_receives(order)
    for name, args, query in pages:
        assert LATE not in browser.open(name, *args, query=query), name
