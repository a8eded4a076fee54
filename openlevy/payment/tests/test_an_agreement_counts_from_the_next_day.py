"""S2 3.1: signed for oneself, verified by the bank, effective the next day, revoked at once."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from openlevy.assessment.tests.amounts import a_regular
from openlevy.declaration.tests.declaring import declare
from openlevy.declaration.tests.declaring import state_of as declaration_state
from openlevy.history.services import Actor
from openlevy.kernel.flow import Role
from openlevy.messages.models import Outgoing
from openlevy.parties.queries import id_number
from openlevy.parties.services import amend_person
from openlevy.parties.tests.people import (
    CHAOYANG,
    TODAY,
    TOMORROW,
    Resident,
    a_person,
    a_resident,
)
from openlevy.payment import queries
from openlevy.payment.rules import (
    AgreementExists,
    AgreementNotRevocable,
    AgreementNotUsable,
    AgreementNotYet,
    AgreementOfOtherOffice,
    AgreementUnknown,
    BankAccountUnreadable,
    NameNotWritable,
    PaymentKeyReused,
)
from openlevy.payment.services import (
    ask_agreements_again,
    revocation_answered,
    revoke_agreement,
)
from openlevy.payment.tests.paying import (
    a_bank_account,
    an_agreement,
    an_order,
    bank_verifies,
    order,
    sign,
    state_of,
)
from openlevy.reference.loaded import CodeUnknown

pytestmark = pytest.mark.django_db
OFFICE_OF_CHAOYANG = f"1{CHAOYANG}0000"


@pytest.fixture
def who() -> Resident:
    return a_resident()


def seen(who: Resident, number: int) -> queries.AgreementSeen:
    agreement = queries.agreement(who.payer_id, number)
    assert agreement is not None
    return agreement


def revoke(who: Resident, number: int) -> None:
    revoke_agreement(payer_id=who.payer_id, agreement_id=number, actor=who.actor, today=TOMORROW)


def asked_of_the_bank(number: int) -> list[tuple[str, int]]:
    rows = Outgoing.objects.filter(record_id=number).order_by("id")
    return list(rows.values_list("topic", "occurrence"))


def test_signed_it_is_sent_to_the_bank_and_counts_for_nothing_yet(who: Resident) -> None:
    number = sign(who)
    assert seen(who, number).state == "SUBMITTED"
    assert asked_of_the_bank(number) == [("9114", 1)]
    assert not seen(who, number).usable_on(TOMORROW)
    with pytest.raises(AgreementNotUsable):
        order(who, declare(who, a_regular(who)), number)


def test_verified_it_counts_from_the_next_day(who: Resident) -> None:
    number, ids = an_agreement(who), declare(who, a_regular(who))
    assert (seen(who, number).state, seen(who, number).effective_on) == ("VERIFIED", TOMORROW)
    with pytest.raises(AgreementNotYet) as refused:
        order(who, ids, number, today=TODAY)
    assert refused.value.effective_on == TOMORROW
    assert declaration_state(who, ids[0]) == "DECLARED"
    assert order(who, ids, number, today=TOMORROW)


def test_verified_late_it_counts_from_the_day_after_the_answer(who: Resident) -> None:
    number = sign(who)
    bank_verifies(number, today=TOMORROW)
    assert seen(who, number).effective_on == TOMORROW + timedelta(days=1)


def test_failed_it_never_counts_and_another_may_be_signed(who: Resident) -> None:
    account = a_bank_account()
    number = sign(who, account=account)
    assert bank_verifies(number, passed=False) == "moved"
    assert seen(who, number).state == "FAILED"
    with pytest.raises(AgreementNotUsable):
        order(who, declare(who, a_regular(who)), number)
    with pytest.raises(AgreementNotRevocable):
        revoke(who, number)
    assert sign(who, account=account) != number


def test_an_answer_that_comes_twice_or_late_changes_nothing(who: Resident) -> None:
    number = an_agreement(who)
    assert bank_verifies(number, passed=False) == "repeated"
    assert seen(who, number).state == "VERIFIED"
    revoke(who, number)
    assert bank_verifies(number) == "repeated"
    assert seen(who, number).state == "REVOKING"


def test_revoked_it_is_unusable_at_once(who: Resident) -> None:
    number, ids = an_agreement(who), declare(who, a_regular(who))
    revoke(who, number)
    assert not seen(who, number).usable_on(TOMORROW)
    assert seen(who, number).ended_on == TOMORROW
    with pytest.raises(AgreementNotUsable):
        order(who, ids, number)
    assert declaration_state(who, ids[0]) == "DECLARED"


def test_a_debit_under_way_runs_to_its_end(who: Resident) -> None:
    number = an_order(who)
    (agreement,) = queries.agreements(who.payer_id)
    revoke(who, agreement.id)
    assert state_of(who, number) == "IN_FLIGHT"


def test_revoking_twice_tells_the_bank_once(who: Resident) -> None:
    number = an_agreement(who)
    told = queries.agreement_told(number)
    revoke(who, number)
    revoke(who, number)
    assert asked_of_the_bank(number) == [("9114", 1), ("9114-revoke", 1)]
    assert revocation_answered(told.protocol_no, "", today=TOMORROW) == "moved"
    assert revocation_answered(told.protocol_no, "", today=TOMORROW) == "repeated"
    assert seen(who, number).state == "REVOKED"
    revoke(who, number)
    assert len(asked_of_the_bank(number)) == 2


def test_one_not_verified_yet_can_be_revoked(who: Resident) -> None:
    number = sign(who)
    revoke(who, number)
    assert bank_verifies(number) == "repeated"
    assert seen(who, number).state == "REVOKING"


def test_nobody_uses_or_revokes_anothers(who: Resident) -> None:
    other = a_resident()
    number = an_agreement(other)
    assert queries.agreement(who.payer_id, number) is None
    with pytest.raises(AgreementUnknown):
        revoke(who, number)
    with pytest.raises(AgreementUnknown):
        order(who, declare(who, a_regular(who)), number)
    with pytest.raises(AgreementUnknown):
        revocation_answered("nothing", "", today=TODAY)


def test_only_payer_or_office_revoke(who: Resident) -> None:
    number = an_agreement(who)
    with pytest.raises(AgreementNotRevocable):
        revoke_agreement(
            payer_id=who.payer_id, agreement_id=number, actor=Actor(Role.AGENCY), today=TODAY
        )


def test_it_pays_declarations_of_its_own_tax_office_only(who: Resident) -> None:
    elsewhere = an_agreement(who, office=OFFICE_OF_CHAOYANG)
    ids = declare(who, a_regular(who))
    with pytest.raises(AgreementOfOtherOffice) as refused:
        order(who, ids, elsewhere)
    assert refused.value.tax_office == OFFICE_OF_CHAOYANG
    assert declaration_state(who, ids[0]) == "DECLARED"


def test_one_account_has_one_live_agreement_with_an_office(who: Resident) -> None:
    account = a_bank_account()
    number = sign(who, account=account)
    with pytest.raises(AgreementExists):
        sign(who, account=account)
    bank_verifies(number)
    with pytest.raises(AgreementExists):
        sign(who, account=account)
    assert sign(who, account=account, office=OFFICE_OF_CHAOYANG)
    revoke(who, number)
    assert sign(who, account=account)


def test_the_same_request_gets_the_same_answer_and_other_content_none(who: Resident) -> None:
    account, key = a_bank_account(), uuid4()
    number = sign(who, account=account, key=key)
    assert sign(who, account=account, key=key) == number
    spaced = f"{account[:4]} {account[4:]}"
    assert sign(who, account=spaced, key=key) == number
    for other in ({"account": a_bank_account()}, {"office": OFFICE_OF_CHAOYANG, "account": account},
                  {"branch": "102100091027", "account": account}):  # fmt: skip
        with pytest.raises(PaymentKeyReused):
            sign(who, key=key, **other)
    assert len(queries.agreements(who.payer_id)) == 1


@pytest.mark.parametrize(
    "account", ["", "123456789", "1" * 31, "62284800a0001234567", "６２２８x", "-" * 20]
)
def test_what_is_no_bank_account_number_is_refused(who: Resident, account: str) -> None:
    with pytest.raises(BankAccountUnreadable):
        sign(who, account=account or " ")
    assert queries.agreements(who.payer_id) == []


def test_full_width_digits_and_dashes_are_read(who: Resident) -> None:
    number = sign(who, account="６２２８－4800-0001 2345 678")
    assert queries.agreement_told(number).bank_account == "6228480000012345678"
    assert seen(who, number).bank_account_tail == "5678"


@pytest.mark.parametrize(("office", "branch"), [("19999990000", ""), ("", "999999999999")])
def test_an_unknown_office_or_branch_is_refused(who: Resident, office: str, branch: str) -> None:
    with pytest.raises(CodeUnknown):
        sign(who, office=office, branch=branch)


def test_a_name_the_network_cannot_write_is_refused_before_anything_is_written() -> None:
    who = a_resident(name="石䶮")
    with pytest.raises(NameNotWritable) as refused:
        sign(who)
    assert refused.value.name == "石䶮"
    assert queries.agreements(who.payer_id) == []
    told = a_person(agency_code=who.agency_code, personal_no=who.personal_no, name="石䶮")
    amend_person(replace(told, id_no=id_number(who.payer_id), wire_name="石YAN"), today=TODAY)
    assert seen(who, sign(who)).holder_name == "石YAN"


def test_the_account_is_sealed_and_shown_by_its_tail(who: Resident) -> None:
    account = a_bank_account()
    number = sign(who, account=account)
    assert account not in repr(seen(who, number))
    assert queries.agreement_told(number).bank_account == account


def test_a_bank_that_does_not_answer_is_asked_again_ever_more_rarely(who: Resident) -> None:
    number = sign(who)
    long_after = timezone.now() + timedelta(days=1)
    assert ask_agreements_again(now=long_after) == 0  # the first has not even been sent
    Outgoing.objects.filter(record_id=number).update(sent_at=timezone.now(), wire=b"x")
    assert ask_agreements_again(now=timezone.now() + timedelta(seconds=110)) == 0
    assert ask_agreements_again(now=timezone.now() + timedelta(seconds=130)) == 1
    assert ask_agreements_again(now=long_after) == 0  # the second waits to be sent
    Outgoing.objects.filter(record_id=number).update(sent_at=timezone.now(), wire=b"x")
    assert ask_agreements_again(now=timezone.now() + timedelta(seconds=230)) == 0
    assert ask_agreements_again(now=timezone.now() + timedelta(seconds=250)) == 1
    assert asked_of_the_bank(number) == [("9114", 1), ("9114", 2), ("9114", 3)]


def test_a_revocation_is_asked_again_until_it_is_answered(who: Resident) -> None:
    number = sign(who)
    revoke(who, number)
    Outgoing.objects.filter(record_id=number).update(sent_at=timezone.now(), wire=b"x")
    long_after = timezone.now() + timedelta(days=1)
    assert ask_agreements_again(now=long_after) == 1
    assert asked_of_the_bank(number)[-1] == ("9114-revoke", 2)
    Outgoing.objects.filter(record_id=number).update(sent_at=timezone.now(), wire=b"x")
    revocation_answered(queries.agreement_told(number).protocol_no, "", today=TODAY)
    assert ask_agreements_again(now=long_after) == 0


def test_of_many_the_longest_due_are_asked_first_and_none_that_is_not_due() -> None:
    early, late, fresh = (sign(a_resident()) for _ in range(3))
    now = timezone.now()
    for number, hours in ((early, 3), (late, 2), (fresh, 0)):
        rows = Outgoing.objects.filter(record_id=number)
        rows.update(sent_at=now - timedelta(hours=hours), wire=b"x")
    assert [ask_agreements_again(now=now, most=1) for _ in range(3)] == [1, 1, 0]
    assert [len(asked_of_the_bank(number)) for number in (early, late, fresh)] == [2, 2, 1]
