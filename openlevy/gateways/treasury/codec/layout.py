"""How a message is laid out: which tag holds which of our fields, written once for both ways.

A block names its parts in the order of the wire. Reading takes them in any order, each once, and
nothing besides; what was read is then held against the rules of the message. Writing holds first.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from openlevy.gateways.treasury.codec.documents import Element
from openlevy.gateways.treasury.codec.errors import (
    Fault,
    MessageFaulty,
    MessageUnreadable,
    MessageUnwritable,
)
from openlevy.gateways.treasury.codec.kinds import AMOUNT, Kind, number
from openlevy.kernel.errors import Refusal
from openlevy.kernel.wire import gbk_gap

MOST_ROWS = 1000
"""Rows in one pack; fronts of the network split what is more into child packs."""
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Field:
    """``tag`` holds our ``name``. An optional one that is ``absent`` is not written; a ``private``
    one shows its last four characters in an error."""

    tag: str
    name: str
    kind: Kind
    optional: bool = False
    private: bool = False
    absent: Any = None


@dataclass(frozen=True, slots=True)
class Derived:
    """``tag`` holds what ``compute`` makes of the other values: a count, a sum. It is written from
    them and, read, must equal them."""

    tag: str
    kind: Kind
    compute: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Rows:
    """``block`` repeated, ``least`` to ``most`` times; our ``name`` is the tuple of its values."""

    name: str
    block: "Block"
    least: int = 1
    most: int = MOST_ROWS


@dataclass(frozen=True, slots=True)
class Check:
    """A rule between values: ``holds`` of the object, or ``tag`` contradicts it."""

    tag: str
    holds: Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class Block:
    """One element and its parts; a repeated one makes a value of ``row``."""

    tag: str
    parts: tuple[Field | Derived | Rows, ...]
    row: type[Any] | None = None
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """One message: its number, our class, the blocks of ``<MSG>`` (all fill one object) and, last
    in ``<MSG>``, the rows if it has any."""

    number: str
    body: type[Any]
    blocks: tuple[Block, ...]
    rows: Rows | None = None
    checks: tuple[Check, ...] = ()


def count_of(tag: str, name: str) -> Derived:
    """``tag`` is how many values ``name`` has."""
    return Derived(tag, number(MOST_ROWS), lambda value: len(getattr(value, name)))


def sum_of(tag: str, name: str) -> Derived:
    """``tag`` is the amount ``name``, which our class makes of its rows."""
    return Derived(tag, AMOUNT, lambda value: getattr(value, name))


# -- reading ----------------------------------------------------------------------------------


def read_body(layout: Layout, message: Element) -> Any:
    """The value of ``<MSG>``.

    Raises:
        MessageUnreadable: a tag too many, too few or twice, a value that breaks its kind, sums
            that differ, values that contradict each other.
    """
    repeated = layout.rows.block.tag if layout.rows else None
    known = [block.tag for block in layout.blocks]
    single = once((e for e in message.children if e.tag != repeated), known)
    values: dict[str, Any] = {}
    for block in layout.blocks:
        values |= read_fields(block.parts, _present(single, block.tag))
    if layout.rows:
        values[layout.rows.name] = _read_rows(layout.rows, message.children)
    body = layout.body(**values)
    for block in layout.blocks:
        _hold_derived(block, single[block.tag], body)
    _hold_checks(layout.checks, body, MessageUnreadable)
    return body


def read_fields(parts: Iterable[Field | Derived | Rows], element: Element) -> dict[str, Any]:
    """Our names and the values read for them from one block."""
    parts = tuple(parts)
    rows = [part for part in parts if isinstance(part, Rows)]
    repeated = {part.block.tag for part in rows}
    tags = [part.tag for part in parts if not isinstance(part, Rows)]
    single = once((e for e in element.children if e.tag not in repeated), tags)
    values = {p.name: _read_field(p, single.get(p.tag)) for p in parts if isinstance(p, Field)}
    return values | {part.name: _read_rows(part, element.children) for part in rows}


def once(elements: Iterable[Element], known: Iterable[str]) -> Mapping[str, Element]:
    """The elements by tag, each known and there once."""
    known = frozenset(known)
    found: dict[str, Element] = {}
    for element in elements:
        if element.tag not in known:
            raise MessageUnreadable(Fault.UNKNOWN_TAG, tag=element.tag[:_SHOWN])
        if element.tag in found:
            raise MessageUnreadable(Fault.TAG_TWICE, tag=element.tag)
        found[element.tag] = element
    return found


def _present(found: Mapping[str, Element], tag: str) -> Element:
    if tag not in found:
        raise MessageUnreadable(Fault.TAG_MISSING, tag=tag)
    return found[tag]


def _read_rows(rows: Rows, elements: Iterable[Element]) -> tuple[Any, ...]:
    chosen = [element for element in elements if element.tag == rows.block.tag]
    _hold_number(rows, len(chosen), MessageUnreadable)
    return tuple(_read_row(rows.block, element) for element in chosen)


def _read_row(block: Block, element: Element) -> Any:
    assert block.row is not None
    row = block.row(**read_fields(block.parts, element))
    _hold_derived(block, element, row)
    _hold_checks(block.checks, row, MessageUnreadable)
    return row


def _read_field(part: Field, element: Element | None) -> Any:
    if element is not None and element.children:
        raise MessageUnreadable(Fault.FOREIGN_XML, tag=part.tag)
    if element is None or not element.text.strip():
        if part.optional:
            return part.absent
        raise MessageUnreadable(Fault.TAG_MISSING, tag=part.tag)
    return _read_value(part.tag, part.kind, element.text, private=part.private)


def _read_value(tag: str, kind: Kind, text: str, *, private: bool = False) -> Any:
    _hold_gbk(tag, text, MessageUnreadable)
    try:
        return kind.read(text)
    except (ValueError, KeyError, Refusal):
        shown = _shown(text, private=private)
        raise MessageUnreadable(Fault.VALUE, tag, shown, kind.rule) from None


def _hold_derived(block: Block, element: Element, value: Any) -> None:
    """What was said of the other values against what they come to."""
    texts = {child.tag: child for child in element.children}
    for part in block.parts:
        if isinstance(part, Derived):
            said = _read_field(Field(part.tag, "", part.kind), texts.get(part.tag))
            due = part.compute(value)
            if said != due:
                facts = part.tag, part.kind.write(said), part.kind.write(due)
                raise MessageUnreadable(Fault.ARITHMETIC, *facts)


# -- writing ----------------------------------------------------------------------------------


def write_body(layout: Layout, body: Any) -> Element:
    """``<MSG>`` of a value.

    Raises:
        MessageUnwritable: a value missing, outside its kind or length, not in GBK, or
            contradicting another.
    """
    _hold_checks(layout.checks, body, MessageUnwritable)
    rows = list(_write_rows(layout.rows, body)) if layout.rows else []
    return Element("MSG", [write_block(block, body) for block in layout.blocks] + rows)


def write_block(block: Block, value: Any) -> Element:
    """One block, its parts in the order of the wire."""
    _hold_checks(block.checks, value, MessageUnwritable)
    element = Element(block.tag)
    for part in block.parts:
        element.children += _write_part(part, value)
    return element


def _write_part(part: Field | Derived | Rows, value: Any) -> Iterable[Element]:
    if isinstance(part, Rows):
        return _write_rows(part, value)
    if isinstance(part, Derived):
        return [_written(Field(part.tag, "", part.kind), part.compute(value))]
    content = getattr(value, part.name)
    if part.optional and content == part.absent:
        return []
    return [_written(part, content)]


def _write_rows(rows: Rows, value: Any) -> Iterator[Element]:
    found = getattr(value, rows.name)
    _hold_number(rows, len(found), MessageUnwritable)
    return (write_block(rows.block, row) for row in found)


def _written(part: Field, content: Any) -> Element:
    """What is written can be read back: the same rule judges both ways."""
    try:
        text = part.kind.write(content)
        _hold_gbk(part.tag, text, MessageUnwritable)
        part.kind.read(text)
    except MessageUnwritable:
        raise
    except (ValueError, TypeError, KeyError, Refusal):
        shown = _shown(str(content), private=part.private)
        raise MessageUnwritable(Fault.VALUE, part.tag, shown, part.kind.rule) from None
    return Element(part.tag, text=text)


# -- both -------------------------------------------------------------------------------------


def _hold_gbk(tag: str, text: str, error: type[MessageFaulty]) -> None:
    gap = gbk_gap(text)
    if gap is not None:
        raise error(Fault.NOT_GBK, tag, gap, "GBK")


def _hold_number(rows: Rows, count: int, error: type[MessageFaulty]) -> None:
    if count < rows.least:
        raise error(Fault.TAG_MISSING, rows.block.tag)
    if count > rows.most:
        raise error(Fault.TOO_MANY, rows.block.tag, str(count), str(rows.most))


def _hold_checks(checks: Iterable[Check], value: Any, error: type[MessageFaulty]) -> None:
    for check in checks:
        if not check.holds(value):
            raise error(Fault.CONTRADICTION, check.tag)


def _shown(text: str, *, private: bool) -> str:
    return f"…{text[-4:]}" if private else text[:_SHOWN]
