"""Where the network's messages come in: kept first, understood afterwards."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from openlevy.gateways.treasury.codec import MOST_BYTES, MessageUnreadable, decode
from openlevy.gateways.treasury.nodes import PARTY
from openlevy.gateways.treasury.signing import detach
from openlevy.messages.services import MessageKeyReused, receive


@csrf_exempt
@require_POST
def receive_message(request: HttpRequest) -> HttpResponse:
    """``202`` once the bytes are safely kept, the same ones again included; ``400`` with one
    sentence when they are no message. The signature is judged when the message is handled."""
    wire = request.read(MOST_BYTES + 1)
    if len(wire) > MOST_BYTES:
        return _refused(413, f"A message has at most {MOST_BYTES} bytes.")
    try:
        envelope = decode(detach(wire)[0])
        if (envelope.src, envelope.des) != (
            settings.OPENLEVY_TREASURY_NODE,
            settings.OPENLEVY_NODE,
        ):
            return _refused(400, f"From {envelope.src} to {envelope.des}: not a message to us.")
        receive(party=PARTY, message_key=envelope.msg_id, topic=envelope.msg_no, wire=wire)
    except MessageUnreadable as fault:
        return _refused(400, f"Not a message of the network: {fault.reason} at {fault.tag or '-'}.")
    except MessageKeyReused as reused:
        return _refused(400, f"MsgID {reused.message_key} was used before for other content.")
    return HttpResponse(status=202)


def _refused(status: int, sentence: str) -> HttpResponse:
    return HttpResponse(sentence + "\n", status=status, content_type="text/plain; charset=utf-8")
