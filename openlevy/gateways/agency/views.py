"""Where the agencies' packages come in: kept first, understood afterwards."""

import logging

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from openlevy.access.services import TooManyGuesses
from openlevy.gateways.agency import reception
from openlevy.gateways.agency.codec import MOST_BYTES, DocumentTooLarge, DocumentUnreadable
from openlevy.gateways.signed import Signed
from openlevy.gateways.strangers import Gate, StrangerTooLarge
from openlevy.gateways.treasury.signing import NodeKeyDamaged, NodeKeyMissing
from openlevy.reference.loaded import CodeUnknown

_log = logging.getLogger(__name__)


@csrf_exempt
@require_POST
def receive_package(request: HttpRequest) -> HttpResponse:
    """``202`` once the bytes are safely kept; ``400`` or ``413`` with one sentence when nobody
    could be answered; ``503`` while the agency's certificate is not there to judge by."""
    body = request.read(MOST_BYTES + 1)
    signed = Signed.received(body, request.headers.get("X-Signature", ""))
    try:
        reception.keep(signed, timezone.now(), Gate(request))
    except DocumentTooLarge:
        return _refused(413, _("数据包过大：最多 4 MiB、1000 行。"))
    except DocumentUnreadable:
        return _refused(400, _("不是 UTF-8 的 JSON 对象，或没有经办机构代码 SBJBJG_DM。"))
    except CodeUnknown:
        return _refused(400, _("经办机构代码 SBJBJG_DM 不在登记之列。"))
    except StrangerTooLarge:
        return _refused(413, _("数据包没有经办机构的有效签名，且超过 64 KiB，没有接收。"))
    except TooManyGuesses as fault:
        refused = _refused(429, _("没有有效签名的数据包过多，没有接收。请签名后发送，或稍后再试。"))
        refused["Retry-After"] = str(fault.retry_after_s)
        return refused
    except (NodeKeyMissing, NodeKeyDamaged) as why:
        _log.error("a package cannot be judged: %s", why)
        return _refused(503, _("尚未配置该经办机构的证书，请稍后重发。"))
    return HttpResponse(status=202)


def _refused(status: int, sentence: str) -> HttpResponse:
    return HttpResponse(sentence + "\n", status=status, content_type="text/plain; charset=utf-8")
