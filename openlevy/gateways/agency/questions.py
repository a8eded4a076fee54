"""What an agency is asked: about a person's name that another agency has corrected, about an
enrolment where another has the person for the same months."""

from collections.abc import Sequence
from datetime import datetime

from openlevy.gateways.agency.codec import (
    EnrolmentQuestion,
    NameQuestion,
    Questions,
    encode_questions,
)
from openlevy.messages.services import ToSend
from openlevy.parties.queries import (
    NameCorrectionSeen,
    enrolment,
    name_correction,
    overlap,
    voices,
)
from openlevy.parties.services import ASKED
from openlevy.reference.queries import agency

_NUMBERS = 10**12


def asks(topic: str) -> bool:
    """Whether a message to be sent is a question."""
    return topic.startswith(f"{ASKED}:")


def questions_body(message: ToSend, *, made_at: datetime) -> bytes | None:
    """The message's bytes; None when there is nothing to ask any more.

    Args:
        made_at: Beijing time; the message's number begins with it.
    """
    asked = message.topic.partition(":")[2]
    told = name_correction(message.payer_id, message.record_id)
    rows: Sequence[NameQuestion | EnrolmentQuestion]
    rows = _about_enrolment(message, asked) if told is None else _about_name(told, asked)
    if not rows:
        return None
    number = f"{made_at:%Y%m%d%H%M%S}{message.id % _NUMBERS:012d}"
    return encode_questions(Questions(asked, number, made_at, rows))


def _about_enrolment(message: ToSend, asked: str) -> list[EnrolmentQuestion]:
    told = overlap(message.payer_id, message.record_id)
    if told is None or told.ended_on is not None:
        return []
    pair = [enrolment(told.payer_id, one) for one in (told.first_id, told.second_id)]
    first, second = pair
    if first is None or second is None:
        return []
    return [
        EnrolmentQuestion(
            personal_no=own.personal_no,
            levy_item=told.levy_item,
            first_month=told.first_month,
            last_month=told.last_month,
            other=other.agency_code,
            other_name=agency(other.agency_code).name,
            region=other.region,
            found_on=told.found_on,
        )
        for own, other in ((first, second), (second, first))
        if own.agency_code == asked
    ]


def _about_name(told: NameCorrectionSeen, asked: str) -> list[NameQuestion]:
    if told.ended_on is not None:
        return []
    return [
        NameQuestion(
            personal_no=one.personal_no,
            own_name=one.said.name,
            own_wire_name=one.said.wire_name or "",
            name=told.name,
            wire_name=told.wire_name or "",
            told_by=told.agency_code,
            told_by_name=agency(told.agency_code).name,
            told_on=told.told_on,
        )
        for one in voices(told.payer_id)
        if one.agency_code == asked and one.said != told.said
    ]
