import re

import pytest

from openlevy.access.models import RegistrationCode
from openlevy.access.services import check_registration_code
from openlevy.access.tests.officers import CHAOYANG, an_officer, with_telephone
from openlevy.kernel.flow import Role
from openlevy.notices.models import Notice
from openlevy.parties.tests.people import a_resident, an_id_no
from openlevy.portals.officer.tests.conftest import Desk, come_in
from openlevy.portals.payer.tests.conftest import html_of, text_of
from openlevy.portals.shared.tests import people

NAME = "石桂兰"


def told(id_no: str, **changes: str) -> dict[str, str]:
    return {"name": NAME, "id_type": "201", "id_no": id_no, **changes}


def test_the_code_is_shown_once_and_is_the_persons(window: Desk) -> None:
    id_no = an_id_no()
    a_resident(id_no=id_no)
    answer = window.send("codes", **told(id_no))
    assert answer.status_code == 200
    found = re.search(r'class="told">([A-Z0-9]{4}) ([A-Z0-9]{4})<', html_of(answer))
    assert found
    code = found[1] + found[2]
    assert id_no not in html_of(answer)
    assert "有效期至" in text_of(answer)
    listed = window.open("codes")
    assert found[0] not in listed
    assert f"{NAME} 居民身份证 **** {id_no[-4:]}" in listed
    assert check_registration_code(id_type="201", id_no=id_no, code=code)
    assert RegistrationCode.objects.get().officer_id == window.post.user_id
    assert "发放注册码" in window.open("acts")


def test_another_withdraws_the_one_before(window: Desk) -> None:
    id_no = an_id_no()
    a_resident(id_no=id_no)
    for _ in range(2):
        assert window.send("codes", **told(id_no)).status_code == 200
    assert "已被新码代替" in window.open("codes")


def test_nobody_else_gets_one(window: Desk) -> None:
    id_no = an_id_no()
    a_resident(id_no=id_no)
    elsewhere = an_id_no()
    a_resident(region="110105", id_no=elsewhere)
    for form in (
        told(id_no, name="石桂芳"),
        told(id_no, id_type="208"),
        told(an_id_no()),
        told(elsewhere),
        told("' OR 1=1"),
    ):
        answer = window.send("codes", **form)
        assert answer.status_code == 404, form
        assert "没有找到" in text_of(answer)
    assert not RegistrationCode.objects.exists()


def test_the_number_is_typed_as_people_type_it(window: Desk) -> None:
    id_no = an_id_no()
    a_resident(id_no=id_no)
    spaced = f" {id_no[:6]} {id_no[6:14]} {id_no[14:].lower()} "
    assert window.send("codes", **told(spaced)).status_code == 200


def test_who_is_registered_gets_back_in_by_one_and_is_told(window: Desk) -> None:
    who = people.a_payer()
    answer = window.send("codes", **told(who.id_no, name=who.name))
    assert answer.status_code == 200
    assert "重新验证身份" in text_of(answer)
    [notice] = Notice.objects.filter(payer_id=who.payer_id)
    assert notice.kind == "account.code_handed_out"


@pytest.mark.parametrize("typed", ["阿不都・䶮", " 阿不都·䶮", "阿不都·YAN"])
def test_a_rare_name_is_typed_as_people_write_it(window: Desk, typed: str) -> None:
    id_no = an_id_no()
    a_resident(id_no=id_no, name="阿不都·䶮", wire_name="阿不都·YAN")
    assert window.send("codes", **told(id_no, name=typed)).status_code == 200


def test_an_office_lists_its_own(window: Desk) -> None:
    id_no = an_id_no()
    a_resident(id_no=id_no)
    window.send("codes", **told(id_no))
    other = come_in(with_telephone(an_officer(Role.WINDOW, CHAOYANG)))
    assert NAME not in other.open("codes")


def test_what_is_missing_or_huge_is_said(window: Desk) -> None:
    answer = window.send("codes")
    for words in ("请填写姓名", "请选择证件类型", "请填写证件号码"):
        assert words in text_of(answer)
    assert "最多填写" in text_of(window.send("codes", **told("9" * 5000)))
