"""Proving who one is: by a bank card and the phone reserved for it, or by a 注册码.

Who begins has named a person that an agency delivered (``parties``); nothing of that person is
shown before the proof. The question to the bank goes out and its answer comes in as messages do:
no answer is no refusal, and the proof can be left and gone on with.
"""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from openlevy.access import rules
from openlevy.access.errors import CardUnusable, ErrandOver
from openlevy.access.guesses import count_guess
from openlevy.access.models import IdentityProof
from openlevy.access.queries import ProofSeen, proof_of
from openlevy.access.services.phone_codes import Wanted, resend_phone_code, send_phone_code
from openlevy.access.services.registration_codes import check_registration_code
from openlevy.access.states import IDENTITY_PROOF, ProofState
from openlevy.history.services import BANK, Actor, AlreadyMoved, advance
from openlevy.kernel.flow import Role
from openlevy.messages.services import enqueue, forget_sent
from openlevy.notices.rules import SMS, address
from openlevy.privacy.rules import normalise
from openlevy.privacy.services import digest, seal, unseal_text
from openlevy.statements.services import run

CARD_PARTY, CARD_TOPIC = "card-proof", "card-proof"

_PURGE = """
UPDATE access_identity_proof SET card_no = NULL
WHERE card_no IS NOT NULL AND began_at <= %(before)s
RETURNING id
"""
# By the index ``identity_proof_kept``, which holds none that was forgotten before.
_FORGET = """
WITH old AS (
    SELECT payer_id, id FROM access_identity_proof
    WHERE forgotten_at IS NULL AND began_at <= %(before)s
    ORDER BY began_at LIMIT %(most)s FOR UPDATE SKIP LOCKED)
UPDATE access_identity_proof AS p
SET id_no = NULL, phone = NULL, card_no = NULL, forgotten_at = %(now)s FROM old
WHERE p.payer_id = old.payer_id AND p.id = old.id
RETURNING p.id
"""

_HOUR = timedelta(hours=1)
_TOO_LATE = "forgotten before it was accepted"
_CARD_ASKS = 5
_SOMEBODY = Actor(Role.PAYER)


def begin_proof(
    *,
    purpose: str,
    way: str,
    payer_id: int,
    place: str,
    name: str,
    id_type: str,
    id_no: str,
    wire_name: str | None = None,
) -> UUID:
    """Begin to prove that one is this payer; the key under which it is gone on with.

    Args:
        purpose: ``rules.REGISTRATION`` or ``rules.REGAIN``.
        way: ``rules.CARD`` or ``rules.CODE``.
        place: the jurisdiction of the person's enrolment.
        wire_name: the name the bank is asked about, where that is another than ``name``.
    """
    key = uuid4()
    IdentityProof.objects.create(
        payer_id=payer_id,
        key=key,
        purpose=purpose,
        way=way,
        place=place,
        name=name,
        wire_name=wire_name or name,
        id_type=id_type,
        id_no=seal(id_no, purpose="access.id_no"),
        began_at=timezone.now(),
    )
    return key


def ask_bank(key: UUID, *, card_no: str, phone: str, today: date) -> None:
    """Ask whether the card is this person's and the phone the one reserved for it. Asked already,
    it is not asked again; not inside another transaction.

    Raises:
        ErrandOver: no such proof, or it is decided or too old.
        CardUnusable: no card's number.
        AddressUnusable: no mobile number.
        TooManyGuesses: five questions about one person in an hour.
    """
    seen = _open(key, rules.CARD)
    if seen.state is ProofState.ASKED:
        return
    number = rules.card_number(card_no)
    if number is None:
        raise CardUnusable
    plain = address(SMS, normalise("phone", phone))
    count_guess("card-proof", digest("id_no", seen.id_no), _CARD_ASKS, _HOUR)
    also = {
        "card_no": seal(number, purpose="access.card_no"),
        "phone": seal(plain, purpose="access.phone"),
        "asked": seen.asked + 1,
        "asked_at": timezone.now(),
        "differs": "",
    }
    with transaction.atomic():
        try:
            advance(_row(key), IDENTITY_PROOF, "ask", _SOMEBODY, today=today, also=also)
        except AlreadyMoved:
            return  # the same form twice at once
        enqueue(
            party=CARD_PARTY,
            topic=f"{CARD_TOPIC}:{seen.asked + 1}",
            payer_id=seen.payer_id,
            record_id=seen.id,
        )


def bank_answered(
    payer_id: int, number: int, *, asked: int, differs: tuple[str, ...], today: date
) -> bool:
    """What the bank says to the question ``asked``; False when it decides nothing (answered
    before, or asked anew since). Called in the transaction that handles the message.

    Args:
        differs: what is not as the bank has it (``card``, ``name``, ``id_no``, ``phone``); empty
            when all is.
    """
    row = IdentityProof.objects.filter(payer_id=payer_id, id=number).first()
    if row is None or (row.state, row.asked) != (ProofState.ASKED, asked):
        return False
    action = "differ" if differs else "match"
    also = {"card_no": None, "differs": " ".join(differs)}
    advance(row, IDENTITY_PROOF, action, BANK, today=today, also=also)
    # Its sender may not have noted yet that it was accepted.
    forget_sent(CARD_PARTY, [number], dropping="answered")
    return True


def show_registration_code(key: UUID, *, code: str, phone: str, today: date) -> None:
    """Prove it by a 注册码, and name the phone that the account will have. The code is used up with
    what the proof is for. Not inside another transaction.

    Raises:
        ErrandOver: no such proof, or it is decided or too old.
        AddressUnusable: no mobile number.
        RegistrationCodeWrong, RegistrationCodeOver, TooManyGuesses: see there.
    """
    seen = _open(key, rules.CODE)
    plain = address(SMS, normalise("phone", phone))
    number = check_registration_code(id_type=seen.id_type, id_no=seen.id_no, code=code)
    also = {"registration_code": number, "phone": seal(plain, purpose="access.phone")}
    try:
        advance(_row(key), IDENTITY_PROOF, "show_code", _SOMEBODY, today=today, also=also)
    except AlreadyMoved:
        raise ErrandOver from None


def send_proof_code(key: UUID, *, source: bytes) -> None:
    """Send a code to the phone of a proof; again, a new one.

    Raises:
        ErrandOver: it is not proved, used, or too old.
        TooManyGuesses: see ``send_phone_code``.
    """
    seen = proof_of(key)
    if seen is None or seen.state is not ProofState.PROVED or seen.is_over(timezone.now()):
        raise ErrandOver
    if seen.phone_code is not None:
        try:
            resend_phone_code(seen.phone_code, source=source)
        except ErrandOver:
            pass  # half an hour has gone by: another errand
        else:
            return
    phone = phone_of_proof(key)
    subject = digest("phone", phone)
    wanted = Wanted(seen.purpose, phone, seen.place, subject, payer_id=seen.payer_id)
    made = send_phone_code(wanted, source=source)
    IdentityProof.objects.filter(key=key).update(phone_code=made)


def phone_of_proof(key: UUID) -> str:
    """The whole number, for what the proof is for; never for a page."""
    return unseal_text(bytes(_row(key).phone or b""), purpose="access.phone")


def finish_proof(key: UUID, *, today: date) -> int | None:
    """Use the proof up, in the transaction of what it is for; the number of the 注册码 to be used
    up with it.

    Raises:
        ErrandOver: used by another request.
    """
    row = _row(key)
    if row.state != ProofState.PROVED:
        raise ErrandOver
    try:
        advance(row, IDENTITY_PROOF, "finish", _SOMEBODY, today=today)
    except AlreadyMoved:
        raise ErrandOver from None
    return row.registration_code


@transaction.atomic
def purge_proofs(now: datetime) -> int:
    """Forget the cards of proofs that nobody can go on with, answered or not, and the questions
    that named them, which are not asked any more; how many."""
    gone = [number for (number,) in run(_PURGE, {"before": now - 2 * rules.PROOF_LIFE})]
    forget_sent(CARD_PARTY, gone, dropping=_TOO_LATE)
    return len(gone)


@transaction.atomic
def forget_proofs(now: datetime, kept: timedelta, most: int) -> int:
    """Forget document and phone of up to ``most`` proofs that have been over for ``kept``, and the
    questions that went to the bank; how many. Who proved what when, and the result, stays.

    A proof is over, used or not, ``rules.PROOF_LIFE`` after it was begun.
    """
    values = {"now": now, "before": now - rules.PROOF_LIFE - kept, "most": most}
    gone = [number for (number,) in run(_FORGET, values)]
    forget_sent(CARD_PARTY, gone, dropping=_TOO_LATE)
    return len(gone)


def _open(key: UUID, way: str) -> ProofSeen:
    seen = proof_of(key)
    decided = (ProofState.PROVED, ProofState.DONE)
    if seen is None or seen.way != way or seen.state in decided or seen.is_over(timezone.now()):
        raise ErrandOver
    return seen


def _row(key: UUID) -> IdentityProof:
    return IdentityProof.objects.get(key=key)
