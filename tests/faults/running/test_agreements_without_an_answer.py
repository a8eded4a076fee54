"""The bank never answers about an agreement, or only after the payer has taken it back."""

from tests.faults.running.scenes import Scene
from tests.stack.waiting import eventually

_ANSWERED = "SELECT count(*) FROM messages_inbox WHERE topic = '9115' AND handled_at IS NOT NULL"


def test_one_that_the_bank_never_answers_is_never_used(scene: Scene) -> None:
    payer = scene.payer("no-phone")
    scene.behave(payer, "mute")
    try:
        number = payer.sign_agreement()
        scene.stack.settle()
        assert payer.agreement_says(number) == "验证中"
        [debt] = scene.debts(payer, 1)
        page = payer.open(f"/payment/agreement/?declaration={scene.declared(debt)}")
        assert "正在与银行验证" in page.text
        assert page.form("key").filled(agreement=number)
        refused = payer.send(page.address, page.form("key").filled(agreement=number))
        assert refused.status == 409
        payer.revoke(number)
        scene.await_agreement(number, "REVOKED")
    finally:
        scene.behave(payer, "ok")


def test_an_answer_after_the_revocation_revives_nothing(scene: Scene) -> None:
    payer = scene.payer("no-phone")
    scene.behave(payer, "slow", 6)
    try:
        before = scene.stack.count(_ANSWERED)
        number = payer.sign_agreement()
        scene.stack.settle()
        assert payer.agreement_says(number) == "验证中"
        payer.revoke(number)
        scene.await_agreement(number, "REVOKED")
        assert payer.agreement_says(number) == "协议已撤销"
        eventually(lambda: scene.stack.count(_ANSWERED) == before + 2, 20, "both answers")
        assert scene.agreement_state(number) == "REVOKED"
    finally:
        scene.behave(payer, "ok")
