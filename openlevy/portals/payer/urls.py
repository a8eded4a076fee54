"""The payer's addresses: English nouns; labels are on the pages."""

from django.urls import path, register_converter

from openlevy.portals.payer.views import (
    account,
    agreements,
    amounts,
    checkout,
    declarations,
    home,
    menu,
    paying,
    payments,
    records,
    sign_in,
)


class RecordNumber:
    """A record's number in an address: at most what the database can count to."""

    regex = "[1-9][0-9]{0,17}"

    def to_python(self, value: str) -> int:
        """The number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Its digits."""
        return str(value)


register_converter(RecordNumber, "record")

_PENSION = {"key": "resident_pension", "mark": "pension"}
_AGREEMENTS = {"key": "agreements", "mark": "agreements"}
_RECORDS = {"key": "records", "mark": "records"}

app_name = "payer"
urlpatterns = [
    path("sign-in", sign_in.sign_in, name="sign_in"),
    path("sign-out", sign_in.sign_out, name="sign_out"),
    path("", home.home, name="home"),
    path("messages/", home.messages, name="messages"),
    path("me/", home.me, name="me"),
    path("me/password/", account.password, name="password"),
    path("services/", menu.services, name="services"),
    path("services/premiums/", menu.premium_services, name="premium_services"),
    path("pension/", menu.section, _PENSION, name="pension"),
    path("services/agreements/", menu.section, _AGREEMENTS, name="agreement_services"),
    path("services/records/", menu.section, _RECORDS, name="record_services"),
    path("pension/payment/", paying.identity, name="payment"),
    path("pension/payment/enrolments/", paying.choose_enrolment, name="payment_enrolments"),
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
    path("pension/payment/method/", checkout.choose_method, name="pay"),
    path("pension/payment/agreement/", checkout.choose_agreement, name="pay_agreement"),
    path("pension/payments/<record:number>/outcome/", checkout.outcome, name="outcome"),
    path(
        "pension/payments/<record:number>/outcome/state/",
        checkout.outcome_state,
        name="outcome_state",
    ),
    path("pension/payments/", payments.search, name="payments"),
    path("pension/payments/<record:number>/", payments.detail, name="payment_record"),
    path("pension/declarations/", declarations.search, name="declarations"),
    path("pension/declarations/<record:number>/", declarations.detail, name="declaration"),
    path(
        "pension/declarations/<record:number>/voiding/",
        declarations.voiding,
        name="declaration_voiding",
    ),
    path("pension/amount/", amounts.choose_enrolment, name="amount"),
    path("pension/amount/<record:number>/", amounts.choose_amount, name="amount_enrolment"),
    path("pension/amount/<record:number>/done/", amounts.done, name="amount_done"),
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
    path("records/print/", records.printing, name="record_printing"),
    path("records/downloads/", records.downloads, name="record_downloads"),
    path("records/downloads/state/", records.downloads_state, name="record_downloads_state"),
    path("records/<record:number>/document.pdf", records.document, name="record_document"),
]
