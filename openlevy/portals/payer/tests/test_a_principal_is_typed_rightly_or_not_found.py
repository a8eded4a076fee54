"""The form of 他人 (S2 2.1): what is wrong is said; who is not found is not told why."""

from re import findall

import pytest

from openlevy.kernel.identifiers import resident_id_check_digit
from openlevy.parties.models import ActsFor
from openlevy.portals.payer.tests.conftest import Browser, html_of, text_of
from openlevy.portals.payer.tests.test_medical_is_paid_for_others import WHOM, named, typed
from openlevy.portals.payer.views.others import GUESSES_OF_A_USER
from openlevy.portals.shared.tests.people import a_child, in_question
from openlevy.statements.tests.counting import counted


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": "程一"}, "没有找到与所填信息一致的参保人"),
        ({"nationality": "840"}, "没有找到与所填信息一致的参保人"),
        ({"id_type": "208", "id_no": "E12345678"}, "没有找到与所填信息一致的参保人"),
        ({"name": ""}, "请填写委托人姓名"),
        ({"id_no": "990111201703100770"}, "校验"),
        ({"id_no": "990111201713100770"}, "日期"),
        ({"id_no": "12345"}, "18"),
        ({"id_type": "208", "id_no": "?? '--"}, "5 至 30 位字母和数字"),
        ({"id_type": "999"}, "请选择身份证件类型"),
        ({"nationality": "999"}, "请选择国籍（地区）"),
        ({"name": "程" * 300}, "最多填写"),
        ({"name": "程\x00诺"}, "不能使用的字符"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(
    browser: Browser, wrong: dict[str, str], said: str
) -> None:
    response = browser.client.post(WHOM, typed(a_child(), **wrong))
    assert response.status_code in (200, 409)
    assert said in text_of(response)
    assert not ActsFor.objects.exists()


def test_the_countries_are_chinas_four_and_then_by_pinyin(browser: Browser) -> None:
    shown = findall(r"<option[^>]*>([^<]+)</option>", html_of(browser.client.get(WHOM)))
    countries = shown[shown.index("中国") :]
    assert countries[:6] == ["中国", "中国香港", "中国澳门", "中国台湾", "阿尔巴尼亚", "阿尔及利亚"]
    among = "比利时 秘鲁 冰岛 法属圣马丁 梵蒂冈 菲律宾 斐济 芬兰 南苏丹 瑙鲁 尼泊尔 中非共和国"
    assert [one for one in countries if one in among.split()] == among.split()


def test_a_wrong_name_and_no_such_person_are_answered_alike(browser: Browser) -> None:
    child = a_child()
    wrong = text_of(browser.client.post(WHOM, typed(child, name="程二诺")))
    first17 = "99011120170310078"
    nobody = first17 + resident_id_check_digit(first17)
    none = text_of(browser.client.post(WHOM, typed(child, id_no=nobody)))
    assert "没有找到" in wrong
    assert wrong.replace("程二诺", child.name) == none


def test_while_agencies_differ_each_name_finds_them_and_a_wrong_one_tells_nothing(
    browser: Browser,
) -> None:
    child, plain = a_child(), a_child("程二诺", serial=78)
    in_question(child, "程亦诺")
    number = named(browser, child)
    assert named(browser, child, name="程亦诺") == number
    first17 = "99011120170310079"
    nobody = typed(child, id_no=first17 + resident_id_check_digit(first17))
    asked, said = [], []
    for form in (typed(child, name="程三诺"), typed(plain, name="程三诺"), nobody):
        with counted() as sent:
            answer = browser.client.post(WHOM, form)
        asked.append(len(sent))
        said.append(len(text_of(answer)))
    assert len(set(asked)) == len(set(said)) == 1


def test_full_width_and_lower_case_are_the_same_person(browser: Browser) -> None:
    child = a_child()
    wide = child.id_no.translate({ord(d): ord(d) + 0xFEE0 for d in "0123456789"}).lower()
    assert named(browser, child, id_no=f" {wide} ", name=" 程一诺　") == named(browser, child)


def test_guessing_is_limited_and_being_right_is_no_guess(browser: Browser) -> None:
    child = a_child()
    for _ in range(GUESSES_OF_A_USER + 5):
        named(browser, child)
    for _ in range(GUESSES_OF_A_USER):
        assert browser.client.post(WHOM, typed(child, name="程二")).status_code == 409
    limited = browser.client.post(WHOM, typed(child))
    assert limited.status_code == 429
    assert "再试" in text_of(limited)


def test_oneself_is_told_to_choose_oneself(browser: Browser) -> None:
    response = browser.client.post(WHOM, typed(browser.who))
    assert response.status_code == 409
    assert "为本人缴费请选择“本人”" in text_of(response)
