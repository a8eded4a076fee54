"""The payer's addresses: English nouns; labels are on the pages."""

from collections.abc import Iterable
from dataclasses import replace

from django.urls import URLPattern, path

from openlevy.access import rules
from openlevy.portals.payer.papers import PROOFS, RECORDS, Papers
from openlevy.portals.payer.sections import DAILY, MEDICAL, PENSION, Section
from openlevy.portals.payer.views import (
    account,
    agreements,
    amounts,
    certificates,
    checkout,
    daily_form,
    daily_reports,
    declarations,
    home,
    mailbox,
    medical,
    menu,
    others,
    outcome,
    paying,
    payments,
    phone,
    place,
    recovery,
    registration,
    sign_in,
)
from openlevy.portals.payer.ways import where_declared
from openlevy.portals.shared.record_numbers import know_record_numbers

know_record_numbers()

_AGREEMENTS = {"key": "agreements", "mark": "agreements"}
_REGISTER, _REGAIN = {"purpose": rules.REGISTRATION}, {"purpose": rules.REGAIN}
_RECORDS = {"key": "records", "mark": "records"}
_OF_ALL = {
    name: {"section": replace(DAILY, mark=f"daily_{name}")} for name in ("declarations", "payments")
}


def _declared(pages: Iterable[URLPattern], *, on_form: bool) -> list[URLPattern]:
    """Pages of places that declare on one form, or of those that do insurance by insurance."""
    found = []
    for one in pages:
        view = where_declared(one.callback, on_form=on_form)
        found.append(path(str(one.pattern), view, one.default_args, one.name))
    return found


def _of(section: Section, *, named: str = "") -> list[URLPattern]:
    """The pages that every insurance has, under addresses of its own."""
    at, given = section.mark, {"section": section}
    return [
        path(f"{at}/", menu.insurance, given, name=at),
        path(f"{at}/payment/", paying.identity, given, name=f"{named}payment"),
        path(
            f"{at}/payment/enrolments/",
            paying.choose_enrolment,
            given,
            name=f"{named}payment_enrolments",
        ),
        *(_for_others(section) if section is MEDICAL else []),
        path(f"{at}/declarations/", declarations.search, given, name=f"{named}declarations"),
        path(f"{at}/payments/", payments.search, given, name=f"{named}payments"),
    ]


def _for_others(section: Section) -> list[URLPattern]:
    """为他人缴费; of a place where the insurance is not paid for others there are none."""
    mark, given = "daily" if section.on_form else section.mark, {"section": section}
    at, name = f"{mark}/others", f"{mark}_others"
    one = f"{at}/<record:principal>"
    return [
        path(f"{at}/", others.whom, given, name=f"{name}_payment"),
        path(f"{at}/payments/", others.payments, given, name=f"{name}_payments"),
        path(f"{one}/removal/", others.forgetting, given, name=f"{name}_forgetting"),
        path(
            f"{one}/declarations/<record:number>/voiding/",
            others.voiding,
            given,
            name=f"{name}_voiding",
        ),
    ]


def _papers(papers: Papers) -> list[URLPattern]:
    """The pages that both kinds of certificates have, under addresses of their own."""
    at, named, given = f"{papers.mark}s", papers.mark, {"papers": papers}
    return [
        path(f"{at}/print/", certificates.printing, given, name=f"{named}_printing"),
        path(f"{at}/downloads/", certificates.downloads, given, name=f"{named}_downloads"),
        path(
            f"{at}/downloads/state/",
            certificates.downloads_state,
            given,
            name=f"{named}_downloads_state",
        ),
        path(
            f"{at}/<record:number>/document.pdf",
            certificates.document,
            given,
            name=f"{named}_document",
        ),
    ]


_INSURANCES = [
    *_of(PENSION),
    *_of(MEDICAL, named="medical_"),
    path(
        "pension/payment/enrolments/<record:number>/regular/",
        paying.regular,
        name="payment_regular",
    ),
    path(
        "pension/payment/enrolments/<record:number>/special/",
        paying.special,
        name="payment_special",
    ),
    path(
        "medical/payment/enrolments/<record:number>/",
        medical.amounts,
        name="medical_payment_amounts",
    ),
    path(
        "medical/others/<record:principal>/enrolments/",
        others.choose_enrolment,
        {"section": MEDICAL},
        name="medical_others_enrolments",
    ),
    path(
        "medical/others/<record:principal>/enrolments/<record:number>/",
        medical.amounts,
        name="medical_others_amounts",
    ),
    path("pension/amount/", amounts.choose_enrolment, name="amount"),
    path("pension/amount/<record:number>/", amounts.choose_amount, name="amount_enrolment"),
    path("pension/amount/<record:number>/done/", amounts.done, name="amount_done"),
]
_FORM = [
    path("daily/", daily_form.form, name="daily"),
    *_for_others(replace(DAILY, mark="daily")),
    path("daily/others/<record:principal>/", daily_form.form, name="daily_others_enrolments"),
    path("daily/paying/", daily_reports.paying, name="daily_paying"),
    path("daily/voiding/", daily_reports.voiding, name="daily_voiding"),
]

app_name = "payer"
urlpatterns = [
    path("sign-in", sign_in.sign_in, name="sign_in"),
    path("registration/", registration.begin, _REGISTER, name="registration"),
    path("registration/<uuid:key>/", registration.proof, name="registration_proof"),
    path("registration/<uuid:key>/state/", registration.state, name="registration_state"),
    path("recovery/", recovery.begin, name="recovery"),
    path("recovery/identity/", registration.begin, _REGAIN, name="regain"),
    path("recovery/<uuid:key>/", recovery.code, name="recovery_code"),
    path("sign-out", sign_in.sign_out, name="sign_out"),
    path("", home.home, name="home"),
    path("messages/", home.messages, name="messages"),
    path("payment/reopened/", home.opened, name="opened"),
    path("me/", home.me, name="me"),
    path("me/place/", place.choose, name="place"),
    path("me/password/", account.password, name="password"),
    path("me/phone/", phone.begin, name="phone"),
    path("me/phone/<uuid:key>/", phone.code, name="phone_code"),
    path("me/mailbox/", mailbox.begin, name="mailbox"),
    path("me/mailbox/removal/", mailbox.removal, name="mailbox_removal"),
    path("me/mailbox/<uuid:key>/", mailbox.code, name="mailbox_code"),
    path("services/", menu.services, name="services"),
    path("services/premiums/", menu.premium_services, name="premium_services"),
    path("services/agreements/", menu.section, _AGREEMENTS, name="agreement_services"),
    path("services/records/", menu.section, _RECORDS, name="record_services"),
    *_declared(_INSURANCES, on_form=False),
    *_declared(_FORM, on_form=True),
    path(
        "daily/declarations/",
        declarations.search,
        _OF_ALL["declarations"],
        name="daily_declarations",
    ),
    path("daily/payments/", payments.search, _OF_ALL["payments"], name="daily_payments"),
    path("payment/method/", checkout.choose_method, name="pay"),
    path("payment/confirmation/", checkout.confirmation, name="pay_confirmation"),
    path("payment/agreement/", checkout.choose_agreement, name="pay_agreement"),
    path("payments/<record:number>/outcome/", outcome.outcome, name="outcome"),
    path(
        "payments/<record:number>/outcome/state/",
        outcome.outcome_state,
        name="outcome_state",
    ),
    path("payments/<record:number>/", payments.detail, name="payment_record"),
    path("declarations/<record:number>/", declarations.detail, name="declaration"),
    path(
        "declarations/<record:number>/voiding/",
        declarations.voiding,
        name="declaration_voiding",
    ),
    path("agreements/", agreements.index, name="agreements"),
    path("agreements/new/", agreements.new, name="agreement_new"),
    path("agreements/<record:number>/signed/", agreements.signed, name="agreement_signed"),
    path(
        "agreements/<record:number>/signed/state/",
        agreements.signed_state,
        name="agreement_state",
    ),
    path(
        "agreements/<record:number>/revocation/",
        agreements.revocation,
        name="agreement_revocation",
    ),
    *_papers(RECORDS),
    *_papers(PROOFS),
]
