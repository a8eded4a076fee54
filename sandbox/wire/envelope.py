"""The CFX envelope: XML in GBK, followed by its signature in a comment."""

import re
from typing import NamedTuple

from sandbox.wire import pattern
from sandbox.wire.tree import Element, NotPlain, parse

MOST_BYTES = 4 * 1024 * 1024
"""The longest message that is read; a packet of 1 000 rows needs a tenth of it."""

_END = b"</CFX>"
_DECLARATION = re.compile(rb'<\?xml version="1\.0" encoding="(?i:GBK)"\s*\?>')
_COMMENT = re.compile(rb"<!--(.*)-->", re.DOTALL)
_HEAD = {
    "VER": pattern.free(3, 3),
    "SRC": pattern.BANK,
    "DES": pattern.BANK,
    "APP": pattern.free(80),
    "MsgNo": r"\d{4}",
    "MsgID": r"\d{20}",
    "MsgRef": r"\d{20}",
}
_HEAD_OPTIONAL = {"WorkDate": pattern.N8, "Reserve": pattern.free(20, 0)}


class UnreadableEnvelope(Exception):
    """The bytes are no envelope, so nobody could be told by message."""


class Head(NamedTuple):
    """Who writes to whom, and about what."""

    source: str
    destination: str
    number: str
    message_id: str
    reference: str
    work_date: str = ""
    application: str = "TIPS"


class Envelope(NamedTuple):
    """One message as read: ``signed`` are the bytes that the signature covers."""

    head: Head
    body: Element
    signed: bytes
    signature: str


def read(content: bytes) -> Envelope:
    """The message in ``content``; the body is not looked into.

    Raises:
        UnreadableEnvelope: not GBK, not XML of a message's kind, no head, or too long.
    """
    signed, signature = split(content)
    root = _root(signed)
    if root.tag != "CFX" or [child.tag for child in root.children] != ["HEAD", "MSG"]:
        raise UnreadableEnvelope("the document is not one CFX of HEAD and MSG")
    return Envelope(_head(root.children[0]), root.children[1], signed, signature)


def split(content: bytes) -> tuple[bytes, str]:
    """The signed bytes and the signature behind them (empty when there is none)."""
    if len(content) > MOST_BYTES:
        raise UnreadableEnvelope(f"longer than {MOST_BYTES} bytes")
    cut = content.rfind(_END)
    if cut < 0:
        raise UnreadableEnvelope("there is no </CFX>")
    signed, rest = content[: cut + len(_END)], content[cut + len(_END) :]
    comment = _COMMENT.fullmatch(rest)
    if rest and (comment is None or b"--" in comment[1]):
        raise UnreadableEnvelope("after </CFX> there is something else than one comment")
    try:
        return signed, comment[1].decode("ascii") if comment else ""
    except UnicodeDecodeError:
        return signed, "not Base64"


def write(head: Head, body: Element) -> bytes:
    """The bytes to be signed, from the start of the XML to ``</CFX>``.

    Raises:
        UnicodeEncodeError: a text that GBK cannot write.
    """
    texts = {
        "VER": "1.0",
        "SRC": head.source,
        "DES": head.destination,
        "APP": head.application,
        "MsgNo": head.number,
        "MsgID": head.message_id,
        "MsgRef": head.reference,
        "WorkDate": head.work_date,
    }
    fields = [Element(tag, text) for tag, text in texts.items() if text]
    root = Element("CFX", children=[Element("HEAD", children=fields), body])
    return ('<?xml version="1.0" encoding="GBK"?>\n' + _written(root, 0)).encode("gbk")


def closed(signed: bytes, signature: str) -> bytes:
    """The message as it travels: the signed bytes and the signature behind them."""
    return signed + b"<!--" + signature.encode("ascii") + b"-->"


def pretty(content: bytes) -> str:
    """The message indented for people, without its signature; never fails."""
    try:
        return _written(_root(split(content)[0]), 0)
    except UnreadableEnvelope:
        return content[:100_000].decode("gbk", errors="replace")


def _root(signed: bytes) -> Element:
    declaration = _DECLARATION.match(signed)
    if declaration is None:
        raise UnreadableEnvelope("the declaration does not say GBK")
    try:
        text = signed[declaration.end() :].decode("gbk")
        return parse(text)
    except UnicodeDecodeError as error:
        raise UnreadableEnvelope("not written in GBK") from error
    except NotPlain as error:
        raise UnreadableEnvelope(f"not XML of a message's kind: {error}") from error


def _head(block: Element) -> Head:
    texts = {child.tag: child.text for child in block.children}
    if len(texts) != len(block.children) or texts.keys() - _HEAD.keys() - _HEAD_OPTIONAL.keys():
        raise UnreadableEnvelope("HEAD has a field twice, or one that is not known")
    for tag, form in _HEAD.items():
        if not pattern.fits(texts.get(tag, ""), form):
            raise UnreadableEnvelope(f"HEAD/{tag} is missing or malformed")
    for tag, form in _HEAD_OPTIONAL.items():
        if texts.get(tag) and not pattern.fits(texts[tag], form):
            raise UnreadableEnvelope(f"HEAD/{tag} is malformed")
    return Head(
        texts["SRC"], texts["DES"], texts["MsgNo"], texts["MsgID"], texts["MsgRef"],
        texts.get("WorkDate", ""), texts["APP"],
    )  # fmt: skip


def _written(element: Element, depth: int) -> str:
    indent = "  " * depth
    if not element.children:
        return f"{indent}<{element.tag}>{_escaped(element.text)}</{element.tag}>"
    inside = "\n".join(_written(child, depth + 1) for child in element.children)
    return f"{indent}<{element.tag}>\n{inside}\n{indent}</{element.tag}>"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
