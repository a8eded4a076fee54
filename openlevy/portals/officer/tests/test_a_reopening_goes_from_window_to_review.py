from typing import Any

from django.urls import reverse

from openlevy.access.services.officers import grant_office
from openlevy.access.tests.officers import CHAOYANG, OPERATOR, an_officer, with_telephone
from openlevy.assessment.models import Reopening
from openlevy.assessment.queries import regular_payable
from openlevy.kernel.flow import Role
from openlevy.kernel.period import Period
from openlevy.portals.officer.tests.conftest import Desk, come_in
from openlevy.portals.payer.tests.conftest import Browser, text_of
from openlevy.portals.shared.sending import PAGE_ROWS
from openlevy.portals.shared.tests.people import in_question
from openlevy.statements.tests.counting import counted

UNTIL = "2026-12-15"


def proposed(desk: Desk, browser: Browser, **changes: object) -> Any:
    who = browser.who
    told = {"what": f"{who.enrolment_id}:2025", "until": UNTIL, "reason": "住院期间未能缴费"}
    return desk.send("reopening_new", who.payer_id, **{**told, **changes})


def case(desk: Desk, browser: Browser, **changes: object) -> int:
    answer = proposed(desk, browser, **changes)
    assert answer.status_code == 302, text_of(answer)
    return int(answer["Location"].rstrip("/").rsplit("/", 1)[1])


def test_the_person_is_found_by_the_document(window: Desk, browser: Browser) -> None:
    who = browser.who
    form = {"name": who.name, "id_type": "201", "id_no": who.id_no}
    answer = window.send("reopening_who", **form)
    assert answer["Location"] == reverse("officer:reopening_new", args=[who.payer_id])
    page = window.open("reopening_new", who.payer_id)
    assert "2025年度" in page
    assert "2026年度" not in page
    assert window.send("reopening_who", **{**form, "name": "别人"}).status_code == 404
    in_question(who, "石桂岚")
    answer = window.send("reopening_who", **{**form, "name": "石桂岚"})
    assert who.name in text_of(window.client.get(answer["Location"]))
    handed = text_of(window.send("codes", **{**form, "name": "石桂岚"}))
    assert f"姓名 {who.name}" in handed


def test_from_proposal_to_declaration(window: Desk, review: Desk, browser: Browser) -> None:
    number = case(window, browser)
    assert "待审核" in window.open("reopening", number)
    assert "1 件" in review.open("home")
    page = review.open("reopening", number)
    for words in (
        "石桂兰",
        "住院期间未能缴费",
        "秦明远",
        "2025年1月1日至2025年12月31日",
        "审核通过",
    ):
        assert words in page
    assert "石桂兰" in review.open("reopenings")
    assert review.send("reopening", number, action="confirm").status_code == 302
    assert "已开放" in review.open("reopening", number)
    assert "石桂兰" in window.open("reopenings", query="?show=open")
    assert "审核通过重新开放缴费期" in review.open("acts")

    named = "城乡居民基本养老保险 2025年度，到2026年12月15日为止"
    assert f"缴费期已重新开放 {named} 主管税务机关" in browser.open("messages")
    assert "2026年12月15日" in browser.open("opened")
    assert "重新开放的缴费期" in browser.open("amount")
    who = browser.who
    address = reverse("payer:amount_enrolment", args=[who.enrolment_id]) + "?year=2025"
    done = browser.send(address, tier="100000")
    assert done["Location"].endswith("/done/?year=2025")
    assert "2025" in text_of(browser.client.get(done["Location"]))
    regular = reverse("payer:payment_regular", args=[who.enrolment_id])
    page = text_of(browser.client.get(regular))
    assert "2026年12月15日" in page
    assert "缴费期已重新开放" in page
    assert "￥1,000.00" in browser.open("home")
    row = Reopening.objects.get()
    payable = regular_payable(who.payer_id, who.enrolment_id, Period.year(2025))
    assert payable is not None
    answer = browser.send(regular, due=str(payable.id))
    assert answer.status_code == 302, text_of(answer)
    assert "declaration=" in answer["Location"]
    assert "已申报，未缴费" in review.open("reopening", row.id)


def test_the_proposer_finds_no_button_and_is_refused(window: Desk, browser: Browser) -> None:
    grant_office(window.post.username, Role.REVIEW, window.post.office, by=OPERATOR)
    number = case(window, browser)
    page = window.open("reopening", number)
    assert "须由其他审核人员审核" in page
    assert "审核通过" not in page
    answer = window.send("reopening", number, action="confirm")
    assert answer.status_code == 403
    assert "申请人不能审核自己的申请" in text_of(answer)


def test_a_rejection_needs_a_word(window: Desk, review: Desk, browser: Browser) -> None:
    number = case(window, browser)
    assert "请填写意见" in text_of(review.send("reopening", number, action="reject"))
    assert review.send("reopening", number, action="reject", note="材料不全").status_code == 302
    assert "材料不全" in window.open("reopening", number)
    answer = review.send("reopening", number, action="confirm")
    assert answer.status_code == 409
    assert "已经审核" in text_of(answer)


def test_numbers_that_officers_write_are_shown_by_their_tails(
    window: Desk, review: Desk, browser: Browser
) -> None:
    id_no, phone, account = browser.who.id_no, "13800000001", "6228480010001234567"
    number = case(window, browser, reason=f"身份证 {id_no}，电话{phone}")
    review.send("reopening", number, action="reject", note=f"卡号{account}")
    for desk in (window, review):
        page = desk.open("reopening", number)
        assert f"身份证 ****{id_no[-4:]}，电话****{phone[-4:]}" in page
        assert f"卡号****{account[-4:]}" in page
        assert not [one for one in (id_no, phone, account) if one in page]


def test_an_end_before_the_last_day_is_told(window: Desk, review: Desk, browser: Browser) -> None:
    number = case(window, browser)
    review.send("reopening", number, action="confirm")
    review.send("reopening", number, action="end", note="误开")
    assert "提前结束" in browser.open("messages")
    assert "现在没有重新开放的缴费期" in browser.open("opened")


def test_other_offices_see_nothing_of_it(window: Desk, browser: Browser) -> None:
    number = case(window, browser)
    other = come_in(with_telephone(an_officer(Role.REVIEW, CHAOYANG)))
    answer = other.client.get(reverse("officer:reopening", args=[number]))
    assert answer.status_code == 404
    assert "没有这件申请" in text_of(answer)
    assert "石桂兰" not in other.open("reopenings", query="?show=all")
    there = come_in(with_telephone(an_officer(Role.WINDOW, CHAOYANG)))
    address = reverse("officer:reopening_new", args=[browser.who.payer_id])
    assert there.client.get(address).status_code == 404


def test_a_form_sent_twice_is_one_proposal(window: Desk, browser: Browser) -> None:
    key = "a" * 32
    first, again = (proposed(window, browser, key=key) for _ in range(2))
    assert first["Location"] == again["Location"]
    assert Reopening.objects.count() == 1


def test_what_cannot_be_is_refused_in_words(window: Desk, browser: Browser) -> None:
    for changes, words in (
        ({"until": "2026-11-01"}, "“开放至”应在"),
        ({"until": "昨天"}, "看不懂日期"),
        ({"what": "1:2025"}, "请选择要重新开放"),
        ({"reason": " "}, "请填写理由"),
        ({"reason": "长" * 201}, "最多填写"),
    ):
        assert words in text_of(proposed(window, browser, **changes)), changes
    for key in ("", "x"):
        assert proposed(window, browser, key=key).status_code == 400
    number = case(window, browser)
    assert window.send("reopening", number, action="seize").status_code == 400
    assert not Reopening.objects.exclude(state="PROPOSED").exists()


def test_a_list_has_pages_and_asks_little(window: Desk, browser: Browser) -> None:
    number = case(window, browser)
    row = Reopening.objects.get(id=number)
    for position in range(PAGE_ROWS):
        values = {
            field.attname: getattr(row, field.attname)
            for field in row._meta.concrete_fields
            if field.attname not in ("id", "request_key", "state")
        }
        Reopening.objects.create(**values, request_key=f"{position:032x}", state="WITHDRAWN")
    page = window.open("reopenings", query="?show=all")
    assert page.count("石桂兰") >= PAGE_ROWS
    assert "下一页" in page
    assert "上一页" in window.open("reopenings", query="?show=all&page=2")
    with counted() as sent:
        window.open("reopenings", query="?show=all")
    assert len(sent) <= 4
