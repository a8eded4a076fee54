"""The columns of ``credits``; and what was told to a payer is neither changed nor taken back."""

import json
from typing import Any

import pytest

from openlevy.gateways.agency import codec, words
from openlevy.gateways.agency.codec import Flaw, PackageFault, Row, RowFault
from openlevy.gateways.agency.tests.desk import credit, examples

WRONG: list[tuple[str, Any, Flaw]] = [
    ("DZSPHM", "4110-1", Flaw.FORM),
    ("DZSPHM", "1" * 21, Flaw.FORM),
    ("DZSPHM", "", Flaw.MISSING),
    ("DZSPHM", 411016261100009412, Flaw.NOT_TEXT),
    ("GRBH", "a", Flaw.FORM),
    ("ZSXM_DM", "1021", Flaw.FORM),
    ("DZBJ", "0", Flaw.CHOICE),
    ("DZBJ", "", Flaw.MISSING),
    ("DZBJ", True, Flaw.NOT_TEXT),
    ("DZ_RQ", "20261131", Flaw.DAY),
    ("DZ_RQ", "2026-11-22", Flaw.DAY),
    ("DZ_RQ", "２０２６１１２２", Flaw.DAY),
    ("DZ_RQ", None, Flaw.MISSING),
]


@pytest.mark.parametrize(("tag", "value", "flaw"), WRONG)
def test_what_is_not_allowed_is_named(tag: str, value: Any, flaw: Flaw) -> None:
    (row,) = codec.decode(_package(insert=[credit(1, **{tag: value})])).rows
    assert isinstance(row, RowFault)
    assert (row.column, row.flaw) == (tag, flaw)
    assert words.of_row(row).startswith(f"{tag}（")


@pytest.mark.parametrize("action", ["update", "delete"])
def test_another_action_breaks_the_package(action: str) -> None:
    with pytest.raises(PackageFault) as fault:
        codec.decode(_package(**{action: [credit(1)]}))
    assert (fault.value.code, fault.value.where) == (codec.Code.FORM, f"credits.{action}")


def test_empty_lists_of_other_actions_are_no_fault() -> None:
    (row,) = codec.decode(_package(insert=[credit(1)], update=[], delete=[])).rows
    assert isinstance(row, Row)


def test_credits_come_after_everything_else() -> None:
    package = {**examples()[3], **{name: examples()[0][name] for name in ("persons", "payables")}}
    package["credits"] = {"insert": [credit(90)]}
    rows = codec.decode(json.dumps(package).encode()).rows
    assert [row.table for row in rows] == ["persons", "payables", "payables", "credits"]


def _package(**lists: list[dict[str, Any]]) -> bytes:
    return json.dumps({**examples()[3], "credits": lists}).encode()
