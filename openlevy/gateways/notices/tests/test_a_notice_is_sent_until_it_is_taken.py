"""What the gateway's answers mean. The post itself is tested with the agencies'."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from openlevy.gateways.notices import delivery
from openlevy.gateways.notices.texts import KINDS, KindUnknown, Office, text_of
from openlevy.gateways.posting import Answer, NotAccepted
from openlevy.gateways.signed import Signed
from openlevy.gateways.treasury.signing import (
    PKCS7_P256,
    ensure_node_keys,
    signer_for,
    verifier_for,
)
from openlevy.messages.models import Outgoing
from openlevy.messages.queries import waiting_to_send
from openlevy.notices import services as notices
from openlevy.notices.queries import told
from openlevy.notices.states import NoticeState
from openlevy.privacy.services import ensure_keys

TODAY = date(2026, 11, 20)
NOTHING = Signed(b"", b"")


class Gateway:
    """What is posted, and what is answered: an answer, or how it is made of what was posted."""

    def __init__(self) -> None:
        self.posted: list[Signed] = []
        self.answer: Any = Answer(202, NOTHING)

    def __call__(self, address: str, signed: Signed) -> Answer:
        assert address == settings.OPENLEVY_NOTICES_URL
        self.posted.append(signed)
        answer = self.answer(signed) if callable(self.answer) else self.answer
        if isinstance(answer, Exception):
            raise answer
        assert isinstance(answer, Answer)
        return answer


@pytest.fixture
def gateway(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Gateway:
    """The gateway in place of the network. No transaction around the test: each notice has its
    own."""
    ensure_keys()
    ensure_node_keys(settings.OPENLEVY_KEYS_DIR / "nodes", settings.OPENLEVY_NODE, timezone.now())
    ensure_node_keys(settings.OPENLEVY_KEYS_DIR / "services", "notices", timezone.now())
    one = Gateway()
    monkeypatch.setattr(delivery, "post", one)
    return one


def tell(minutes: float | None = None) -> None:
    notices.tell(
        key="sms-code:1",
        kind="code.registration",
        channel=notices.SMS,
        address="15420260301",
        place="beijing",
        facts={"code": "046213", "minutes": "5"},
        expires_at=None if minutes is None else timezone.now() + timedelta(minutes=minutes),
    )


def deliver() -> int:
    return delivery.deliver(50, today=TODAY)


def it_is_time() -> None:
    Outgoing.objects.update(due_at=timezone.now())


def state() -> str:
    found = told("sms-code:1")
    assert found is not None
    return f"{found.state} {found.refusal}".strip()


def refusing(*, signer: str = "notices", reason: str = "address_unknown", number: str = "") -> Any:
    def answer(posted: Signed) -> Answer:
        body = json.dumps(
            {
                "format": "openlevy.notice.refusal",
                "version": "1.0",
                "number": number or json.loads(posted.body)["number"],
                "reason": reason,
            }
        ).encode()
        folder = settings.OPENLEVY_KEYS_DIR / "services"
        ensure_node_keys(folder, signer, timezone.now())
        signed = signer_for(PKCS7_P256, folder, signer).sign(body)
        return Answer(422, Signed(body, signed if signer else b""))

    return answer


def test_it_is_signed_names_the_office_and_is_taken(gateway: Gateway) -> None:
    tell(minutes=5)
    assert (deliver(), waiting_to_send()) == (1, 0)
    (posted,) = gateway.posted
    nodes = settings.OPENLEVY_KEYS_DIR / "nodes"
    ours = verifier_for(PKCS7_P256, nodes, settings.OPENLEVY_NODE)
    ours.judge(posted.body, posted.signature, timezone.now())
    said = json.loads(posted.body)
    assert (said["to"], said["channel"]) == ("15420260301", "sms")
    assert said["text"].startswith("【国家税务总局北京市税务局】用户注册验证码 046213，5 分钟")
    assert "subject" not in said
    assert said["valid_until"] > said["made_at"]
    assert state() == NoticeState.TAKEN


@pytest.mark.parametrize(
    "answer",
    [NotAccepted("TimeoutError"), *(Answer(status, NOTHING) for status in (200, 404, 422, 503))],
)
def test_anything_else_is_sent_again_to_the_byte(gateway: Gateway, answer: Any) -> None:
    tell()
    gateway.answer = answer
    assert (deliver(), waiting_to_send()) == (1, 1)
    assert deliver() == 0  # not before its time
    assert state() == NoticeState.WAITING
    it_is_time()
    gateway.answer = Answer(202, NOTHING)
    assert (deliver(), waiting_to_send()) == (1, 0)
    first, second = gateway.posted
    assert first == second


def test_a_refusal_is_final_and_kept(gateway: Gateway) -> None:
    tell()
    gateway.answer = refusing()
    deliver()
    assert (state(), waiting_to_send()) == ("REFUSED address_unknown", 0)
    assert deliver() == 0


@pytest.mark.parametrize(
    "told_so", [{"signer": "somebody"}, {"reason": "why-not"}, {"number": "1" * 26}]
)
def test_what_the_gateway_has_not_said_refuses_nothing(
    gateway: Gateway, told_so: dict[str, str]
) -> None:
    tell()
    gateway.answer = refusing(**told_so)
    deliver()
    assert (state(), waiting_to_send()) == (NoticeState.WAITING, 1)


def test_a_code_is_not_sent_when_it_is_over(gateway: Gateway) -> None:
    tell(minutes=-0.01)
    assert (deliver(), waiting_to_send()) == (1, 0)
    assert (gateway.posted, state()) == ([], NoticeState.LATE)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_is_worded_and_names_the_office(kind: str) -> None:
    facts = {"code": "046213", "minutes": "5", "tail": "0301", "yuan": "10,000.00"}
    facts |= {"bank": "中国工商银行股份有限公司北京房山支行", "day": "2026-12-01"}
    facts |= {"insurance": "城乡居民基本养老保险费", "year": "2026", "until": "2026-12-25"}
    facts |= {"days": "1-25"}
    text = text_of(kind, Office("国家税务总局示例省税务局", "12366"), facts)
    assert text.words.startswith("【国家税务总局示例省税务局】")
    assert "%" not in text.words
    assert 0 < len(text.subject) <= 20
    assert len(text.words) <= 120


def test_a_kind_that_nobody_worded_is_told_to_nobody() -> None:
    with pytest.raises(KindUnknown):
        text_of("code.unknown", Office("", ""), {})
