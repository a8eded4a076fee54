"""Bytes ⇄ a tree of elements: GBK, no document type, no attributes, nothing after the end.

The bytes are decoded strictly here and the parser (expat) is given text, so no encoding that a
message declares is ever obeyed; only GBK is accepted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from openlevy.gateways.treasury.codec.errors import Fault, MessageUnreadable

MOST_BYTES = 2_000_000
"""A pack of 1000 rows is about half a megabyte."""
MOST_DEPTH = 8
END = b"</CFX>"
DECLARATION = '<?xml version="1.0" encoding="GBK"?>\n'

_SIGNATURE = re.compile(rb"\s*(?:<!--((?:(?!--).)*)-->\s*)?", re.DOTALL)
_BLANKS = " \t\r\n"
_UTF8_CHARACTERS_TELLING = 4


@dataclass(slots=True)
class Element:
    """An element with either children or text."""

    tag: str
    children: list["Element"] = field(default_factory=list)
    text: str = ""


def parse(message: bytes) -> Element:
    """The root of a message, signed or not; it is ``CFX``, since that is what ends it.

    Raises:
        MessageUnreadable: not one whole GBK document of plain elements.
    """
    document, _ = split(message)
    return _Reader().read(_characters(document))


def split(message: bytes) -> tuple[bytes, bytes | None]:
    """The bytes up to and including ``</CFX>``, and what the comment after it holds, if any.

    ``<`` and ``>`` are no second bytes of GBK, so the end cannot be found inside a character.

    Raises:
        MessageUnreadable: empty, too large, no end, or anything but one comment after it.
    """
    if len(message) > MOST_BYTES:
        raise MessageUnreadable(Fault.TOO_LARGE, value=str(len(message)), expected=str(MOST_BYTES))
    if not message.strip():
        raise MessageUnreadable(Fault.EMPTY)
    head, end, tail = message.partition(END)
    if not end:
        raise MessageUnreadable(Fault.NOT_XML, tag="CFX")
    comment = _SIGNATURE.fullmatch(tail)
    if comment is None:
        raise MessageUnreadable(Fault.AFTER_THE_END, tag="CFX")
    return head + end, comment[1]


def render(root: Element) -> bytes:
    """The document in GBK: one element a line, two spaces a level, nothing after ``</CFX>``.

    Raises:
        UnicodeEncodeError: a character GBK cannot write; fields are checked before.
    """
    return (DECLARATION + "\n".join(_lines(root, ""))).encode("gbk")


def _lines(element: Element, indent: str) -> Iterator[str]:
    if not element.children:
        yield f"{indent}<{element.tag}>{_escaped(element.text)}</{element.tag}>"
        return
    yield f"{indent}<{element.tag}>"
    for child in element.children:
        yield from _lines(child, indent + "  ")
    yield f"{indent}</{element.tag}>"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _characters(document: bytes) -> str:
    try:
        text = document.decode("gbk")
    except UnicodeDecodeError as error:
        raise MessageUnreadable(Fault.NOT_GBK, value=str(error.start)) from None
    if _is_utf8(document):
        raise MessageUnreadable(Fault.NOT_GBK, expected="GBK", value="UTF-8")
    return text


def _is_utf8(document: bytes) -> bool:
    """Whether the bytes are UTF-8 that GBK happens to decode, to other characters.

    A few GBK characters may be valid UTF-8 by chance; several three-byte ones and nothing else
    are not.
    """
    try:
        text = document.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return sum(character >= "\u0800" for character in text) >= _UTF8_CHARACTERS_TELLING


class _Reader:
    """Builds the tree from the parser's events and refuses every event no message has."""

    def __init__(self) -> None:
        self._top = Element("")
        self._open = [self._top]
        self._encoding = ""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.XmlDeclHandler = self._declared
        parser.StartElementHandler = self._started
        parser.EndElementHandler = self._ended
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._document_type
        parser.ProcessingInstructionHandler = self._foreign
        parser.CommentHandler = self._foreign
        parser.StartCdataSectionHandler = self._foreign
        self._parser = parser

    def read(self, text: str) -> Element:
        try:
            self._parser.Parse(text, True)
        except expat.ExpatError as error:
            raise MessageUnreadable(Fault.NOT_XML, value=f"{error.lineno}:{error.offset}") from None
        self._require_gbk()
        return self._top.children[0]

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        self._encoding = encoding or ""
        self._require_gbk()

    def _require_gbk(self) -> None:
        if self._encoding.upper() != "GBK":
            raise MessageUnreadable(Fault.ENCODING, value=self._encoding, expected="GBK")

    def _document_type(self, *_: object) -> None:
        raise MessageUnreadable(Fault.DOCUMENT_TYPE)

    def _foreign(self, *_: object) -> None:
        raise MessageUnreadable(Fault.FOREIGN_XML, tag=self._open[-1].tag)

    def _started(self, tag: str, attributes: dict[str, str]) -> None:
        parent = self._open[-1]
        if attributes or parent.text.strip(_BLANKS) or len(self._open) > MOST_DEPTH:
            raise MessageUnreadable(Fault.FOREIGN_XML, tag=tag)
        parent.text = ""
        element = Element(tag)
        parent.children.append(element)
        self._open.append(element)

    def _ended(self, _tag: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        element = self._open[-1]
        if not element.children:
            element.text += text
        elif text.strip(_BLANKS):
            raise MessageUnreadable(Fault.FOREIGN_XML, tag=element.tag)
