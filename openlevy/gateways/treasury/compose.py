"""Outbox row → message: what the network is told, taken from the record the row names."""

from collections.abc import Callable
from datetime import date

from django.conf import settings

from openlevy.gateways.treasury.codec import (
    AgreementAction,
    AgreementAnswer,
    AgreementRequest,
    Body,
    BudgetLevel,
    DebitRequest,
    Envelope,
    GeneralAnswer,
    Handling,
    MessageUnreadable,
    Premium,
    PremiumDetail,
    PremiumKind,
    ReversalRequest,
    StatusInquiry,
    decode,
    encode,
    number_of,
    read_head,
)
from openlevy.gateways.treasury.codec.results import CONTENT_WRONG, SIGNATURE_WRONG
from openlevy.gateways.treasury.cut import cut_since_taken
from openlevy.gateways.treasury.from_banks import answer_to, told_in
from openlevy.gateways.treasury.nodes import our_signer
from openlevy.gateways.treasury.signing import attach, detach
from openlevy.messages.queries import received_bytes
from openlevy.messages.services import ToSend
from openlevy.parties.queries import id_number
from openlevy.payment.queries import (
    Debit,
    DebitLine,
    agreement_told,
    debit,
    order_state,
    verdict,
)
from openlevy.payment.services import TradeKey
from openlevy.payment.states import OPEN_OUTCOME, OrderState
from openlevy.reference import queries as reference
from openlevy.treasury.queries import work_date

_SERIAL = 100_000_000


class NothingToSay(Exception):
    """The row has lost its reason: what it would tell is no longer so."""


class AfterTheCut(NothingToSay):
    """A debit can be undone on its own day only."""


def compose(message: ToSend, *, today: date) -> tuple[str, bytes]:
    """The message's id and its signed bytes.

    Raises:
        NothingToSay: it need not be sent any more.
        MessageUnwritable: the record does not fit the format; somebody has to look.
    """
    body = _BODIES[message.topic](message, today)
    msg_id = f"{today:%Y%m%d}{message.id:012d}"
    envelope = Envelope(
        src=settings.OPENLEVY_NODE,
        des=settings.OPENLEVY_TREASURY_NODE,
        msg_no=number_of(type(body)),
        msg_id=msg_id,
        msg_ref=_answers_to(message) or msg_id,
        work_date=work_date(),
        body=body,
    )
    return msg_id, attach(encode(envelope), our_signer())


def require_due(message: ToSend, *, today: date) -> None:
    """Bytes kept from an earlier try are sent only while what they ask for still stands: a debit
    that has been reversed meanwhile must never be asked for, nor one be reversed after the cut.

    Raises:
        NothingToSay
    """
    still = _DUE_IN.get(message.topic)
    if still is not None and (state := order_state(message.record_id)) not in still:
        raise NothingToSay(state)
    if message.topic == "1021":
        _require_before_cut(debit(message.record_id), today)


def _require_before_cut(told: Debit, today: date) -> None:
    """A reversal goes out on the debit's own day; afterwards reconciliation tells what became of
    it, and a debit of yesterday is not undone."""
    key = TradeKey(told.tax_office, told.entrust_on, told.trade_no)
    if today > told.entrust_on or cut_since_taken(key):
        raise AfterTheCut("after the day cut")


_DUE_IN = {"1001": OPEN_OUTCOME, "9003": OPEN_OUTCOME, "1021": (OrderState.REVERSING,)}


def _answers_to(message: ToSend) -> str:
    """What answers a message refers to it; its record is the message in the inbox."""
    return read_head(_answered(message)).msg_id if message.topic in _ANSWERS else ""


_ANSWERS = ("9115", "9120")


def _answered(message: ToSend) -> bytes:
    return detach(received_bytes(message.record_id))[0]


def _debit_request(message: ToSend, today: date) -> DebitRequest:
    told = debit(message.record_id)
    if told.state not in OPEN_OUTCOME:
        raise NothingToSay(told.state)
    treasury = reference.treasury(f"{told.treasury_code:010d}")
    return DebitRequest(
        tax_office_code=told.tax_office,
        entrusted_on=told.entrust_on,
        transaction_no=told.trade_no,
        handling=Handling.TREASURY,
        treasury_code=treasury.code,
        payee_bank_no=treasury.bank_row,
        payee_bank_account_no=treasury.code,
        payee_name=treasury.name,
        clearing_bank_no=f"{told.clearing_bank:012d}",
        opening_bank_no=f"{told.open_bank:012d}",
        payer_bank_account_no=told.bank_account,
        holder_name=told.holder_name,
        receipt_no=told.voucher_no,
        billed_on=told.entrust_on,
        payer_no=id_number(told.payer_id),
        payer_name=told.payer_name,
        agreement_no=told.protocol_no,
        premiums=tuple(
            _premium(number, line, told) for number, line in enumerate(told.lines, start=1)
        ),
    )


def _premium(number: int, line: DebitLine, told: Debit) -> Premium:
    past = line.period_end < told.entrust_on
    return Premium(
        project_number=number,
        budget_subject_code=line.levy_item,
        due_on=told.entrust_on,
        premium_name=reference.levy_item(line.levy_item).name,
        budget_level=BudgetLevel.COUNTY,
        budget_level_name="县级",
        starts_on=line.period_start,
        ends_on=line.period_end,
        kind=PremiumKind.ARREARS if past else PremiumKind.CURRENT,
        details=(
            PremiumDetail(
                detail_number=1,
                subitem_code=line.levy_subitem,
                subitem_name=reference.levy_item(line.levy_subitem).name,
                quantity=1,
                base_fen=line.amount_fen,
                due_fen=line.amount_fen,
                deducted_fen=0,
                paid_fen=line.amount_fen,
            ),
        ),
    )


def _agreement_request(message: ToSend, today: date) -> AgreementRequest:
    told = agreement_told(message.record_id)
    revoked = message.topic != "9114"
    if not revoked and told.state != "SUBMITTED":
        raise NothingToSay(told.state)
    return AgreementRequest(
        sender_code=settings.OPENLEVY_NODE,
        entrusted_on=today,
        request_no=f"{message.id % _SERIAL:08d}",
        action=AgreementAction.REVOKE if revoked else AgreementAction.VERIFY,
        tax_office_code=told.tax_office,
        payer_name=told.holder_name,
        payer_no=id_number(told.payer_id),
        opening_bank_no=f"{told.open_bank:012d}",
        clearing_bank_no=f"{told.clearing_bank:012d}",
        payer_bank_account_no=told.bank_account,
        holder_name=told.holder_name,
        agreement_no=told.protocol_no,
    )


def _agreement_answer(message: ToSend, today: date) -> AgreementAnswer:
    """To the bank that has told of an agreement; what was decided is payment's to know."""
    request = decode(_answered(message)).body
    assert isinstance(request, AgreementRequest)
    decided = verdict(told_in(request))
    assert decided is not None
    return answer_to(request, decided)


def _status_inquiry(message: ToSend, today: date) -> StatusInquiry:
    told = debit(message.record_id)
    if told.state not in OPEN_OUTCOME:
        raise NothingToSay(told.state)
    return StatusInquiry(
        tax_office_code=told.tax_office,
        original_message_no="1001",
        entrusted_on=told.entrust_on,
        transaction_no=told.trade_no,
    )


def _reversal_request(message: ToSend, today: date) -> ReversalRequest:
    told = debit(message.record_id)
    if told.state != OrderState.REVERSING:
        raise NothingToSay(told.state)
    _require_before_cut(told, today)
    return ReversalRequest(
        tax_office_code=told.tax_office,
        requested_on=today,
        reversal_no=f"{message.id % _SERIAL:08d}",
        entrusted_on=told.entrust_on,
        transaction_no=told.trade_no,
        reason="扣款结果不明",
    )


def _general_answer(message: ToSend, today: date) -> GeneralAnswer:
    """Read again to say what is wrong with it: what can be read was not believed."""
    document = _answered(message)
    head = read_head(document)
    try:
        decode(document)
    except MessageUnreadable as fault:
        note = f"报文无法识别：{fault.tag or head.msg_no}（{fault.reason}）"
        return GeneralAnswer(original_message_no=head.msg_no, result=CONTENT_WRONG, note=note)
    return GeneralAnswer(
        original_message_no=head.msg_no, result=SIGNATURE_WRONG, note="电子签名校验错"
    )


_BODIES: dict[str, Callable[[ToSend, date], Body]] = {
    "1001": _debit_request,
    "9114": _agreement_request,
    "9114-revoke": _agreement_request,
    "9115": _agreement_answer,
    "9003": _status_inquiry,
    "1021": _reversal_request,
    "9120": _general_answer,
}
