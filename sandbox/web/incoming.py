"""What comes over the wire: messages for the network, feedback and payments for the agencies."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from sandbox.agency import desk
from sandbox.agency import payments as book
from sandbox.agency import questions as asking
from sandbox.agency.questions import QuestionsUnreadable
from sandbox.banks import cards
from sandbox.banks.card_wire import QuestionUnreadable
from sandbox.keys import ProductUnknown
from sandbox.network import post
from sandbox.phones.notices import NoticeUnreadable
from sandbox.wire.envelope import MOST_BYTES, UnreadableEnvelope
from sandbox.wire.signature import SignatureWrong

_ACCEPTED, _BAD, _FORBIDDEN, _TOO_LARGE, _NOT_YET = 202, 400, 403, 413, 503
_DRAINED_BYTES = 64 * 1024 * 1024
_UNREADABLE = (NoticeUnreadable, QuestionUnreadable, QuestionsUnreadable)
_PART_BYTES = 256 * 1024


@csrf_exempt
@require_POST
def messages(request: HttpRequest) -> HttpResponse:
    """Stores a message for the network: 202 when it is safe, 400 when it is no envelope."""
    content = _content(request)
    if content is None:
        return _sentence(_TOO_LARGE, f"A message has at most {MOST_BYTES} bytes.")
    try:
        post.accept(content)
    except UnreadableEnvelope as fault:
        return _sentence(_BAD, f"Unreadable envelope: {fault}.")
    except ProductUnknown as fault:
        return _sentence(_NOT_YET, f"The certificate of the sender is not there yet: {fault}.")
    return HttpResponse(status=_ACCEPTED)


@csrf_exempt
@require_POST
def feedback(request: HttpRequest) -> HttpResponse:
    """Stores an agency's feedback: 202, 400 unreadable, 403 signature wrong."""
    return signed_json(request, desk.take_feedback)


@csrf_exempt
@require_POST
def payments(request: HttpRequest) -> HttpResponse:
    """Stores what an agency is told of payments: 202, 400 unreadable, 403 signature wrong."""
    return signed_json(request, book.take)


@csrf_exempt
@require_POST
def questions(request: HttpRequest) -> HttpResponse:
    """Stores what an agency is asked: 202, 400 unreadable, 403 signature wrong."""
    return signed_json(request, asking.take)


@csrf_exempt
@require_POST
def card_proofs(request: HttpRequest) -> HttpResponse:
    """Stores a question whose card it is: 202, 400 unreadable, 403 signature wrong."""
    return signed_json(request, cards.take)


def signed_json(request: HttpRequest, take: Callable[[bytes, str], None]) -> HttpResponse:
    """Has a body with its signature taken: 202, 400 unreadable, 403 signature wrong, 503 while the
    sender's certificate is not there."""
    content = _content(request)
    if content is None:
        return _sentence(_TOO_LARGE, f"A message has at most {MOST_BYTES} bytes.")
    try:
        take(content, request.headers.get("X-Signature", ""))
    except (desk.FeedbackUnreadable, book.PaymentsUnreadable, *_UNREADABLE) as fault:
        return _sentence(_BAD, f"Unreadable: {fault}.")
    except SignatureWrong as fault:
        return _sentence(_FORBIDDEN, f"Signature wrong: {fault}.")
    except ProductUnknown as fault:
        return _sentence(_NOT_YET, f"The certificate of the sender is not there yet: {fault}.")
    return HttpResponse(status=_ACCEPTED)


def _content(request: HttpRequest) -> bytes | None:
    """The body, or None when it is too long.

    What is somewhat too long is read and dropped, since a sender that is still writing would not
    read the refusal; what is far too long is not.
    """
    announced = request.META.get("CONTENT_LENGTH") or "0"
    if not announced.isdigit() or int(announced) > _DRAINED_BYTES:
        return None
    content = request.read(MOST_BYTES + 1)
    if len(content) <= MOST_BYTES:
        return content
    dropped = len(content)
    while dropped < _DRAINED_BYTES and (part := request.read(_PART_BYTES)):
        dropped += len(part)
    return None


def _sentence(status: int, words: str) -> HttpResponse:
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
