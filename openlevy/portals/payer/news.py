"""What the first page and 消息 show, as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from openlevy.kernel.money import Fen


@dataclass(frozen=True, slots=True)
class Owed:
    """The sum on the first page and where to pay it; ``shut`` is why that cannot be today."""

    total_fen: Fen
    words: str
    href: str
    action: str
    shut: str = ""


@dataclass(frozen=True, slots=True)
class Unset:
    """That no amount was chosen for a year, and where one is; ``shut`` as above."""

    words: str
    href: str
    action: str
    shut: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """Something under way, on the first page; without an ``action`` there is nothing to do now.
    ``shut`` is why what it asks for cannot be done today."""

    words: str
    href: str
    action: str
    tone: str = "wait"
    sign: str = "hourglass-split"
    shut: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """Something that happened, on which day of the books; ``about`` names the premium, its year and
    the sum, and is empty where it is about none."""

    day: date
    title: str
    words: str
    href: str
    sign: str
    at: datetime
    about: str = ""


@dataclass(frozen=True, slots=True)
class MessageDay:
    """What happened on one day, newest first."""

    day: date
    messages: Sequence[Message]
