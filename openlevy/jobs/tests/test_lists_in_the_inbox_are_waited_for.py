"""What a day's lists leave out is looked for only when every list that came has had its effect."""

from datetime import timedelta

import pytest
from django.utils import timezone

from openlevy.jobs.stations import STATIONS
from openlevy.messages.models import Incoming
from openlevy.messages.services import receive
from openlevy.parties.tests.people import TOMORROW, a_resident
from openlevy.payment.models import Order
from openlevy.payment.rules import Answer
from openlevy.payment.tests.paying import an_order, bank_says
from openlevy.reference.services import open_business_date
from openlevy.treasury.models import WorkDate
from openlevy.treasury.services import move_work_date
from openlevy.treasury.tests.lists import differences

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("topic", ["3122", "3126"])
def test_nothing_is_missing_while_a_list_waits(topic: str) -> None:
    open_business_date(TOMORROW + timedelta(days=1))
    bank_says(an_order(a_resident()), Answer.DONE)
    move_work_date(TOMORROW + timedelta(days=1))
    Order.objects.update(instructed_at=timezone.now() - timedelta(hours=2))
    WorkDate.objects.update(announced_at=timezone.now() - timedelta(hours=1))
    (station,) = [one for one in STATIONS if one.name == "compare-lists"]

    receive(party="treasury", message_key="late", topic=topic, wire=b"-")
    assert station.work() == 0
    assert differences() == []
    Incoming.objects.update(handled_at=timezone.now(), outcome="taken")
    assert station.work() == 1
    assert differences() == ["NOT_LISTED"]
