"""Which certificates a place issues, under which title and menu, and how the seal comes on."""

from dataclasses import replace

import pytest

from openlevy.reference import queries
from openlevy.reference.certificates import Issued, Kind, Seal
from openlevy.reference.menus import with_certificates
from openlevy.reference.places import MenuEntry

RECORD, PROOF = "社会保险费缴费记录", "社会保险费缴费证明"


@pytest.mark.parametrize(
    ("place", "kinds"),
    [
        ("beijing", {Kind.RECORD: Issued(RECORD, "开具社保缴费记录", Seal.PRINTED_IN)}),
        (
            "shanxi",
            {
                Kind.RECORD: Issued(RECORD, "缴费记录查询打印", Seal.PRINTED_IN),
                Kind.PROOF: Issued(PROOF, "缴费证明", Seal.PUT_ON),
            },
        ),
        (
            "neimenggu",
            {
                Kind.RECORD: Issued(RECORD, "缴费凭证开具", Seal.PRINTED_IN),
                Kind.PROOF: Issued(PROOF, "开具社保缴费证明", Seal.PUT_ON),
            },
        ),
    ],
)
def test_as_the_guide_of_the_place_has_it(place: str, kinds: dict[Kind, Issued]) -> None:
    assert queries.place(place).certificates.kinds == kinds


def test_what_has_no_table_is_not_issued() -> None:
    assert queries.issued("beijing", Kind.PROOF) is None
    assert queries.issued("hubei", Kind.PROOF) is None
    assert queries.issued("hubei", Kind.RECORD) is not None


def test_what_else_serves_is_named_where_the_guide_names_it() -> None:
    """S3 chapter 3: 均可作为城乡居民的缴费凭证."""
    named = queries.place("shanxi").certificates.also_valid
    assert named == ("加盖商业银行收讫专用章的收款凭证", "缴费专用POS机小票")
    assert queries.place("beijing").certificates.also_valid == ()


@pytest.mark.parametrize(
    ("place", "labels"),
    [
        ("beijing", [("records", "开具社保缴费记录")]),
        ("hubei", [("records", "开具社保缴费记录")]),
        ("shanxi", [("proof", "缴费证明"), ("records", "缴费记录查询打印")]),
        ("neimenggu", [("proof", "开具社保缴费证明"), ("records", "缴费凭证开具")]),
    ],
)
def test_the_menu_has_an_entry_for_each_kind_and_for_no_other(
    place: str, labels: list[tuple[str, str]]
) -> None:
    """Under the place's own label, whosever words it has."""
    menu = queries.place(place).words.menu
    assert [(e.key, e.label) for e in menu if e.key in ("proof", "records")] == labels
    (records,) = (e for e in menu if e.key == "records")
    below = [] if place == "shanxi" else ["record_print", "record_download", "record_check"]
    assert [e.key for e in records.entries] == below, "S3 ch. 3: 缴费记录查询打印 prints by itself"


def test_a_menu_keeps_its_own_order() -> None:
    place = queries.place("shanxi")
    turned = replace(place.words, menu=(MenuEntry("records", "-"), MenuEntry("proof", "-")))
    found = with_certificates(replace(place, words=turned)).words.menu
    assert [e.key for e in found] == ["records", "proof"]


def test_without_records_in_the_menu_the_entries_stand_at_its_end() -> None:
    place = queries.place("shanxi")
    bare = replace(place.words, menu=(MenuEntry("agreements", "协议"),))
    found = with_certificates(replace(place, words=bare)).words.menu
    assert [e.key for e in found] == ["agreements", "records", "proof"]
