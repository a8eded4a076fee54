"""Where the network's messages come in: kept first, understood afterwards."""

import logging

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from openlevy.access.services import TooManyGuesses
from openlevy.gateways.strangers import Gate, StrangerTooLarge
from openlevy.gateways.treasury.codec import MOST_BYTES, MessageUnreadable
from openlevy.gateways.treasury.reception import NotToUs, keep
from openlevy.gateways.treasury.signing import NodeKeyDamaged, NodeKeyMissing
from openlevy.messages.services import MessageKeyReused

_log = logging.getLogger(__name__)


@csrf_exempt
@require_POST
def receive_message(request: HttpRequest) -> HttpResponse:
    """``202`` once the bytes are safely kept, the same ones again included; ``400`` with one
    sentence when they are no message to us; ``503`` while the network's certificate is not there
    to judge by. What a message asks is decided when it is handled."""
    wire = request.read(MOST_BYTES + 1)
    if len(wire) > MOST_BYTES:
        return _refused(413, f"A message has at most {MOST_BYTES} bytes.")
    try:
        keep(wire, timezone.now(), Gate(request))
    except MessageUnreadable as fault:
        return _refused(400, f"Not a message of the network: {fault.reason} at {fault.tag or '-'}.")
    except NotToUs as other:
        return _refused(400, f"From {other.src} to {other.des}: not a message to us.")
    except MessageKeyReused as reused:
        return _refused(400, f"MsgID {reused.message_key} was used before for other content.")
    except StrangerTooLarge as fault:
        return _refused(413, f"Not signed by the network, and over {fault.most_bytes} bytes.")
    except TooManyGuesses as fault:
        refused = _refused(429, "Too many unsigned messages; sign them, or send them later.")
        refused["Retry-After"] = str(fault.retry_after_s)
        return refused
    except (NodeKeyMissing, NodeKeyDamaged) as why:
        _log.error("a message cannot be judged: %s", why)
        return _refused(503, "The network's certificate is not configured yet; send it again.")
    return HttpResponse(status=202)


def _refused(status: int, sentence: str) -> HttpResponse:
    return HttpResponse(sentence + "\n", status=status, content_type="text/plain; charset=utf-8")
