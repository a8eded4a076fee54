"""R7 on the one form: who is enrolled at two places for the same months is told that the year is
paid at one, and whom to ask; of another person no more than the rows say anyway."""

from dataclasses import replace

import pytest

from openlevy.parties.models import Person
from openlevy.parties.services import record_enrolment, record_person
from openlevy.portals.payer.tests.conftest import text_of
from openlevy.portals.payer.tests.test_shanxi_declares_on_one_form import FORM, send, signed_in
from openlevy.portals.payer.tests.test_shanxi_pays_for_the_family import added
from openlevy.portals.shared.tests.shanxi_people import (
    MEDICAL,
    PENSION,
    SOCIAL,
    a_relative,
    an_enrolment,
    delivered,
)

pytestmark = pytest.mark.django_db(transaction=True)
QINGXU, OFFICE, AGENCY = "140121", "11401210000", "1401210000000001"
SAID = (
    "在山西省太原市小店区、山西省太原市清徐县同时有城乡居民基本养老保险参保登记，"
    "2026年度只需在其中一处缴费，不重复缴纳。"
)


def enrolled_in_qingxu_too(payer_id: int, id_no: str) -> int:
    who = Person.objects.get(payer_id=payer_id)
    told = replace(
        delivered(SOCIAL), agency_code=AGENCY, personal_no="Q0000001", id_no=id_no, name=who.name,
        sex=who.sex, born_on=who.born_on,
    )  # fmt: skip
    assert record_person(told) == payer_id
    there = an_enrolment(PENSION, region=QINGXU, tax_office=OFFICE)
    return record_enrolment(replace(there, agency_code=AGENCY, personal_no="Q0000001"))


def test_the_payer_is_told_what_is_owed_once_and_whom_to_ask() -> None:
    client, who = signed_in()
    assert "只需在其中一处缴费" not in text_of(client.get(FORM))
    there = enrolled_in_qingxu_too(who.payer_id, delivered(SOCIAL).id_no)
    said = text_of(client.get(FORM))
    assert f"您{SAID}" in said
    assert (
        "太原市小店区社会保险中心（电话 12333）、太原市清徐县社会保险中心（电话 12333）核对" in said
    )
    rows = (f"tier{who.pension}", f"tier{there}")
    said = text_of(send(client, *rows, **{rows[0]: 30_000, rows[1]: 30_000}))
    assert "1 条申报成功，1 条申报失败" in said
    assert "同一年度不能重复参保缴费" in said


def test_of_another_the_places_are_told_and_no_agency() -> None:
    client, _who = signed_in()
    mother = a_relative("田秀英", PENSION, MEDICAL)
    enrolled_in_qingxu_too(mother.payer_id, mother.id_no)
    said = text_of(client.get(added(client, mother)))
    assert f"这位缴费人{SAID}" in said
    assert "请先联系参保地经办机构核对，咨询电话 12333。" in said
    assert "社会保险中心" not in said
