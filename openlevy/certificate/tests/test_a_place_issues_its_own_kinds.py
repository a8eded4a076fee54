"""《社会保险费缴费证明》 and 《社会保险费缴费记录》: by the place, of what is cleared, once."""

import hashlib
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from openlevy.certificate.models import Certificate
from openlevy.certificate.paper.content import ProofContent, RecordContent, read_canonical
from openlevy.certificate.queries import certificates, check, pdf
from openlevy.certificate.rules import (
    CertificateKeyReused,
    NotClearedYet,
    NothingPaid,
    NotIssuedThere,
    ReceiptLate,
)
from openlevy.certificate.services import EVERY_INSURANCE, Asking, apply
from openlevy.certificate.services.making import make_waiting
from openlevy.kernel.period import Period
from openlevy.parties.tests.people import PENSION, TODAY, TOMORROW, Resident, a_resident
from openlevy.payment.models import Order
from openlevy.payment.rules import Answer
from openlevy.payment.tests.paying import an_order, bank_says
from openlevy.privacy.services import ensure_keys, unseal
from openlevy.reference.certificates import Kind
from openlevy.treasury.tests.lists import booking, listed, receipt, received

YEAR = Period.year(TODAY.year)
PROOF = Asking("shanxi", EVERY_INSURANCE, YEAR, Kind.PROOF)
MEDICAL = "10212"
KEY = UUID(int=7)


@pytest.fixture
def who(transactional_db: None) -> Resident:
    """Somebody in 太原 whose year is paid."""
    ensure_keys()
    payer = a_resident()
    bank_says(an_order(payer), Answer.DONE)
    return payer


@pytest.fixture
def cleared(who: Resident) -> Resident:
    """The same, cleared."""
    received(receipt(_order(who)))
    _to_taiyuan()
    return who


def _order(who: Resident) -> int:
    return Order.objects.get(payer_id=who.payer_id).id


def _to_taiyuan() -> None:
    Order.objects.update(tax_office="11401050000")


def _apply(who: Resident, asking: Asking = PROOF, key: UUID | None = None) -> int:
    return apply(
        payer_id=who.payer_id,
        asking=asking,
        request_key=key or uuid4(),
        today=TOMORROW,
        at=timezone.now(),
    )


def _row(who: Resident, number: int) -> Certificate:
    return Certificate.objects.get(payer_id=who.payer_id, id=number)


def _content(who: Resident, number: int) -> RecordContent:
    return read_canonical(unseal(_row(who, number).content, purpose="certificate.content"), "")


def test_a_proof_says_when_each_line_was_paid_and_received(cleared: Resident) -> None:
    content = _content(cleared, _apply(cleared))
    assert isinstance(content, ProofContent)
    assert content.title == "社会保险费缴费证明"
    assert content.issuer == "国家税务总局山西省税务局"
    (line,) = content.lines
    assert (line.paid_on, line.received_on) == (TOMORROW, TOMORROW)


def test_a_proof_names_what_else_the_place_takes_for_one(cleared: Resident) -> None:
    said = "".join(_content(cleared, _apply(cleared)).notes)
    assert "加盖商业银行收讫专用章的收款凭证、缴费专用POS机小票，同样可以作为缴费凭证。" in said


def test_where_no_source_names_anything_else_the_paper_does_not_either(
    cleared: Resident,
) -> None:
    Order.objects.update(tax_office="11501050000")
    said = "".join(
        _content(cleared, _apply(cleared, Asking("neimenggu", "", YEAR, Kind.PROOF))).notes
    )
    assert "同样可以" not in said


def test_a_place_without_proofs_makes_none(cleared: Resident) -> None:
    Order.objects.update(tax_office="11101110000")
    with pytest.raises(NotIssuedThere) as refused:
        _apply(cleared, Asking("beijing", EVERY_INSURANCE, YEAR, Kind.PROOF))
    assert refused.value.facts() == {"place": "beijing", "kind": "payment_proof"}
    assert not Certificate.objects.exists()


def test_a_record_of_the_same_place_is_a_record(cleared: Resident) -> None:
    number = _apply(cleared, Asking("shanxi", EVERY_INSURANCE, YEAR))
    assert type(_content(cleared, number)) is RecordContent
    assert _row(cleared, number).kind == "payment_record"


def test_a_proof_is_about_the_insurance_asked_for(cleared: Resident) -> None:
    assert _apply(cleared, Asking("shanxi", PENSION, YEAR, Kind.PROOF))
    with pytest.raises(NothingPaid):
        _apply(cleared, Asking("shanxi", MEDICAL, YEAR, Kind.PROOF))


def test_what_is_not_cleared_is_named_with_the_days_expected(who: Resident) -> None:
    """Paid on Saturday 2026-11-21: the third and the fifth working day after it."""
    _to_taiyuan()
    with pytest.raises(NotClearedYet) as refused:
        _apply(who)
    assert refused.value.facts() == {
        "expected_from": date(2026, 11, 25),
        "expected_to": date(2026, 11, 27),
    }


def test_what_is_late_is_not_expected_on_days_gone_by(who: Resident) -> None:
    _to_taiyuan()
    for day, refusal in ((27, NotClearedYet), (28, ReceiptLate)):
        with pytest.raises(refusal) as refused:
            apply(
                payer_id=who.payer_id, asking=PROOF, request_key=uuid4(),
                today=date(2026, 11, day), at=timezone.now(),
            )  # fmt: skip
        assert refused.value.facts().get("expected_from") in (date(2026, 11, 27), None)


def test_a_debit_that_was_disproved_is_not_proved(who: Resident) -> None:
    listed(booking(_order(who), "FAILED"))
    _to_taiyuan()
    with pytest.raises(NothingPaid):
        _apply(who)


def test_the_same_request_is_one_proof(cleared: Resident) -> None:
    assert _apply(cleared, key=KEY) == _apply(cleared, key=KEY)
    assert Certificate.objects.count() == 1


def test_the_key_of_a_record_asks_for_no_proof(cleared: Resident) -> None:
    _apply(cleared, Asking("shanxi", EVERY_INSURANCE, YEAR), KEY)
    with pytest.raises(CertificateKeyReused):
        _apply(cleared, key=KEY)


def test_a_record_asked_for_before_there_were_kinds_is_still_the_same_request(
    cleared: Resident,
) -> None:
    number = _apply(cleared, Asking("shanxi", EVERY_INSURANCE, YEAR), KEY)
    before = f"shanxi||{YEAR}"
    assert bytes(_row(cleared, number).request_hash) == hashlib.sha256(before.encode()).digest()


def test_it_is_made_with_its_seal_put_on_and_found_by_the_check(cleared: Resident) -> None:
    number = _apply(cleared)
    assert make_waiting(most=5, today=TOMORROW) == 1
    (seen,) = certificates(cleared.payer_id, applied_from=TODAY, applied_to=TOMORROW)
    assert (seen.kind, seen.state) == ("payment_proof", "MADE")
    paper = pdf(cleared.payer_id, number)
    assert paper is not None
    assert b"/Seal Do" in paper, "what one sees of the signature"
    content = _content(cleared, number)
    found = check(content.id_no, content.verification_code)
    assert isinstance(found, ProofContent)
    assert found.title == "社会保险费缴费证明"


def test_the_database_knows_two_kinds(cleared: Resident) -> None:
    number = _apply(cleared)
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.filter(id=number).update(kind="receipt")
