"""X6: a debit that failed or has no answer, an agreement that counts, a declaration taken back are
told once, on the phone that is registered, without a number of anybody's."""

from datetime import date
from uuid import uuid4

import pytest

from openlevy.access.models import User
from openlevy.access.services import register
from openlevy.assessment.tests.amounts import a_regular, a_special
from openlevy.declaration.services import draw_up, void
from openlevy.declaration.tests.declaring import declare
from openlevy.declaration.tests.test_a_correction_replaces_what_was_declared import (
    corrected,
    declared,
    flat,
)
from openlevy.gateways.notices.texts import Office, text_of
from openlevy.messages.models import Outgoing
from openlevy.notices.models import Notice
from openlevy.notices.queries import to_tell
from openlevy.parties.models import ActsFor
from openlevy.parties.queries import id_number
from openlevy.parties.tests.people import (
    TODAY,
    TOMORROW,
    Resident,
    a_medical_resident,
    a_resident,
    acting_for,
)
from openlevy.payment.rules import Answer
from openlevy.payment.services import (
    Answered,
    ask_reversal,
    not_booked,
    pay,
    prove,
    reversal_answered,
    voucher_of,
)
from openlevy.payment.tests.at_the_bank import bank_ends, signed_at_bank, somebody
from openlevy.payment.tests.paying import (
    an_agreement,
    bank_says,
    bank_verifies,
    key_of,
    order,
    sign,
    state_of,
)

pytestmark = pytest.mark.django_db
SAID = Answered("3122", "")


def with_phone(who: Resident, phone: str, name: str) -> Resident:
    register(
        username=name,
        id_type="201",
        id_no=id_number(who.payer_id),
        phone=phone,
        password="moon over the ridge 9",
        display_name="石桂兰",
        payer_id=who.payer_id,
        jurisdiction="beijing",
    )
    return who


@pytest.fixture
def who() -> Resident:
    return with_phone(a_medical_resident(group="13"), "15420260301", "shiguilan")


def told() -> list[tuple[str, str]]:
    """Kind and address, oldest first; each is on its way."""
    rows = list(Notice.objects.order_by("id"))
    assert Outgoing.objects.filter(party="notices").count() == len(rows)
    seen = [to_tell(row.payer_id, row.id) for row in rows]
    return [(one.kind, one.address) for one in seen if one is not None]


def test_a_failed_debit_is_told_once(who: Resident) -> None:
    number = order(who, declared(who, flat(who)), an_agreement(who))
    for _ in range(2):
        bank_says(number, Answer.REFUSED)
    kinds = [kind for kind, _ in told()]
    assert kinds == ["agreement.effective", "payment.failed"]


def test_a_debit_without_an_answer_is_told_and_its_end_too(who: Resident) -> None:
    number = order(who, declared(who, flat(who)), an_agreement(who))
    bank_says(number, Answer.UNKNOWN)
    bank_says(number, Answer.REFUSED)
    assert [kind for kind, _ in told()][1:] == ["payment.unknown", "payment.failed"]


def test_lines_of_one_insurance_are_told_with_the_years_of_all() -> None:
    """What several insurances are told with is in the portal's tests: they need two enrolments."""
    who = with_phone(a_resident(), "15420260301", "shiguilan")
    number = order(who, declare(who, a_regular(who), a_special(who)), an_agreement(who))
    bank_says(number, Answer.REFUSED)
    last = Notice.objects.latest("id")
    seen = to_tell(who.payer_id, last.id)
    assert seen is not None
    said = "您2025至2026年度的城乡居民基本养老保险费等 2 笔 1,501.20 元没有缴费成功"
    assert said in text_of(seen.kind, Office("朝阳", "12366"), seen.facts).words


def test_success_is_read_in_the_portal(who: Resident) -> None:
    bank_says(order(who, declared(who, flat(who)), an_agreement(who)), Answer.DONE)
    assert [kind for kind, _ in told()] == ["agreement.effective"]


def _kinds() -> list[str]:
    """What was told of the debit, once each, by whatever way; the agreement is left out."""
    return [kind.removeprefix("payment.") for kind, _ in told() if kind.startswith("payment.")]


def test_whoever_waits_for_an_answer_hears_that_it_is_paid(who: Resident) -> None:
    number = order(who, declared(who, flat(who)), an_agreement(who))
    bank_says(number, Answer.UNKNOWN)
    for _ in range(2):
        bank_says(number, Answer.DONE)
    assert _kinds() == ["unknown", "succeeded"]


def test_what_was_asked_to_be_undone_and_is_undone(who: Resident) -> None:
    number = order(who, declared(who, flat(who)), an_agreement(who))
    bank_says(number, Answer.UNKNOWN)
    ask_reversal(key_of(number), today=TOMORROW)
    for _ in range(2):
        reversal_answered(key_of(number), True, SAID, today=TOMORROW)
    assert _kinds() == ["unknown", "reversed"]


def test_the_treasurys_list_has_the_last_word_and_it_is_told(who: Resident) -> None:
    number = order(who, declared(who, flat(who)), an_agreement(who))
    voucher = voucher_of(key_of(number))
    bank_says(number, Answer.REFUSED)
    for _ in range(2):
        prove(voucher, SAID, today=TOMORROW)
    assert _kinds() == ["failed", "succeeded"]
    not_booked(voucher, SAID, today=TOMORROW)
    assert _kinds() == ["failed", "succeeded", "disproved"]


def test_money_that_settles_nothing_is_told_and_its_withdrawal(who: Resident) -> None:
    ids = declared(who, flat(who))
    number = order(who, ids, an_agreement(who))
    voucher = voucher_of(key_of(number))
    bank_says(number, Answer.REFUSED)
    void(payer_id=who.payer_id, declaration_id=ids[0], actor=who.actor, today=TOMORROW)
    prove(voucher, SAID, today=TOMORROW)
    not_booked(voucher, SAID, today=TOMORROW)
    assert _kinds() == ["failed", "credited", "credit_withdrawn"]


def test_an_agreement_signed_and_ended_at_a_bank_is_told() -> None:
    who = with_phone(somebody(), "15420260303", "shierlan")
    number = signed_at_bank(who)
    for _ in range(2):
        bank_ends(who, number, TOMORROW)
    assert [kind for kind, _ in told()] == ["agreement.effective", "agreement.ended"]


def test_an_agreement_that_the_bank_refuses_is_told(who: Resident) -> None:
    bank_verifies(sign(who), passed=False)
    assert [kind for kind, _ in told()] == ["agreement.failed"]


def test_a_correction_is_told(who: Resident) -> None:
    declared(who, flat(who))
    corrected(who, group="12")
    assert told() == [("declaration.replaced", "15420260301")]


@pytest.mark.parametrize("named", [True, False])
def test_a_correction_is_told_to_who_declared_for_another(who: Resident, named: bool) -> None:
    mother = with_phone(a_medical_resident(group="13"), "15420260302", "suxiaolan")
    acting_for(mother.payer_id, who.payer_id)
    draw_up(
        payer_id=who.payer_id,
        payable_ids=[flat(who)],
        channel="portal",
        actor=mother.actor,
        request_key=uuid4(),
        today=TODAY,
        declared_by=mother.payer_id,
    )
    if not named:
        ActsFor.objects.all().delete()
    corrected(who, group="12")
    theirs = [("declaration.replaced", "15420260302")] if named else []
    assert sorted(told()) == [("declaration.replaced", "15420260301"), *theirs]
    if named:
        [one] = Notice.objects.exclude(payer_id=who.payer_id)
        seen = to_tell(one.payer_id, one.id)
        assert seen is not None
        words = text_of(seen.kind, Office("朝阳", "12366"), seen.facts).words
        assert "您为他人缴纳的2027年度的城乡居民基本医疗保险费 705.00 元还没有缴费" in words


def test_who_pays_for_another_is_told_and_the_other_is_not(who: Resident) -> None:
    mother = with_phone(a_medical_resident(group="13"), "15420260302", "suxiaolan1")
    ids, agreement = declared(who, flat(who)), an_agreement(mother)
    acting_for(mother.payer_id, who.payer_id)
    number = pay(
        payer_id=who.payer_id,
        paid_by=mother.payer_id,
        declaration_ids=ids,
        agreement_id=agreement,
        channel="portal",
        actor=mother.actor,
        request_key=uuid4(),
        today=date(2026, 11, 21),
    )
    bank_says(number, Answer.REFUSED)
    assert told()[1:] == [("payment.failed", "15420260302")]


def test_a_phone_that_takes_no_short_texts_keeps_nothing_from_being_written_down() -> None:
    who = with_phone(a_medical_resident(group="13"), "010-62345678", "shiguilan")
    number = order(who, declared(who, flat(who)), an_agreement(who))
    bank_says(number, Answer.REFUSED)
    assert state_of(who, number) == "REFUSED"
    assert told() == []


def test_who_has_no_phone_or_is_locked_is_told_nothing(who: Resident) -> None:
    User.objects.update(is_active=False)
    bank_says(order(who, declared(who, flat(who)), an_agreement(who)), Answer.REFUSED)
    assert told() == []


def test_money_of_the_insureds_is_told_to_both_and_in_whose_name_it_stands(who: Resident) -> None:
    mother = with_phone(a_medical_resident(group="13"), "15420260302", "suxiaolan")
    ids, agreement = declared(who, flat(who)), an_agreement(mother)
    acting_for(mother.payer_id, who.payer_id)
    number = pay(
        payer_id=who.payer_id,
        paid_by=mother.payer_id,
        declaration_ids=ids,
        agreement_id=agreement,
        channel="portal",
        actor=mother.actor,
        request_key=uuid4(),
        today=TOMORROW,
    )
    voucher = voucher_of(key_of(number))
    bank_says(number, Answer.REFUSED)
    void(payer_id=who.payer_id, declaration_id=ids[0], actor=who.actor, today=TOMORROW)
    prove(voucher, SAID, today=TOMORROW)
    seen = [to_tell(row.payer_id, row.id) for row in Notice.objects.order_by("id")]
    words = {
        (one.address, one.kind): text_of(one.kind, Office("朝阳", "12366"), one.facts).words
        for one in seen
        if one is not None
    }
    failed = words["15420260302", "payment.failed"]
    assert "您为他人缴纳的2027年度的城乡居民基本医疗保险费" in failed
    assert ("15420260301", "payment.failed") not in words
    assert "款项记在参保人名下" in words["15420260302", "payment.credited"]
    theirs = words["15420260301", "payment.credited"]
    assert "他人为您缴纳的2027年度的" in theirs
    assert "款项记在您名下" in theirs
