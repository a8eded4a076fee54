"""Which certificates a place issues, under which title and menu, and how the seal comes on."""

import pytest

from openlevy.reference import queries
from openlevy.reference.certificates import Issued, Kind, Seal

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
