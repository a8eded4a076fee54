"""9101: the network's work date."""

from datetime import date

import pytest

from openlevy.treasury.queries import work_date
from openlevy.treasury.services import move_work_date

pytestmark = pytest.mark.django_db


def test_it_is_not_known_before_the_network_announces_it() -> None:
    assert work_date() is None


def test_an_older_one_that_comes_late_changes_nothing() -> None:
    move_work_date(date(2026, 11, 20))
    move_work_date(date(2026, 11, 23))
    move_work_date(date(2026, 11, 21))
    assert work_date() == date(2026, 11, 23)
