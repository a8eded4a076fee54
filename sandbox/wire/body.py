"""Bodies between elements and plain values, by the catalogue.

Values are nested dictionaries: a field's text, a block's dictionary, a list of dictionaries where a
block repeats.
"""

from collections.abc import Mapping
from typing import Any

from sandbox.wire import pattern
from sandbox.wire.blocks import Field, Group
from sandbox.wire.catalogue import CATALOGUE
from sandbox.wire.pattern import MalformedMessage
from sandbox.wire.tree import Element

Values = dict[str, Any]


def read(number: str, body: Element) -> Values:
    """The values of a message's body.

    Raises:
        MalformedMessage: a field is missing, unknown, twice or of another form; or the amounts,
            counts or dates contradict each other.
    """
    if number not in CATALOGUE:
        raise MalformedMessage("MsgNo", "is not known here")
    values = _group(CATALOGUE[number], body)
    if number == "1001":
        _check_payment(values["Payment1001"])
    return values


def write(number: str, values: Mapping[str, Any]) -> Element:
    """The body of a message; a wrong value is a fault of ours and raises."""
    return _element(CATALOGUE[number], values)


def _group(group: Group, element: Element) -> Values:
    if element.text.strip():
        raise MalformedMessage(element.tag, "holds text")
    found: Values = {}
    waiting = list(element.children)
    for part in group.parts:
        mine: list[Element] = []
        while waiting and waiting[0].tag == part.tag:
            mine.append(waiting.pop(0))
        if isinstance(part, Field):
            found[part.tag] = _field(part, mine)
        else:
            found[part.tag] = _blocks(part, mine)
    if waiting:
        raise MalformedMessage(waiting[0].tag, "has no place here")
    return found


def _field(field: Field, found: list[Element]) -> str:
    if not found and field.optional:
        return ""
    if len(found) != 1 or found[0].children:
        raise MalformedMessage(field.tag, "is missing or repeated")
    value = found[0].text
    if value == "" and field.optional:
        return ""
    if not pattern.fits(value, field.form):
        raise MalformedMessage(field.tag, "is malformed")
    if field.tag.endswith("Date"):
        pattern.date(value, field.tag)
    try:
        value.encode("gbk")
    except UnicodeEncodeError as error:
        raise MalformedMessage(field.tag, "holds a character that GBK does not have") from error
    return value


def _blocks(group: Group, found: list[Element]) -> Values | list[Values]:
    if not group.least <= len(found) <= group.most:
        raise MalformedMessage(group.tag, "is missing or repeated")
    blocks = [_group(group, element) for element in found]
    return blocks if group.most > 1 else blocks[0]


def _element(group: Group, values: Mapping[str, Any]) -> Element:
    element = Element(group.tag)
    for part in group.parts:
        value = values.get(part.tag, "")
        if isinstance(part, Group):
            blocks = (value or []) if part.most > 1 else [value]
            element.children += [_element(part, block) for block in blocks]
        elif value != "" or not part.optional:
            if not pattern.fits(value, part.form):
                raise ValueError(f"{part.tag} is {value!r}")
            element.children.append(Element(part.tag, value))
    return element


def _check_payment(payment: Values) -> None:
    kinds = payment["TaxTypeList1001"]
    if int(payment["TaxTypeNum"]) != len(kinds):
        raise MalformedMessage("TaxTypeNum", "is not the number of premiums")
    if sum(pattern.fen(kind["TaxTypeAmt"]) for kind in kinds) != pattern.fen(payment["TraAmt"]):
        raise MalformedMessage("TraAmt", "is not the sum of the premiums")
    if pattern.fen(payment["TraAmt"]) <= 0:
        raise MalformedMessage("TraAmt", "is not positive")
    for kind in kinds:
        _check_premium(kind)


def _check_premium(kind: Values) -> None:
    details = kind["TaxSubjectList1001"]
    if int(kind["DetailNum"]) != len(details):
        raise MalformedMessage("DetailNum", "is not the number of details")
    if sum(pattern.fen(one["FactTaxAmt"]) for one in details) != pattern.fen(kind["TaxTypeAmt"]):
        raise MalformedMessage("TaxTypeAmt", "is not the sum of its details")
    if kind["TaxStartDate"] > kind["TaxEndDate"]:
        raise MalformedMessage("TaxEndDate", "lies before the start")
