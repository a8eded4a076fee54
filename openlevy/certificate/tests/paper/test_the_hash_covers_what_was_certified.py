"""The canonical bytes are the same for ever, and change with anything certified."""

from dataclasses import fields, replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from openlevy.certificate.paper.content import (
    RecordContent,
    RecordLine,
    canonical_bytes,
    content_hash,
    read_canonical,
)
from openlevy.certificate.tests.paper.papers import AT, CHECK_URL, lines, record

GOLDEN = (
    '{"form":"openlevy.payment-record/1","id_no":"990101199001011239","id_type_name":"居民身份证",'
    '"issuer":"国家税务总局北京市税务局","jurisdiction":"beijing","lines":[{"amount_fen":120000,'
    '"collector":"国家税务总局北京市西城区税务局","levy_item":"城乡居民基本养老保险费",'
    '"levy_subitem":"城乡居民基本养老保险缴费（个人缴费）","period_from":"2025-01-01",'
    '"period_to":"2025-12-31","receipt_no":"311016250300000000","received_on":"2025-03-01"}],'
    '"notes":["甲","乙"],"payer_name":"艾力·买买提","period_text":"2025-01-01 至 2025-12-31",'
    '"printed_at":"2026-03-01T17:00:00+00:00","seal_lines":["税收业务","专用章"],'
    '"title":"社会保险费缴费记录","total_fen":120000,"verification_code":"A1B2C3D4E5F6G7H8"}'
)
OTHER: dict[str, Any] = {
    "title": "社会保险费缴费证明",
    "jurisdiction": "shanxi",
    "issuer": "国家税务总局山西省税务局",
    "payer_name": "艾力·买买题",
    "id_type_name": "外国护照",
    "id_no": "990101199001011220",
    "period_text": "2024",
    "printed_at": AT,
    "verification_code": "A1B2C3D4E5F6G7H9",
    "notes": (),
    "seal_lines": ("征税专用章",),
}


def test_the_bytes_are_the_ones_written_by_hand() -> None:
    assert canonical_bytes(record(1, notes=("甲", "乙"))).decode() == GOLDEN


@pytest.mark.parametrize("name", OTHER)
def test_anything_certified_changes_the_hash(name: str) -> None:
    assert content_hash(record(**{name: OTHER[name]})) != content_hash(record())


@pytest.mark.parametrize("field", [field.name for field in fields(RecordLine)])
def test_anything_in_a_line_changes_the_hash(field: str) -> None:
    line = lines(1)[0]
    value = getattr(line, field)
    other = value + {"amount_fen": 1}.get(field, "〇" if isinstance(value, str) else timedelta(1))
    assert content_hash(record(lines=(replace(line, **{field: other}),))) != content_hash(record(1))


def test_every_field_but_the_address_of_the_check_is_covered() -> None:
    covered = {*OTHER, "lines", "total_fen"}
    assert {field.name for field in fields(RecordContent)} - covered == {"check_url"}
    assert content_hash(record(check_url="https://elsewhere.example/")) == content_hash(record())


def test_the_same_instant_in_another_zone_is_the_same_content() -> None:
    beijing = record().printed_at.astimezone(timezone(timedelta(hours=8)))
    assert canonical_bytes(record(printed_at=beijing)) == canonical_bytes(record())


def test_what_was_written_is_read_back_whole() -> None:
    content = record(3, payer_name='"\\ 㛃𬱖𠮷')
    assert read_canonical(canonical_bytes(content), CHECK_URL) == content


@pytest.mark.parametrize("data", [b"[]", b"{}", b"not json", GOLDEN.replace("/1", "/2").encode()])
def test_other_bytes_are_no_record(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (json's own error is one, too)
        read_canonical(data, CHECK_URL)


@pytest.mark.parametrize(
    "changes",
    [
        {"total_fen": 240_002},
        {"verification_code": "A1B2C3D4E5F6G7H"},
        {"verification_code": "a1b2c3d4e5f6g7h8"},
        {"verification_code": "A1B2C3D4E5F6G7H８"},
        {"verification_code": "A1B2C3D4E5F6G7H8\n"},
        {"printed_at": datetime(2026, 3, 1)},  # noqa: DTZ001 (that is the point)
        {"lines": lines(2001)},
    ],
)
def test_a_record_that_contradicts_itself_cannot_be_made(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"total|code|zone|lines"):
        record(**changes)
