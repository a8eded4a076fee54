"""Question → bytes, bytes → answer. Pure; ``docs/messages/bank_card_proof.md``."""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

QUESTION, ANSWER = "openlevy.card_proof.question", "openlevy.card_proof.answer"
VERSION = "1.0"
MOST_BYTES = 16 * 1024
MATCH, DIFFER = "match", "differ"
PARTS = ("card", "name", "id_no", "phone")
"""What of a question may be other than the bank has it, in the order told."""

_NUMBER = re.compile(r"[0-9]{26}")
_VERSION = re.compile(r"1\.[0-9]{1,9}")


class AnswerUnreadable(Exception):
    """The bytes are no answer; ``args`` name the field."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. ``number`` is ours, 26 digits; ``made_at`` Beijing time."""

    node: str
    number: str
    made_at: datetime
    name: str
    id_type: str
    id_no: str
    card_no: str
    phone: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said to the question ``question``; ``differs`` is empty when all is as the bank has
    it. ``number`` is the bank's."""

    number: str
    question: str
    differs: tuple[str, ...]


def encode(question: Question) -> bytes:
    """The question's bytes; equal questions have equal bytes."""
    told = {
        "format": QUESTION,
        "version": VERSION,
        "node": question.node,
        "number": question.number,
        "made_at": f"{question.made_at:%Y%m%d%H%M%S}",
        "name": question.name,
        "id_type": question.id_type,
        "id_no": question.id_no,
        "card_no": question.card_no,
        "phone": question.phone,
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def decode(body: bytes) -> Answer:
    """The answer in the bytes.

    Raises:
        AnswerUnreadable
    """
    found = _object(body)
    if found.get("format") != ANSWER:
        raise AnswerUnreadable("format")
    _fitting(found, "version", _VERSION)
    number, question = (_fitting(found, name, _NUMBER) for name in ("number", "question"))
    result, differs = found.get("result"), found.get("differs", [])
    if result not in (MATCH, DIFFER) or not isinstance(differs, list):
        raise AnswerUnreadable("result")
    if (result == DIFFER) != bool(differs) or any(part not in PARTS for part in differs):
        raise AnswerUnreadable("differs")
    return Answer(number, question, tuple(part for part in PARTS if part in differs))


def _object(body: bytes) -> dict[str, Any]:
    if len(body) > MOST_BYTES:
        raise AnswerUnreadable("size")
    try:
        found = json.loads(body.decode())
    except (ValueError, RecursionError):
        raise AnswerUnreadable("json") from None
    if not isinstance(found, dict):
        raise AnswerUnreadable("json")
    return found


def _fitting(found: dict[str, Any], name: str, form: re.Pattern[str]) -> str:
    value = found.get(name)
    if not isinstance(value, str) or not form.fullmatch(value):
        raise AnswerUnreadable(name)
    return value
