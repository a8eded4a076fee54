"""D11: a payable can be declared once: at the same instant one channel does, the other is told."""

import threading
from collections import Counter
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.journeys import steps
from tests.journeys.screen import Screen
from tests.journeys.town import Town
from tests.stack.payer_client import PayerClient

pytestmark = pytest.mark.row("D11")
REFUSAL = (
    "所选数据中有的已经申报或缴费（可能通过其他渠道）、已由经办机构更改或撤回，或不能在本年度缴纳，"
    "这次没有申报。"
)


def test_the_second_of_two_tabs_is_refused_and_shown_the_way(screen: Screen, town: Town) -> None:
    person = town.sample("elderly")
    town.assess("elderly", 7_700)
    screen.sign_in(person)
    steps.to_pension(screen).press("缴费办理").follow("下一步", "下一步", "特殊缴费")
    here = screen.path
    first, second = screen.page, screen.second_tab(here).page
    screen.press("提交").see("选择支付方式")
    declarations = [
        int(number) for number in parse_qs(urlsplit(screen.page.url).query)["declaration"]
    ]

    screen.page = first
    screen.press("提交").see(REFUSAL, "请到申报记录查询查看，尚未缴费的可以继续缴费；没有申报的")
    assert screen.status == 409
    screen.press("申报记录查询").see("申报成功")
    unpaid = [number for number, state in town.declarations(person) if state == "DECLARED"]
    assert unpaid == declarations
    screen.page = second
    for number in declarations:
        screen.open(f"/declarations/{number}/voiding/").press("作废")


def test_of_portal_and_counter_at_the_same_instant_one_declares(town: Town) -> None:
    answers: Counter[str] = Counter()
    for _ in range(4):
        person = town.somebody()
        client = PayerClient(town.url, person).sign_in()
        enrolment = client.enrolments()[0]
        client.set_amount(enrolment)
        sent = client.prepared_declaration(enrolment)
        with town.counter_at_the_ready(person) as counter:
            counter.go()
            page = client.send(*sent)
            told = counter.answer()
        (_number, state) = _the_only_declaration(town, person)
        assert state == "DECLARED"
        assert (page.status == 302) != told.isdigit(), (page.text, told)
        answers["portal" if page.status == 302 else "counter"] += 1
        if page.status != 302:
            assert REFUSAL in page.text
        else:
            assert told == "declaration.not_open"
    assert sum(answers.values()) == 4


def test_of_twenty_attempts_one_declares_and_nineteen_are_refused(town: Town) -> None:
    person = town.somebody()
    clients = [PayerClient(town.url, person).sign_in() for _ in range(4)]
    enrolment = clients[0].enrolments()[0]
    clients[0].set_amount(enrolment)
    sent = [clients[i % 4].prepared_declaration(enrolment) for i in range(20)]
    barrier, pages = threading.Barrier(20), []

    def attempt(number: int) -> None:
        address, form = sent[number]
        barrier.wait()
        pages.append(clients[number % 4].send(address, form))

    threads = [threading.Thread(target=attempt, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(page.status for page in pages) == [302] + [409] * 19
    assert all(REFUSAL in page.text for page in pages if page.status == 409)
    assert _the_only_declaration(town, person)[1] == "DECLARED"


def _the_only_declaration(town: Town, person: dict[str, object]) -> tuple[int, str]:
    ((number, state),) = town.declarations(person)
    return number, state
