"""9114 from a bank as payment understands it, and payment's verdict as 9115 tells it.

The bank is ``SendOrgCode``, by the number it clears with; the network has vouched for that.
"""

from openlevy.gateways.treasury.codec import (
    AgreementAction,
    AgreementAnswer,
    AgreementRequest,
    AgreementVerdict,
)
from openlevy.payment.queries import Verdict
from openlevy.payment.rules import BankTold, NotAccepted, Told

_TOLD = {AgreementAction.VERIFY: Told.SIGNED, AgreementAction.REVOKE: Told.ENDED}
_TAKEN = {AgreementAction.VERIFY: "已登记", AgreementAction.REVOKE: "已解除"}
_WHY = {
    NotAccepted.KEY_REUSED: "委托序号重复，内容与原请求不一致",
    NotAccepted.NOT_OF_SENDER: "发起行不是该账户的清算行",
    NotAccepted.OFFICE_UNKNOWN: "税务机关代码不存在",
    NotAccepted.NOT_SIGNED_AT_BANKS: "该税务机关的缴费协议不在银行签订",
    NotAccepted.BANK_NOT_COOPERATING: "该行不是当地税务机关的协作银行",
    NotAccepted.BRANCH_UNKNOWN: "开户行行号不存在或不属于该清算行",
    NotAccepted.ACCOUNT_UNREADABLE: "银行账号不是 10 至 30 位数字",
    NotAccepted.PAYER_UNKNOWN: "经办机构未传递该证件号码的参保人",
    NotAccepted.NAME_DIFFERS: "姓名或户名与参保登记不一致",
    NotAccepted.ACCOUNT_AGREED: "该账户与该税务机关已有有效的协议",
    NotAccepted.PROTOCOL_TAKEN: "协议书号已被使用",
    NotAccepted.AGREEMENT_UNKNOWN: "没有该账户的这份协议",
    NotAccepted.NOT_IN_FORCE: "该协议尚未验证成功，不需要解除",
}
"""Texts of at most sixty characters: some fronts of the network take no longer ones."""


def told_in(request: AgreementRequest) -> BankTold:
    """What the bank has told."""
    return BankTold(
        told=_TOLD[request.action],
        sender=request.sender_code,
        entrusted_on=request.entrusted_on,
        request_no=request.request_no,
        protocol_no=request.agreement_no,
        tax_office=request.tax_office_code,
        open_bank=request.opening_bank_no,
        clearing_bank=request.clearing_bank_no,
        bank_account=request.payer_bank_account_no,
        holder_name=request.holder_name,
        payer_name=request.payer_name,
        id_no=request.payer_no,
    )


def answer_to(request: AgreementRequest, decided: Verdict) -> AgreementAnswer:
    """The request's identity again, with the verdict."""
    why = decided.refused_because
    return AgreementAnswer(
        sender_code=request.sender_code,
        entrusted_on=request.entrusted_on,
        request_no=request.request_no,
        action=request.action,
        tax_office_code=request.tax_office_code,
        payer_name=request.payer_name,
        payer_no=request.payer_no,
        opening_bank_no=request.opening_bank_no,
        clearing_bank_no=request.clearing_bank_no,
        payer_bank_account_no=request.payer_bank_account_no,
        holder_name=request.holder_name,
        agreement_no=request.agreement_no,
        verdict=AgreementVerdict.FAILED if why else AgreementVerdict.PASSED,
        note=_WHY[why] if why else _TAKEN[request.action],
    )
