"""From the amount to 缴费完成, page by page."""

from django.urls import reverse

from openlevy.payment.queries import agreements
from openlevy.portals.payer.tests.conftest import Browser, key_in, shown_in, text_of
from openlevy.portals.shared.tests.people import (
    OTHER_OFFICE,
    a_payer,
    a_second_enrolment,
    an_agreement,
    bank_answers,
    next_day,
)


def set_amount(browser: Browser, fen: int = 200_000) -> None:
    address = reverse("payer:amount_enrolment", args=[browser.who.enrolment_id])
    response = browser.send(address, tier=str(fen))
    assert response.status_code == 302, text_of(response)


def declare(browser: Browser) -> str:
    """The address of 「选择支付方式」."""
    address = reverse("payer:payment_regular", args=[browser.who.enrolment_id])
    page = browser.client.get(address).content.decode()
    due = page.split('name="due" value="')[1].split('"')[0]
    response = browser.send(address, due=due)
    assert response.status_code == 302, text_of(response)
    return str(response["Location"])


def test_an_amount_is_valid_from_the_day_it_was_set(browser: Browser) -> None:
    address = reverse("payer:amount_enrolment", args=[browser.who.enrolment_id])
    assert "有效期：2026年11月20日 至 2026年12月31日" in text_of(browser.client.get(address))
    set_amount(browser)
    next_day()
    assert "有效期：2026年11月20日 至 2026年12月31日" in text_of(browser.client.get(address))


def test_a_stale_page_declares_no_amount_that_was_not_seen(browser: Browser) -> None:
    set_amount(browser, 300_000)
    address = reverse("payer:payment_regular", args=[browser.who.enrolment_id])
    stale = browser.client.get(address)
    [shown] = shown_in(stale)
    set_amount(browser, 100_000)
    form = {"key": key_in(stale), "due": shown.split(":")[0], "shown": shown}
    refused = browser.client.post(address, form)
    assert refused.status_code == 409
    said = "应缴费额已经变动，现在是 ￥1,000.00，与您看到的不一致，这次没有申报。"
    assert said in text_of(refused)
    for broken in ({}, {"shown": "nothing"}, {"shown": f"{form['due']}:-1"}):
        sent = {"key": form["key"], "due": form["due"], **broken}
        assert browser.client.post(address, sent).status_code == 400, broken
    assert declare(browser)


def agreement_page(method_page: str) -> str:
    return method_page.replace("/method/", "/agreement/")


def pay(browser: Browser) -> str:
    """The address of 缴费完成 after a whole payment up to the bank."""
    set_amount(browser)
    agreement = an_agreement(browser.who)
    next_day()
    address = agreement_page(declare(browser))
    response = browser.send(address, agreement=agreement)
    assert response.status_code == 302, text_of(response)
    return str(response["Location"])


def order_of(outcome_page: str) -> int:
    return int(outcome_page.split("/")[2])


def test_without_an_amount_the_page_sends_to_the_setting(browser: Browser) -> None:
    page = browser.open("payment_regular", browser.who.enrolment_id)
    assert "还没有设置缴费金额" in page
    assert "批量扣款缴费金额设置" in page


def test_the_amount_set_is_the_amount_topay(browser: Browser) -> None:
    set_amount(browser, 300_000)
    assert "￥3,000.00" in browser.open("amount_done", browser.who.enrolment_id)
    page = browser.open("payment_regular", browser.who.enrolment_id)
    assert "应缴费额 示例 ￥3,000.00" in page


def test_a_payment_goes_through_and_says_so(browser: Browser) -> None:
    outcome = pay(browser)
    assert "缴费处理中" in text_of(browser.client.get(outcome))
    bank_answers(order_of(outcome), "90000")
    page = browser.client.get(outcome)
    assert "缴费成功" in text_of(page)
    assert "hx-trigger" not in page.content.decode()
    assert "￥2,000.00" in browser.open("payments")
    assert "申报成功 已缴费" in browser.open("declarations")
    messages = browser.open("messages")
    assert "缴费成功 城乡居民基本养老保险费 2026年 ￥2,000.00 银行已经扣款" in messages


def test_a_refusal_names_the_reason_and_the_way_on(browser: Browser) -> None:
    outcome = pay(browser)
    bank_answers(order_of(outcome), "24007")
    page = text_of(browser.client.get(outcome))
    assert "缴费失败" in page
    assert "原因：银行账户余额不足。没有扣款。" in page
    assert "继续缴费" in page
    assert "继续缴费" in browser.open("declarations")


def test_an_unknown_outcome_says_not_to_pay_again_and_asks_by_itself(browser: Browser) -> None:
    outcome = pay(browser)
    bank_answers(order_of(outcome), "99091")
    page = browser.client.get(outcome).content.decode()
    assert "正在确认，请勿重复缴费" in page
    assert "hx-trigger" in page
    assert 'http-equiv="refresh"' in page
    part = browser.client.get(outcome + "state/").content.decode()
    assert "<html" not in part
    assert "正在确认，请勿重复缴费" in part


def test_the_same_form_sent_twice_pays_once(browser: Browser) -> None:
    set_amount(browser)
    agreement = an_agreement(browser.who)
    next_day()
    address = agreement_page(declare(browser))
    source = browser.client.get(address).content.decode()
    key = source.split('name="key" value="')[1].split('"')[0]
    form = {"key": key, "agreement": agreement}
    first, second = browser.client.post(address, form), browser.client.post(address, form)
    assert first["Location"] == second["Location"]


def test_a_second_tab_after_paying_is_told_what_holds(browser: Browser) -> None:
    set_amount(browser)
    agreement = an_agreement(browser.who)
    next_day()
    method = declare(browser)
    address = agreement_page(method)
    source = browser.client.get(address).content.decode()
    stale = source.split('name="key" value="')[1].split('"')[0]
    assert browser.send(address, agreement=agreement).status_code == 302
    response = browser.client.post(address, {"key": stale, "agreement": agreement})
    assert response.status_code == 409
    assert "正在缴费，结果尚未确定，没有重复扣款" in text_of(response)
    assert "请勿重复缴费" in text_of(browser.client.get(method))


def test_nothing_ticked_is_said_and_nothing_declared(browser: Browser) -> None:
    set_amount(browser)
    address = reverse("payer:payment_regular", args=[browser.who.enrolment_id])
    response = browser.send(address)
    assert response.status_code == 200
    assert "请先勾选要缴费的数据" in text_of(response)


def test_an_agreement_not_yet_effective_says_from_which_day(browser: Browser) -> None:
    set_amount(browser)
    an_agreement(browser.who)
    page = text_of(browser.client.get(agreement_page(declare(browser))))
    assert "该协议自2026年11月21日起生效" in page


def test_an_agreement_of_another_office_cannot_be_chosen(browser: Browser) -> None:
    set_amount(browser)
    agreement = an_agreement(browser.who, office=OTHER_OFFICE)
    next_day()
    address = agreement_page(declare(browser))
    assert "税务机关与本次缴费的税务机关不一致" in text_of(browser.client.get(address))
    response = browser.send(address, agreement=agreement)
    assert response.status_code == 409
    assert "没有扣款" in text_of(response)


def test_without_an_agreement_the_page_says_how_to_sign_one(browser: Browser) -> None:
    set_amount(browser)
    page = text_of(browser.client.get(agreement_page(declare(browser))))
    assert "没有可用的缴费协议" in page
    assert "新增协议" in page
    assert agreements(browser.who.payer_id) == []


def test_after_payment_the_amount_is_locked(browser: Browser) -> None:
    outcome = pay(browser)
    bank_answers(order_of(outcome), "90000")
    page = browser.open("amount_enrolment", browser.who.enrolment_id)
    assert "2026年度已经缴费，本年度的缴费金额不能再更改" in page
    address = reverse("payer:amount_enrolment", args=[browser.who.enrolment_id])
    response = browser.client.post(address, {"tier": "100000"})
    assert response.status_code == 409
    assert "不能再更改" in text_of(response)


def test_one_of_several_enrolments_is_chosen(browser: Browser) -> None:
    second = a_second_enrolment(browser.who)
    page = browser.open("payment_enrolments")
    assert "选择登记信息" in page
    assert "请先勾选一条参保登记" in browser.open("payment_enrolments", query="?next=1")
    address = reverse("payer:payment_enrolments") + f"?next=1&enrolment={second}"
    assert browser.client.get(address)["Location"] == reverse(
        "payer:payment_regular", args=[second]
    )


def test_an_unpaid_declaration_is_voided_once_asked_twice(browser: Browser) -> None:
    set_amount(browser)
    number = int(declare(browser).rpartition("=")[2])
    address = reverse("payer:declaration_voiding", args=[number])
    assert "确认作废这条申报" in text_of(browser.client.get(address))
    fragment = browser.client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment
    for _ in range(2):
        response = browser.send(address)
        assert response.status_code == 302
        assert "申报已作废" in text_of(browser.client.get(response["Location"]))
    assert "已作废" in browser.open("declarations")


def test_nothing_of_another_payer_can_be_seen_or_done(browser: Browser) -> None:
    set_amount(browser)
    method = declare(browser)
    number = int(method.rpartition("=")[2])
    stranger = a_payer("高志远", serial=2)
    browser.client.post("/sign-out")
    form = {"login": stranger.login, "password": "moon over the ridge 9"}
    assert browser.client.post("/sign-in", form).status_code == 302
    for address in (
        method,
        agreement_page(method),
        reverse("payer:declaration", args=[number]),
        reverse("payer:declaration_voiding", args=[number]),
        reverse("payer:payment_regular", args=[browser.who.enrolment_id]),
        reverse("payer:amount_enrolment", args=[browser.who.enrolment_id]),
    ):
        response = browser.client.get(address)
        assert response.status_code == 404, address
        assert "石桂兰" not in response.content.decode()
