"""「为谁缴费」 at the head of the form (S3 ch. 3, 常用缴费人): the same three insurances for one of
the family after another, and nothing of them but what there is to pay."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openlevy.access.models import User
from openlevy.declaration.models import Declaration
from openlevy.declaration.queries import declarations
from openlevy.parties.models import ActsFor
from openlevy.parties.tests.people import Resident
from openlevy.payment.queries import orders_for_others
from openlevy.payment.tests.paying import an_agreement
from openlevy.portals.payer.tests.conftest import html_of, key_in, shown_in, text_of
from openlevy.portals.payer.tests.test_a_resident_pays_the_year import order_of
from openlevy.portals.payer.tests.test_shanxi_declares_on_one_form import FORM, signed_in
from openlevy.portals.payer.views.others import GUESSES_OF_A_USER
from openlevy.portals.shared.tests.people import bank_answers
from openlevy.portals.shared.tests.shanxi_people import (
    MEDICAL,
    OFFICE,
    PENSION,
    SOCIAL,
    SUPPLEMENTARY,
    Relative,
    ShanxiPayer,
    a_relative,
)
from openlevy.reference.services import move_business_date
from openlevy.statements.tests.counting import counted

pytestmark = pytest.mark.django_db(transaction=True)

ADD, PAYING, VOIDING = "/daily/others/", "/daily/paying/", "/daily/voiding/"


def added(client: Client, one: Relative, **changes: str) -> str:
    """「添加缴费人」; the address of their form."""
    answer = client.post(ADD, one.typed | changes)
    assert answer.status_code == 302, text_of(answer)
    return str(answer["Location"])


def send(client: Client, address: str, *rows: str, page: Any = None, **tiers: int) -> Any:
    """「报表申报」 on the form at that address."""
    page = page or client.get(address)
    told = {f"{name}-fen": str(fen) for name, fen in tiers.items()}
    sent = {"key": key_in(page), "shown": shown_in(page), "row": list(rows)}
    return client.post(address, sent | told)


def agreement_of(who: ShanxiPayer) -> int:
    number = an_agreement(Resident(who.payer_id, SOCIAL, "", who.pension, OFFICE))
    move_business_date(date(2026, 11, 21))
    return number


def paid(client: Client, numbers: list[int], whose: str, agreement: int) -> Any:
    """The outcome's page, the bank having taken the money."""
    address = reverse("payer:pay_agreement") + f"?whose={whose}"
    address += "".join(f"&declaration={one}" for one in numbers)
    page = client.get(address)
    answer = client.post(address, {"key": key_in(page), "agreement": agreement})
    assert answer.status_code == 302, text_of(answer)
    bank_answers(order_of(answer["Location"]), "90000")
    return client.get(answer["Location"])


def made(one: Relative) -> dict[str, tuple[int, str, int | None]]:
    return {
        row.levy_item: (row.amount_fen, row.state, row.declared_by)
        for row in declarations(one.payer_id)
    }


def number_in(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2]


def test_one_after_another_is_paid_for_and_nobody_typed_twice() -> None:
    client, who = signed_in()
    agreement = agreement_of(who)
    mother = a_relative("田秀英")
    child = a_relative("石小宝", MEDICAL, serial=502)
    of_mother, of_child = added(client, mother), added(client, child)
    page = client.get(FORM)
    assert "为谁缴费 本人 田秀英 石小宝 添加缴费人" in text_of(page)
    assert mother.id_no not in html_of(page)

    rows = [mother.row(item) for item in (PENSION, SUPPLEMENTARY, MEDICAL)]
    answer = send(client, of_mother, *rows, **{rows[0]: 30_000, rows[1]: 50_000})
    assert answer["Location"] == of_mother + "?declared=1", text_of(answer)
    assert made(mother) == {
        PENSION: (30_000, "DECLARED", who.payer_id),
        SUPPLEMENTARY: (50_000, "DECLARED", who.payer_id),
        MEDICAL: (40_000, "DECLARED", who.payer_id),
    }
    assert send(client, of_child, child.row(MEDICAL)).status_code == 302
    assert "田秀英 待缴款 ￥1,200.00 石小宝 待缴款 ￥400.00" in text_of(client.get(of_child))

    bills = client.get(PAYING, {"fetch": "1"})
    assert text_of(bills).index("田秀英") < text_of(bills).index("石小宝")
    assert "每位缴费人、每个税务机关的费款分次缴款。" in text_of(bills)
    assert html_of(bills).count(">缴款<") == 2
    numbers = [row.id for row in declarations(mother.payer_id)]
    outcome = paid(client, numbers, number_in(of_mother), agreement)
    assert "继续为石小宝缴款" in text_of(outcome)
    [child_declaration] = declarations(child.payer_id)
    onward = f"declaration={child_declaration.id}&amp;again=1&amp;whose={number_in(of_child)}"
    assert onward in html_of(outcome)
    outcome = paid(client, [child_declaration.id], number_in(of_child), agreement)
    assert "继续为本人申报缴费" in text_of(outcome)
    assert [one.amount_fen for one in orders_for_others(who.payer_id)] == [40_000, 120_000]
    assert declarations(who.payer_id) == []
    listed = text_of(client.get("/daily/others/payments/"))
    assert "田秀英" in listed
    assert "￥1,200.00" in listed


def test_of_another_only_what_there_is_to_pay_is_told() -> None:
    client, who = signed_in()
    mother = a_relative("田秀英", PENSION, MEDICAL)
    address = added(client, mother)
    page = text_of(client.get(address))
    for kept_back in ("北格镇", "第1村", "城乡居民，每人每年", mother.id_no):
        assert kept_back not in page
    assert "每人每年" in page
    assert "没有这位缴费人可以缴费的参保登记。请先到社保经办机构办理或者核实" in page
    agreement = agreement_of(who)
    row = mother.row(PENSION)
    assert send(client, address, row, **{row: 30_000}).status_code == 302
    [number] = [one.id for one in declarations(mother.payer_id)]
    paid(client, [number], number_in(address), agreement)
    after = text_of(client.get(address))
    assert "已缴款。缴费完成后，不再受理本年度缴费档次的调整。" in after
    assert "￥300.00" not in after


@pytest.mark.parametrize("status", ["2", "4"])
def test_a_suspended_or_ended_enrolment_is_no_more_than_none(status: str) -> None:
    client, _who = signed_in()
    mother = a_relative("田秀英", PENSION, status=status)
    address = added(client, mother)
    page = text_of(client.get(address))
    assert page.count("没有这位缴费人可以缴费的参保登记。") == 3
    assert "医保经办机构办理或者核实，信息传递到税务机关后才能缴费，咨询电话 12393" in page
    assert "暂停" not in page
    assert "报表申报</button>" not in html_of(client.get(address))
    row = mother.row(PENSION)
    assert send(client, address, row, **{row: 30_000}).status_code == 404


def test_the_wrong_tier_is_voided_by_who_declared_it() -> None:
    client, who = signed_in()
    mother = a_relative("田秀英", PENSION)
    address, row = added(client, mother), mother.row(PENSION)
    send(client, address, row, **{row: 30_000})
    [number] = [one.id for one in declarations(mother.payer_id)]
    voiding = reverse("payer:daily_others_voiding", args=[number_in(address), number])
    assert voiding in html_of(client.get(VOIDING))
    asked = client.get(voiding)
    assert "田秀英" in text_of(asked)
    for _ in range(2):
        answer = client.post(voiding, {"key": key_in(asked)})
        assert answer["Location"] == VOIDING + "?voided=1"
    assert "申报已作废。" in text_of(client.get(answer["Location"]))
    assert send(client, address, row, **{row: 50_000}).status_code == 302
    live = [one for one in declarations(mother.payer_id) if one.state == "DECLARED"]
    assert [(one.amount_fen, one.declared_by) for one in live] == [(50_000, who.payer_id)]


def test_what_another_declared_is_paid_and_not_voided() -> None:
    client, who = signed_in()
    mother = a_relative("田秀英", PENSION)
    address, row = added(client, mother), mother.row(PENSION)
    send(client, address, row, **{row: 30_000})
    [number] = [one.id for one in declarations(mother.payer_id)]
    _by_sister(mother, number)
    page = text_of(client.get(address))
    assert "未缴款，已由参保人本人或其他人申报。" in page
    assert "没有可以作废的申报" in text_of(client.get(VOIDING))
    voiding = reverse("payer:daily_others_voiding", args=[number_in(address), number])
    refused = client.get(voiding)
    assert refused.status_code == 409
    assert "要作废请由办理申报的人或者参保人本人办理。" in text_of(refused)
    assert client.post(voiding, {"key": "0" * 32}).status_code == 409
    outcome = paid(client, [number], number_in(address), agreement_of(who))
    assert "缴款成功" in text_of(outcome)


def test_what_another_declared_for_oneself_says_so_and_is_ones_own_to_void() -> None:
    client, who = signed_in()
    row = f"tier{who.pension}"
    assert send(client, FORM, row, **{row: 30_000}).status_code == 302
    [number] = [one.id for one in declarations(who.payer_id)]
    sister = a_relative("石桂芳", serial=509)
    Declaration.objects.filter(id=number).update(declared_by=sister.payer_id)
    assert "申报人 他人代为申报" in text_of(client.get(f"/declarations/{number}/"))
    voiding = reverse("payer:declaration_voiding", args=[number])
    assert client.post(voiding, {"key": key_in(client.get(voiding))}).status_code == 302
    assert [one.state for one in declarations(who.payer_id)] == ["VOIDED"]


def _by_sister(mother: Relative, number: int) -> None:
    sister = a_relative("石桂芳", serial=509)
    Declaration.objects.filter(payer_id=mother.payer_id, id=number).update(
        declared_by=sister.payer_id
    )


def test_the_same_form_twice_is_once_and_a_stale_one_is_refused_in_its_row() -> None:
    client, _who = signed_in()
    mother = a_relative("田秀英", PENSION)
    address, row = added(client, mother), mother.row(PENSION)
    page, other = client.get(address), client.get(address)
    for _ in range(2):
        assert send(client, address, row, page=page, **{row: 30_000}).status_code == 302
    late = text_of(send(client, address, row, page=other, **{row: 50_000}))
    assert "2026年度已经申报，缴费金额没有更改。" in late
    assert len(declarations(mother.payer_id)) == 1


def test_a_forged_number_opens_nothing() -> None:
    client, who = signed_in()
    mother, stranger = a_relative("田秀英"), a_relative("别家人", serial=503)
    address = added(client, mother)
    ActsFor.objects.create(
        payer_id=mother.payer_id,
        principal_id=stranger.payer_id,
        saved=True,
        proved_at=timezone.now(),
    )
    theirs = ActsFor.objects.get(payer_id=mother.payer_id).id
    form = f"/daily/others/{theirs}/"
    for forged in (form, f"{form}removal/", f"{form}declarations/1/voiding/"):
        assert client.get(forged).status_code == 404, forged
    for row in (stranger.row(PENSION), f"tier{who.pension}"):
        for there in (address, form):
            answer = send(client, there, row, page=client.get(address), **{row: 30_000})
            assert answer.status_code == 404, (there, row)
    mine = declarations(who.payer_id)
    assert mine == declarations(stranger.payer_id) == []
    assert client.get(f"{address}declarations/1/voiding/").status_code == 404


def test_twenty_wrong_guesses_and_no_more() -> None:
    client, _who = signed_in()
    mother = a_relative("田秀英")
    for _ in range(GUESSES_OF_A_USER):
        wrong = client.post(ADD, mother.typed | {"name": "田秀"})
        assert "没有找到与所填信息一致的参保人" in text_of(wrong)
    assert client.post(ADD, mother.typed).status_code == 429
    assert not ActsFor.objects.exists()


def test_who_is_not_saved_counts_for_the_day_and_is_named_anew() -> None:
    client, _who = signed_in()
    mother = a_relative("田秀英", PENSION)
    answer = client.post(ADD, {k: v for k, v in mother.typed.items() if k != "saved"})
    address, row = answer["Location"], mother.row(PENSION)
    page = client.get(address)
    assert "田秀英" in text_of(page)
    assert "田秀英" not in text_of(client.get(FORM))
    ActsFor.objects.update(proved_at=timezone.now() - timedelta(days=1, minutes=1))
    late = send(client, address, row, page=page, **{row: 30_000})
    assert late.status_code == 404
    assert 'href="/daily/others/"' in html_of(late)
    assert declarations(mother.payer_id) == []


def test_the_field_of_the_name_is_called_as_the_place_calls_it() -> None:
    client, who = signed_in()
    for place, label in (("beijing", "委托人姓名"), ("shanxi", "姓名")):
        User.objects.filter(payer_id=who.payer_id).update(jurisdiction=place)
        page = client.get("/medical/others/" if place == "beijing" else ADD)
        assert f'<label for="id_name">{label}</label>' in html_of(page)


def test_the_family_asks_no_more_of_the_database_than_one() -> None:
    client, _who = signed_in()
    addresses = [added(client, a_relative(f"田秀{n}", serial=510 + n)) for n in range(4)]
    client.get(addresses[0])
    for address, most in ((addresses[0], 7), (PAYING + "?fetch=1", 3), (VOIDING, 3), (ADD, 4)):
        client.get(address)
        with counted() as sent:
            assert client.get(address).status_code == 200
        assert len(sent) <= most, (address, sent)
