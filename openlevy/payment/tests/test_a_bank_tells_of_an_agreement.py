"""S3 ch3: signed at a cooperating bank, told by it, used, and ended there."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection
from pytest_django.fixtures import Settings

from openlevy.assessment.tests.amounts import a_regular
from openlevy.declaration.tests.declaring import declare
from openlevy.messages.models import Outgoing
from openlevy.parties.queries import id_number
from openlevy.parties.services import amend_person
from openlevy.parties.tests.people import CHAOYANG, TODAY, TOMORROW, Resident, a_person
from openlevy.payment import queries
from openlevy.payment.models import Agreement
from openlevy.payment.rules import (
    AgreementEndedAtBank,
    AgreementNotUsable,
    AgreementNotYet,
    AgreementSignedAtBank,
    NotAccepted,
)
from openlevy.payment.services import revoke_agreement
from openlevy.payment.tests.accounts import a_bank_account
from openlevy.payment.tests.at_the_bank import (
    ICBC,
    ITS_BRANCH,
    NOT_COOPERATING,
    bank_tells,
    ending,
    signed_at_bank,
    signing,
    somebody,
)
from openlevy.payment.tests.paying import an_agreement, order, sign, state_of
from openlevy.privacy.services import digest

pytestmark = pytest.mark.django_db


@pytest.fixture
def who() -> Resident:
    return somebody()


def the_only(who: Resident) -> queries.AgreementSeen:
    (found,) = queries.agreements(who.payer_id)
    return found


def test_signed_at_the_bank_it_is_listed_and_counts_from_the_next_day(who: Resident) -> None:
    assert bank_tells(signing(who)) is None
    seen = the_only(who)
    assert (seen.state, seen.origin, seen.kind) == ("VERIFIED", "bank", "bilateral")
    assert (seen.signed_on, seen.effective_on) == (TODAY, TOMORROW)
    assert seen.bank_name == "中国工商银行股份有限公司太原小店支行"
    ids = declare(who, a_regular(who))
    with pytest.raises(AgreementNotYet):
        order(who, ids, seen.id, today=TODAY)
    assert state_of(who, order(who, ids, seen.id)) == "IN_FLIGHT"


def test_nothing_is_asked_of_the_bank_about_it(who: Resident) -> None:
    number = signed_at_bank(who)
    assert not Outgoing.objects.filter(record_id=number).exists()


def test_the_day_of_signing_is_the_banks_and_never_after_ours(who: Resident) -> None:
    assert bank_tells(signing(who, entrusted_on=TODAY - timedelta(days=3))) is None
    assert the_only(who).effective_on == TODAY - timedelta(days=2)
    other = somebody()
    assert bank_tells(signing(other, entrusted_on=TODAY + timedelta(days=300))) is None
    assert (the_only(other).signed_on, the_only(other).effective_on) == (TODAY, TOMORROW)


def test_where_the_place_says_so_it_counts_at_once(
    who: Resident, settings: Settings, tmp_path: Path
) -> None:
    world = tmp_path / "jurisdictions"
    _copied(settings.OPENLEVY_JURISDICTIONS_DIR, world)
    settings.OPENLEVY_JURISDICTIONS_DIR = world
    number = signed_at_bank(who)
    assert the_only(who).effective_on == TODAY
    assert order(who, declare(who, a_regular(who)), number, today=TODAY)


def _copied(shipped: Path, world: Path) -> None:
    for file in shipped.rglob("*.toml"):
        copy = world / file.relative_to(shipped)
        copy.parent.mkdir(parents=True, exist_ok=True)
        text = file.read_text("utf-8").replace("days_after_signing = 1", "days_after_signing = 0")
        copy.write_text(text, "utf-8")


def test_told_twice_it_is_one_agreement(who: Resident) -> None:
    told = signing(who)
    assert [bank_tells(told), bank_tells(told, TOMORROW)] == [None, None]
    assert the_only(who).effective_on == TOMORROW


@pytest.mark.parametrize(
    "changes",
    [{"bank_account": "6228480000000000000"}, {"protocol_no": "X"}, {"holder_name": "石桂花"}],
)
def test_other_content_under_the_same_key_is_an_error(
    who: Resident, changes: dict[str, str]
) -> None:
    told = signing(who)
    bank_tells(told)
    assert bank_tells(replace(told, **changes)) is NotAccepted.KEY_REUSED  # type: ignore[arg-type]
    assert bank_tells(told) is None, "the first keeps its answer"
    assert the_only(who).protocol_no == told.protocol_no


def test_a_refusal_stands_when_told_again(who: Resident) -> None:
    told = signing(somebody(), holder_name="别人")
    assert bank_tells(told) is NotAccepted.NAME_DIFFERS
    assert bank_tells(told) is NotAccepted.NAME_DIFFERS


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"id_no": "990199195003010015"}, NotAccepted.PAYER_UNKNOWN),
        ({"id_no": "?" * 20}, NotAccepted.PAYER_UNKNOWN),
        ({"holder_name": "石桂花"}, NotAccepted.NAME_DIFFERS),
        ({"payer_name": "石桂花"}, NotAccepted.NAME_DIFFERS),
        ({"tax_office": "11409990000"}, NotAccepted.OFFICE_UNKNOWN),
        ({"tax_office": "1"}, NotAccepted.OFFICE_UNKNOWN),
        ({"tax_office": "11310000000"}, NotAccepted.OFFICE_UNKNOWN),
        ({"tax_office": f"1{CHAOYANG}0000"}, NotAccepted.NOT_SIGNED_AT_BANKS),
        ({"open_bank": "999999999999"}, NotAccepted.BRANCH_UNKNOWN),
        ({"open_bank": ITS_BRANCH}, NotAccepted.BRANCH_UNKNOWN),
        (
            {"open_bank": ITS_BRANCH, "clearing_bank": NOT_COOPERATING, "sender": NOT_COOPERATING},
            NotAccepted.BANK_NOT_COOPERATING,
        ),
        ({"sender": NOT_COOPERATING}, NotAccepted.NOT_OF_SENDER),
        ({"bank_account": "123"}, NotAccepted.ACCOUNT_UNREADABLE),
        ({"bank_account": "<script>alert()"}, NotAccepted.ACCOUNT_UNREADABLE),
    ],
)
def test_what_is_wrong_is_refused(who: Resident, changes: Any, why: NotAccepted) -> None:
    assert bank_tells(signing(who, **changes)) is why
    assert queries.agreements(who.payer_id) == []


def test_an_account_has_one_live_agreement_with_an_office(who: Resident) -> None:
    first = signing(who)
    bank_tells(first)
    again = signing(who, bank_account=first.bank_account)
    assert bank_tells(again) is NotAccepted.ACCOUNT_AGREED
    bank_tells(ending(first))
    assert bank_tells(signing(who, bank_account=first.bank_account)) is None


def test_a_number_that_another_agreement_has_is_refused(who: Resident) -> None:
    first = signing(who)
    bank_tells(first)
    other = signing(who, protocol_no=first.protocol_no)
    assert bank_tells(other) is NotAccepted.PROTOCOL_TAKEN


def test_the_document_is_found_whatever_the_case_of_its_last_character() -> None:
    who = somebody(id_no="99011119500301004X")
    assert bank_tells(signing(who, id_no="99011119500301004x")) is None


def test_a_name_that_gbk_cannot_write_is_the_one_that_banks_have() -> None:
    who = somebody(name="石䶮")
    assert bank_tells(signing(who, holder_name="石?")) is NotAccepted.NAME_DIFFERS
    told = a_person(agency_code=who.agency_code, personal_no=who.personal_no, name="石䶮")
    amend_person(replace(told, id_no=id_number(who.payer_id), wire_name="石龑"), today=TODAY)
    assert bank_tells(signing(who, holder_name="石龑", payer_name="石龑")) is None


def test_ended_at_the_bank_no_payment_begins_by_it(who: Resident) -> None:
    told = signing(who)
    bank_tells(told)
    ids = declare(who, a_regular(who))
    assert bank_tells(ending(told), TOMORROW) is None
    seen = the_only(who)
    assert (seen.state, seen.ended_on) == ("REVOKED", TOMORROW)
    with pytest.raises(AgreementNotUsable):
        order(who, ids, seen.id)


def test_a_debit_under_way_runs_to_its_end(who: Resident) -> None:
    told = signing(who)
    bank_tells(told)
    number = order(who, declare(who, a_regular(who)), the_only(who).id)
    bank_tells(ending(told), TOMORROW)
    assert state_of(who, number) == "IN_FLIGHT"


def test_ended_twice_it_is_ended_once(who: Resident) -> None:
    told = signing(who)
    bank_tells(told)
    end = ending(told)
    assert [bank_tells(end), bank_tells(end), bank_tells(ending(told), TOMORROW)] == [None] * 3
    assert the_only(who).ended_on == TODAY


def test_a_signing_told_again_after_the_end_revives_nothing(who: Resident) -> None:
    told = signing(who)
    bank_tells(told)
    bank_tells(ending(told))
    assert bank_tells(told) is None
    assert the_only(who).state == "REVOKED"


@pytest.mark.parametrize(
    "changes",
    [
        {"protocol_no": "0"},
        {"bank_account": "6228480000000000000"},
        {"clearing_bank": NOT_COOPERATING, "sender": NOT_COOPERATING},
    ],
)
def test_nobody_ends_what_is_not_named_right(who: Resident, changes: dict[str, Any]) -> None:
    told = signing(who)
    bank_tells(told)
    assert bank_tells(ending(told, **changes)) is NotAccepted.AGREEMENT_UNKNOWN
    assert bank_tells(ending(told, sender=NOT_COOPERATING)) is NotAccepted.NOT_OF_SENDER
    assert the_only(who).state == "VERIFIED"


def test_a_document_corrected_since_does_not_keep_it_alive(who: Resident) -> None:
    told = signing(who)
    bank_tells(told)
    assert bank_tells(ending(told, id_no="990199195003010015")) is None
    assert the_only(who).state == "REVOKED"


@pytest.mark.parametrize("revoking", [False, True])
def test_a_bank_ends_what_was_signed_on_our_pages_too(revoking: bool) -> None:
    who = somebody()
    number = an_agreement(who, office=f"1{CHAOYANG}0000")
    told = queries.agreement_told(number)
    if revoking:
        revoke_agreement(payer_id=who.payer_id, agreement_id=number, actor=who.actor, today=TODAY)
    end = ending(
        signing(who),
        protocol_no=told.protocol_no,
        bank_account=told.bank_account,
        clearing_bank=f"{told.clearing_bank:012d}",
    )
    assert bank_tells(replace(end, sender=ICBC)) is None
    assert the_only(who).state == "REVOKED"


def test_one_that_is_not_verified_yet_is_not_in_force() -> None:
    who = somebody()
    told = queries.agreement_told(sign(who, office=f"1{CHAOYANG}0000"))
    end = ending(signing(who), protocol_no=told.protocol_no, bank_account=told.bank_account)
    assert bank_tells(end) is NotAccepted.NOT_IN_FORCE


def test_the_payer_ends_it_at_the_bank_and_not_here(who: Resident) -> None:
    number = signed_at_bank(who)
    with pytest.raises(AgreementEndedAtBank) as refused:
        revoke_agreement(payer_id=who.payer_id, agreement_id=number, actor=who.actor, today=TODAY)
    assert refused.value.bank == "中国工商银行股份有限公司太原小店支行"
    assert the_only(who).state == "VERIFIED"


def test_where_banks_sign_nobody_signs_here(who: Resident) -> None:
    with pytest.raises(AgreementSignedAtBank) as refused:
        sign(who)
    assert refused.value.place == "山西省"
    assert queries.agreements(who.payer_id) == []


def test_the_account_is_sealed_and_nothing_told_is_kept_in_the_open(who: Resident) -> None:
    account = a_bank_account()
    told = signing(who, bank_account=account)
    bank_tells(told)
    row = Agreement.objects.get(payer_id=who.payer_id)
    assert bytes(row.bank_account_digest) == digest("bank_account", account)
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(n::text, '') || string_agg(a::text, '')"
                       " FROM payment_bank_notice n, payment_agreement a")  # fmt: skip
        ((kept,),) = cursor.fetchall()
    assert account not in kept
    assert told.id_no not in kept


@pytest.mark.parametrize("change", ["DELETE FROM", "UPDATE"])
def test_what_a_bank_has_told_is_never_changed(who: Resident, change: str) -> None:
    signed_at_bank(who)
    values = " SET sender = '1'" if change == "UPDATE" else ""
    with connection.cursor() as cursor, pytest.raises(DatabaseError):
        cursor.execute(f"{change} payment_bank_notice{values}")
