"""9114 and 9115: an agreement signed here is verified by the bank, or revoked; the other way round,
a bank tells of one signed or ended with it, and is answered."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openlevy.gateways.treasury.codec.kinds import DATE, NOTE, choice, digits, printable, text
from openlevy.gateways.treasury.codec.layout import Block, Field, Layout


class AgreementAction(StrEnum):
    """What is asked (VCSign): of a bank to verify or revoke, by a bank to take down as signed or
    ended."""

    VERIFY = "1"
    REVOKE = "2"


class AgreementVerdict(StrEnum):
    """What came of it (VCResult)."""

    PASSED = "0"
    FAILED = "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Agreement:
    sender_code: str
    entrusted_on: date
    request_no: str
    action: AgreementAction
    tax_office_code: str
    payer_name: str
    payer_no: str
    opening_bank_no: str
    clearing_bank_no: str
    payer_bank_account_no: str
    holder_name: str
    agreement_no: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementRequest(_Agreement):
    """9114: is this account this payer's, and does its holder agree? From a bank: they do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementAnswer(_Agreement):
    """9115: the request's identity again, with the verdict; the reason is in ``note``."""

    verdict: AgreementVerdict
    note: str | None = None


def _identity(original: str) -> tuple[Field, ...]:
    return (
        Field(f"{original}SendOrgCode", "sender_code", digits(1, 12)),
        Field(f"{original}EntrustDate", "entrusted_on", DATE),
        Field(f"{original}VCNo", "request_no", digits(8)),
        Field("VCSign", "action", choice(AgreementAction)),
        Field("TaxOrgCode", "tax_office_code", digits(1, 12)),
        Field("TaxPayName", "payer_name", text(1, 200)),
        Field("TaxPayCode", "payer_no", text(1, 20), private=True),
        Field("PayOpBkCode", "opening_bank_no", digits(1, 12)),
        Field("PayBkCode", "clearing_bank_no", digits(12)),
        Field("PayAcct", "payer_bank_account_no", printable(1, 32), private=True),
        Field("HandOrgName", "holder_name", text(1, 200)),
        Field("ProtocolNo", "agreement_no", text(1, 60)),
    )


AGREEMENT_REQUEST = Layout("9114", AgreementRequest, (Block("ProveInfo9114", _identity("")),))
AGREEMENT_ANSWER = Layout(
    "9115",
    AgreementAnswer,
    (
        Block(
            "ProveReturn9115",
            (
                *_identity("Ori"),
                Field("VCResult", "verdict", choice(AgreementVerdict)),
                Field("AddWord", "note", NOTE, optional=True),
            ),
        ),
    ),
)
