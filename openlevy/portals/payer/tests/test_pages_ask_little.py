"""A page asks the database for the user (with the day) and for what it shows, no more often than
here: two or three statements, whatever somebody has."""

from django.urls import reverse

from openlevy.payment.queries import agreements, lines_of_order
from openlevy.portals.payer.tests.conftest import Browser
from openlevy.portals.payer.tests.test_a_resident_pays_the_year import (
    agreement_page,
    declare,
    order_of,
    pay,
    set_amount,
)
from openlevy.portals.shared.tests.people import (
    a_medical_enrolment,
    a_second_enrolment,
    bank_answers,
)
from openlevy.statements.tests.counting import counted

MENUS = (
    "services",
    "premium_services",
    "pension",
    "medical",
    "agreement_services",
    "record_services",
)
USER, ONE, TWO, THREE, FOUR = 1, 2, 3, 4, 5
"""The user alone; the user and so many reads more."""


def _asked(browser: Browser, address: str) -> list[str]:
    browser.client.get(address)  # what is prepared once for a connection is prepared
    with counted() as sent:
        response = browser.client.get(address)
    assert response.status_code == 200, address
    return sent


def test_every_page_of_the_journey(browser: Browser) -> None:
    who = browser.who
    a_second_enrolment(who)
    order = order_of(pay(browser))
    bank_answers(order, "90000")
    declaration = lines_of_order(who.payer_id, order)[0].declaration_id
    agreement = agreements(who.payer_id)[0].id
    at_most = {
        **{reverse(f"payer:{name}"): USER for name in MENUS},
        reverse("payer:home"): THREE,
        reverse("payer:messages"): THREE,
        reverse("payer:me"): FOUR,  # one more for who is enrolled twice, as here
        reverse("payer:password"): USER,
        reverse("payer:place"): ONE,
        reverse("payer:payment"): ONE,
        reverse("payer:payment_enrolments"): ONE,
        reverse("payer:payment_regular", args=[who.enrolment_id]): TWO,
        reverse("payer:payment_special", args=[who.enrolment_id]): TWO,
        reverse("payer:amount"): THREE,
        reverse("payer:opened"): ONE,
        reverse("payer:amount_enrolment", args=[who.enrolment_id]): TWO,
        reverse("payer:amount_done", args=[who.enrolment_id]): ONE,
        reverse("payer:agreements"): ONE,
        reverse("payer:agreement_new"): TWO,
        reverse("payer:agreement_signed", args=[agreement]): ONE,
        reverse("payer:agreement_revocation", args=[agreement]): ONE,
        reverse("payer:declarations"): ONE,
        reverse("payer:declaration", args=[declaration]): TWO,
        reverse("payer:outcome", args=[order]): TWO,
        reverse("payer:payments"): ONE,
        reverse("payer:payment_record", args=[order]): TWO,
        reverse("payer:record_printing") + "?start=2026&end=2026": ONE,
        reverse("payer:record_downloads"): ONE,
        reverse("payer:proof_printing"): USER,
        reverse("payer:proof_printing") + "?start=2026&end=2026": ONE,
        reverse("payer:proof_downloads"): ONE,
    }
    asked = {address: _asked(browser, address) for address in at_most}
    more = {address: sent for address, sent in asked.items() if len(sent) > at_most[address]}
    assert more == {}


def test_the_way_to_the_bank_reads_what_is_to_be_paid_and_the_agreements(browser: Browser) -> None:
    set_amount(browser)
    method = declare(browser)
    assert len(_asked(browser, method)) == ONE
    assert len(_asked(browser, agreement_page(method))) == TWO


def test_nobody_signed_in_reads_nothing(browser: Browser) -> None:
    browser.client.logout()
    for address in (reverse("payer:sign_in"), reverse("public:verify")):
        assert _asked(browser, address) == [], address


def test_every_page_of_the_other_insurance(browser: Browser) -> None:
    insured = a_medical_enrolment(browser.who)
    at_most = {
        reverse("payer:medical_payment"): ONE,
        reverse("payer:medical_payment_enrolments"): ONE,
        reverse("payer:medical_payment_amounts", args=[insured]): FOUR,
        reverse("payer:medical_declarations"): ONE,
        reverse("payer:medical_payments"): ONE,
    }
    asked = {address: len(_asked(browser, address)) for address in at_most}
    assert {a: n for a, n in asked.items() if n > at_most[a]} == {}
