"""Where the bank's answers come in: kept first, understood afterwards."""

import logging

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from openlevy.access.services import CARD_PARTY
from openlevy.gateways.bank.codec import MOST_BYTES, AnswerUnreadable, decode
from openlevy.gateways.signed import SERVICES, Signed
from openlevy.gateways.treasury.signing import NodeKeyDamaged, NodeKeyMissing
from openlevy.messages.services import MessageKeyReused, receive

SERVICE = "card-proofs"
"""The name of the bank-card service's certificate."""

_log = logging.getLogger(__name__)


@csrf_exempt
@require_POST
def receive_answer(request: HttpRequest) -> HttpResponse:
    """``202`` once the answer is safely kept, the same one again included; ``400`` with one
    sentence when it is none, ``403`` when another has signed it: then nothing is kept; ``503``
    while the service's certificate is not there to judge by."""
    body = request.read(MOST_BYTES + 1)
    signed = Signed.received(body, request.headers.get("X-Signature", ""))
    try:
        answer = decode(body)
        if not signed.is_by(SERVICES, SERVICE, timezone.now()):
            return _refused(403, _("签名无效，没有接收。"))
        receive(
            party=CARD_PARTY,
            message_key=answer.number,
            topic="card-proof-answer",
            wire=signed.wire,
            content=body,
        )
    except AnswerUnreadable as fault:
        return _refused(400, _("不是银行卡认证的应答：%(field)s。") % {"field": fault.args[0]})
    except MessageKeyReused:
        return _refused(400, _("应答编号已用于其他内容。"))
    except (NodeKeyMissing, NodeKeyDamaged) as why:
        _log.error("an answer cannot be judged: %s", why)
        return _refused(503, _("尚未配置银行卡认证方的证书，请稍后重发。"))
    return HttpResponse(status=202)


def _refused(status: int, sentence: str) -> HttpResponse:
    return HttpResponse(sentence + "\n", status=status, content_type="text/plain; charset=utf-8")
