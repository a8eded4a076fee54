"""The treasury network as it is met over HTTP: it signs messages, delivers them, and takes ours."""

import http.server
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.test import Client
from django.utils import timezone

from openlevy.gateways.treasury import codec as c
from openlevy.gateways.treasury.handlers import handle_waiting
from openlevy.gateways.treasury.signing import (
    PKCS7_P256,
    attach,
    ensure_node_keys,
    signer_for,
    verifier_for,
    verify,
)
from openlevy.messages import services as messages
from openlevy.parties.tests.people import TOMORROW
from openlevy.payment import queries as payment

ADDRESS = "/exchange/treasury/messages"


@dataclass
class Network:
    """The network's node; ``sent`` counts its messages."""

    today: date = TOMORROW
    sent: int = field(default=0)

    def message(self, body: c.Body, **head: Any) -> bytes:
        """A signed message under the next MsgID."""
        return self.signed(self.document(body, **head))

    def signed(self, document: bytes) -> bytes:
        """A document with the network's signature behind it, whatever stands in it."""
        folder = settings.OPENLEVY_KEYS_DIR / "nodes"
        return attach(document, signer_for(PKCS7_P256, folder, settings.OPENLEVY_TREASURY_NODE))

    def document(self, body: c.Body, **head: Any) -> bytes:
        """The same without a signature."""
        self.sent += 1
        number = f"{self.today:%Y%m%d}{self.sent:012d}"
        told: dict[str, Any] = {
            "src": settings.OPENLEVY_TREASURY_NODE,
            "des": settings.OPENLEVY_NODE,
            "msg_no": c.number_of(type(body)),
            "msg_id": number,
            "msg_ref": number,
            "work_date": self.today,
            "body": body,
        }
        return c.encode(c.Envelope(**(told | head)))

    def post(self, wire: bytes) -> Any:
        """What we answer to these bytes."""
        return Client().generic("POST", ADDRESS, wire, "application/xml; charset=GBK")

    def says(self, body: c.Body, **head: Any) -> None:
        """A message delivered and handled."""
        assert self.post(self.message(body, **head)).status_code == 202
        self.let_handle()

    def says_unsigned(self, body: c.Body, **head: Any) -> None:
        """The same from somebody who is not the network."""
        assert self.post(self.document(body, **head)).status_code == 202
        self.let_handle()

    def let_handle(self) -> int:
        """The inbox's station takes one turn; how many messages it took up."""
        return handle_waiting(50, today=self.today)


def taken(topic: str, record_id: int) -> str:
    """The network accepts our message of the topic on the record; its MsgID."""
    waiting = messages.take_outgoing(["treasury"], 50)
    [told] = [one for one in waiting if (one.topic, one.record_id) == (topic, record_id)]
    key = f"{told.id:020d}"
    messages.keep_composed(told, message_key=key, wire=topic.encode())
    messages.mark_sent(told.id)
    messages.release()
    return key


def debit_answer(order_id: int, result: str = "90000") -> c.DebitAnswer:
    """2001 to an order."""
    told = payment.debit(order_id)
    return c.DebitAnswer(
        tax_office_code=told.tax_office,
        transaction_no=told.trade_no,
        entrusted_on=told.entrust_on,
        receipt_no=told.voucher_no,
        result=result,
        debited_on=told.entrust_on if result == "90000" else None,
        note="交易成功" if result == "90000" else "余额不足",
    )


def agreement_answer(
    agreement_id: int, verdict: c.AgreementVerdict, action: c.AgreementAction
) -> c.AgreementAnswer:
    """9115 to an agreement."""
    told = payment.agreement_told(agreement_id)
    return c.AgreementAnswer(
        sender_code=settings.OPENLEVY_NODE,
        entrusted_on=TOMORROW,
        request_no="00000001",
        action=action,
        tax_office_code=told.tax_office,
        payer_name=told.holder_name,
        payer_no="990111195003010019",
        opening_bank_no=f"{told.open_bank:012d}",
        clearing_bank_no=f"{told.clearing_bank:012d}",
        payer_bank_account_no=told.bank_account,
        holder_name=told.holder_name,
        agreement_no=told.protocol_no,
        verdict=verdict,
        note="户名不符" if verdict is c.AgreementVerdict.FAILED else None,
    )


def status_answer(order_id: int, status: c.DebitStatus | None, result: str) -> c.StatusAnswer:
    """9004 to a question about an order."""
    told = payment.debit(order_id)
    return c.StatusAnswer(
        tax_office_code=told.tax_office,
        original_message_no="1001",
        entrusted_on=told.entrust_on,
        transaction_no=told.trade_no,
        result=result,
        status=status,
        checked_on=told.entrust_on if status is c.DebitStatus.DONE else None,
    )


def reversal_answer(order_id: int, verdict: c.ReversalVerdict) -> c.ReversalAnswer:
    """2021 to a reversal of an order."""
    told = payment.debit(order_id)
    return c.ReversalAnswer(
        tax_office_code=told.tax_office,
        reversal_no="00000001",
        requested_on=TOMORROW,
        transaction_no=told.trade_no,
        entrusted_on=told.entrust_on,
        verdict=verdict,
    )


def session(order_id: int, status: c.DebitStatus) -> c.SessionPack:
    """3122 with the one order."""
    told = payment.debit(order_id)
    line = c.SessionDebit(
        treasury_code=f"{told.treasury_code:010d}",
        original_message_no="1001",
        tax_office_code=told.tax_office,
        entrusted_on=told.entrust_on,
        transaction_no=told.trade_no,
        receipt_no=told.voucher_no,
        amount_fen=told.amount_fen,
        status=status,
        debited_on=told.entrust_on if status is c.DebitStatus.DONE else None,
    )
    return c.SessionPack(
        checked_on=TOMORROW,
        session_no="00000001",
        tax_office_code=told.tax_office,
        total_count=1,
        total_fen=told.amount_fen,
        pack_count=1,
        pack_number=1,
        debits=(line,),
    )


def receipts(order_id: int, *amounts_fen: int) -> c.ReceiptsPack:
    """3126 with the one order's voucher, in as many rows as there are amounts."""
    told = payment.debit(order_id)
    rows = tuple(
        c.TreasuryVoucher(
            treasury_code=f"{told.treasury_code:010d}",
            kind=c.VoucherKind.RECEIPT,
            voucher_no=told.voucher_no,
            budget_kind=c.BudgetKind.INSIDE,
            budget_level=c.BudgetLevel.COUNTY,
            budget_subject_code="1021001",
            amount_fen=fen,
            origin="1",
        )
        for fen in amounts_fen or (told.amount_fen,)
    )
    return c.ReceiptsPack(
        tax_office_code=told.tax_office,
        received_on=TOMORROW,
        pack_no="00000001",
        pack_count=1,
        pack_number=1,
        vouchers=rows,
    )


@dataclass
class Peer:
    """A server where the network's would be: answers as told, after a pause, keeps what came."""

    url: str
    pause_seconds: float = 0
    statuses: list[int] = field(default_factory=list)
    came: list[bytes] = field(default_factory=list)

    def read(self, number: int = -1) -> c.Envelope:
        """A message of ours as the network reads it: signature first."""
        folder = settings.OPENLEVY_KEYS_DIR / "nodes"
        verifier = verifier_for(PKCS7_P256, folder, settings.OPENLEVY_NODE)
        return c.decode(verify(self.came[number], verifier, timezone.now()))


@contextmanager
def peer() -> Iterator[Peer]:
    """``statuses`` are answered in turn, 202 when there are none left; 0 hangs up."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told.came.append(self.rfile.read(int(self.headers["Content-Length"])))
            time.sleep(told.pause_seconds)
            status = told.statuses.pop(0) if told.statuses else 202
            if status:
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()
            self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    class Server(http.server.ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """Whoever hung up was killed by the test."""

    server = Server(("127.0.0.1", 0), Handler)
    told = Peer(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()


def ensure_both_nodes() -> None:
    """Keys of ours and of the network's, as after both were configured."""
    folder = settings.OPENLEVY_KEYS_DIR / "nodes"
    for node in (settings.OPENLEVY_NODE, settings.OPENLEVY_TREASURY_NODE):
        ensure_node_keys(folder, node, timezone.now())
