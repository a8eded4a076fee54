"""docs/messages/treasury.md describes every message, block, tag and field name of the codec."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from openlevy.gateways.treasury.codec import LAYOUTS
from openlevy.gateways.treasury.codec.layout import Block, Derived, Field, Layout, Rows
from openlevy.gateways.treasury.codec.results import NOT_TAKEN, REFUSALS

TEXT = (Path(__file__).parents[4] / "docs" / "messages" / "treasury.md").read_text("utf-8")
SECTIONS = {part[:4]: part for part in re.split(r"^## ", TEXT, flags=re.MULTILINE)}


def _fields(parts: Iterable[Field | Derived | Rows]) -> Iterator[Field | Derived]:
    for part in parts:
        if isinstance(part, Rows):
            yield from _fields(part.block.parts)
        else:
            yield part


def _blocks(layout: Layout) -> Iterator[Block]:
    yield from layout.blocks
    rows = [part for block in layout.blocks for part in block.parts if isinstance(part, Rows)]
    for part in [*rows, *([layout.rows] if layout.rows else [])]:
        yield part.block


@pytest.mark.parametrize("number", sorted(set(LAYOUTS) - {"3001"}))
def test_every_tag_and_name_of_a_message_is_described(number: str) -> None:
    section = SECTIONS[number]
    told = set(re.findall(r"\w+", section))
    for block in _blocks(LAYOUTS[number]):
        assert block.tag in told
        for part in _fields(block.parts):
            assert part.tag in told
            if isinstance(part, Field) and number not in ("9115", "9004"):
                assert f"`{part.name}`" in section


def test_a_message_forwarded_is_described_by_the_first() -> None:
    told = set(re.findall(r"\w+", SECTIONS["3001"])) | set(re.findall(r"\w+", SECTIONS["1001"]))
    for block in _blocks(LAYOUTS["3001"]):
        assert block.tag in told
        assert {part.tag for part in _fields(block.parts)} <= told


def test_every_refusal_and_rejection_is_listed() -> None:
    section = SECTIONS["Resu"]
    assert all(code in section for code in (*REFUSALS, *NOT_TAKEN))
