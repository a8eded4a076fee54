"""Questions whose card it is, and answers: docs/messages/bank_card_proof.md. Pure."""

import datetime as dt
import json
from dataclasses import dataclass

from sandbox.wire.pattern import fits, free

MOST_BYTES = 16 * 1024
PARTS = ("card", "name", "id_no", "phone")
_FORMS = {
    "format": r"openlevy\.card_proof\.question",
    "version": r"1\.\d{1,9}",
    "node": r"\d{12}",
    "number": r"\d{26}",
    "made_at": r"\d{14}",
    "name": free(50),
    "id_type": r"[0-9A-Z]{1,5}",
    "id_no": r"[0-9A-Za-z\-()]{1,30}",
    "card_no": r"\d{12,19}",
    "phone": r"1[3-9]\d{9}",
}


class QuestionUnreadable(ValueError):
    """The bytes are no question, or contradict one that was taken before."""


@dataclass(frozen=True)
class Question:
    """A question as read."""

    node: str
    number: str
    name: str
    id_no: str
    card_no: str
    phone: str


def read(content: bytes) -> Question:
    """The question in the bytes.

    Raises:
        QuestionUnreadable: see there.
    """
    if len(content) > MOST_BYTES:
        raise QuestionUnreadable("too long")
    try:
        found = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise QuestionUnreadable("not JSON in UTF-8") from error
    if not isinstance(found, dict):
        raise QuestionUnreadable("not a question")
    for name, form in _FORMS.items():
        value = found.get(name)
        if not isinstance(value, str) or not fits(value, form):
            raise QuestionUnreadable(f"{name} is missing or malformed")
    return Question(
        found["node"], found["number"], found["name"], found["id_no"], found["card_no"],
        found["phone"],
    )  # fmt: skip


def answer(number: str, question: str, at: dt.datetime, differs: tuple[str, ...]) -> bytes:
    """The answer's bytes."""
    told = {
        "format": "openlevy.card_proof.answer",
        "version": "1.0",
        "number": number,
        "question": question,
        "made_at": f"{at:%Y%m%d%H%M%S}",
        "result": "differ" if differs else "match",
    }
    content = {**told, "differs": list(differs)} if differs else told
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
