"""Who is subsidised is poor: whoever pays for them on Shanxi's form sees the amount, and not of
what it is left."""

import pytest

from openlevy.assessment.models import Payable
from openlevy.portals.payer.tests.conftest import text_of
from openlevy.portals.payer.tests.test_shanxi_declares_on_one_form import signed_in
from openlevy.portals.payer.tests.test_shanxi_pays_for_the_family import PAYING, added, send
from openlevy.portals.shared.tests.shanxi_people import MEDICAL, a_relative, assessed

pytestmark = pytest.mark.django_db(transaction=True)

HELPED = ("资助", "缴费标准", "贫困", "个人应缴")


def test_before_and_after_it_is_declared_and_paid() -> None:
    client, _who = signed_in()
    mother = a_relative("田秀英", MEDICAL, group="33")
    number = assessed(
        MEDICAL, kind="41", year=2027, personal_no="H0000501", standard_fen=160_000,
        subsidies=(("01", 100_000),),
    )  # fmt: skip
    address = added(client, mother)
    seen = [text_of(client.get(address))]
    assert send(client, address, str(number)).status_code == 302
    seen += [text_of(client.get(page)) for page in (address, PAYING + "?fetch=1")]
    assert all("￥609.00" in said for said in seen)
    Payable.objects.filter(id=number).update(state="SETTLED")
    for said in [*seen, text_of(client.get(address))]:
        assert not any(one in said for one in HELPED), said
