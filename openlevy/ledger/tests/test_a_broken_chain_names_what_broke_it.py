"""Whatever is changed, added or taken away in what is sealed is found, and the row named."""

from pathlib import Path

import pytest
from django.db import connection, transaction

from openlevy.ledger.queries import Flaw, FlawKind, export_heads, read_heads, verify_chain
from openlevy.ledger.queries.heads import HeadsUnreadable
from openlevy.ledger.services import post_many, replace_seal_key, seal_next
from openlevy.ledger.tests.conftest import NOW, PAYER, TODAY, assessed, posted, tampered

pytestmark = pytest.mark.django_db(transaction=True)

_EVERY_COLUMN = {
    "payer_id": "payer_id + 1",
    "record_id": "record_id + 100000",
    "source_of": "source_of + 1",
    "destination_of": "destination_of + 1",
    "amount_fen": "amount_fen + 1",
    "business_date": "business_date + 1",
    "posted_at": "posted_at + interval '1 microsecond'",
}


def _flaw() -> Flaw:
    (flaw,) = verify_chain()
    return flaw


@pytest.mark.parametrize("column", ["source_of", "destination_of", "amount_fen", "business_date"])
def test_a_changed_posting_is_named(column: str) -> None:
    _, changed, _ = posted(100, 200, 300)
    posted(400)
    seal_next(NOW)
    _set(column, changed)
    flaw = _flaw()
    assert (flaw.kind, flaw.block, flaw.place) == (FlawKind.POSTING_CHANGED, 1, 2)
    assert flaw.posting == (PAYER, changed, 101)
    assert (flaw.sealed, flaw.found) == (4, 4)


@pytest.mark.parametrize("column", sorted(_EVERY_COLUMN))
def test_no_column_can_be_changed_unseen(column: str) -> None:
    _, changed, _ = posted(100, 200, 300)
    seal_next(NOW)
    _set(column, changed)
    assert [flaw.block for flaw in verify_chain()][:1] == [1]


def test_an_event_made_another_is_seen() -> None:
    (changed,) = posted(100)
    seal_next(NOW)
    tampered(
        "UPDATE ledger_posting SET event = 102, source = 20, destination = 10 WHERE record_id = %s",
        changed,
    )
    flaw = _flaw()
    assert (flaw.kind, flaw.posting) == (FlawKind.POSTING_CHANGED, (PAYER, changed, 102))


def test_a_posting_moved_to_another_block_is_seen_in_both() -> None:
    (moved,) = posted(100)
    seal_next(NOW)
    (stays,) = posted(200)
    seal_next(NOW)
    tampered(
        "UPDATE ledger_posting SET xact = (SELECT xact FROM ledger_posting WHERE record_id = %s)"
        " WHERE record_id = %s",
        stays,
        moved,
    )
    assert [(flaw.kind, flaw.block) for flaw in verify_chain()] == [
        (FlawKind.POSTING_GONE, 1),
        (FlawKind.POSTING_ADDED, 2),
    ]


def test_a_posting_slipped_into_what_is_sealed_is_named() -> None:
    posted(100, 200)
    seal_next(NOW)
    posted(300)
    slipped = assessed(999)
    with transaction.atomic():
        post_many([slipped], today=TODAY)
    tampered(
        "UPDATE ledger_posting SET xact = (SELECT min(xact) FROM ledger_posting)"
        " WHERE record_id = %s",
        slipped.record_id,
    )
    flaw = _flaw()
    assert (flaw.kind, flaw.block) == (FlawKind.POSTING_ADDED, 1)
    assert flaw.posting == (PAYER, slipped.record_id, 101)
    assert (flaw.sealed, flaw.found) == (2, 3)


def test_a_posting_taken_away_is_named_by_the_one_before_it() -> None:
    first, second, _ = posted(100, 200, 300)
    seal_next(NOW)
    tampered("DELETE FROM ledger_posting WHERE record_id = %s", second)
    flaw = _flaw()
    assert (flaw.kind, flaw.place) == (FlawKind.POSTING_GONE, 2)
    assert flaw.posting == (PAYER, first, 101)
    assert (flaw.sealed, flaw.found) == (3, 2)


def test_a_whole_block_of_postings_taken_away_is_seen() -> None:
    posted(100, 200)
    seal_next(NOW)
    tampered("DELETE FROM ledger_posting")
    assert [(flaw.kind, flaw.posting, flaw.found) for flaw in verify_chain()] == [
        (FlawKind.POSTING_GONE, None, 0),
        (FlawKind.POSTING_GONE, None, 0),
    ]


def test_several_changes_in_several_blocks_are_all_named() -> None:
    records = [posted(fen, fen + 1)[0] for fen in (10, 20, 30)]
    for _ in range(3):
        seal_next(NOW, most=2)
    for record in (records[0], records[2]):
        tampered("UPDATE ledger_posting SET amount_fen = 1 WHERE record_id = %s", record)
    assert [(flaw.block, flaw.posting and flaw.posting.record_id) for flaw in verify_chain()] == [
        (1, records[0]),
        (3, records[2]),
    ]


def test_marks_made_to_agree_do_not_hide_a_change() -> None:
    """The marks only find the row; the hash judges."""
    (changed,) = posted(100)
    seal_next(NOW)
    tampered("UPDATE ledger_posting SET amount_fen = 1 WHERE record_id = %s", changed)
    with connection.cursor() as cursor:
        cursor.execute("SELECT marks FROM ledger_block")
        before = bytes(cursor.fetchone()[0])
    now = _line_mark()
    assert before != now
    tampered("UPDATE ledger_block SET marks = %s", now)
    assert (_flaw().kind, _flaw().block) == (FlawKind.CONTENT, 1)


@pytest.mark.parametrize(
    ("change", "kinds"),
    [
        ("content_hash = sha256('x')", {FlawKind.CONTENT, FlawKind.HEAD, FlawKind.SIGNATURE}),
        ("postings = 7", {FlawKind.CONTENT, FlawKind.HEAD, FlawKind.SIGNATURE}),
        ("sealed_at = sealed_at - interval '1 day'", {FlawKind.HEAD, FlawKind.SIGNATURE}),
        ("previous_head = sha256('x')", {FlawKind.LINK, FlawKind.HEAD, FlawKind.SIGNATURE}),
        ("head = sha256('x')", {FlawKind.HEAD, FlawKind.LINK}),
        ("signature = sha256('x')", {FlawKind.SIGNATURE}),
        ("key_name = 'journal-0000000000000000'", {FlawKind.KEY_UNKNOWN}),
    ],
)
def test_a_changed_seal_is_seen(change: str, kinds: set[FlawKind]) -> None:
    for fen in (1, 2):
        posted(fen)
        seal_next(NOW)
    tampered(f"UPDATE ledger_block SET {change} WHERE number = 1")
    assert {flaw.kind for flaw in verify_chain()} == kinds


def test_a_block_taken_out_of_the_middle_is_seen() -> None:
    for fen in (1, 2, 3):
        posted(fen)
        seal_next(NOW)
    tampered("DELETE FROM ledger_block WHERE number = 2")
    assert (_flaw().kind, _flaw().block) == (FlawKind.LINK, 3)


def test_blocks_taken_off_the_end_are_seen_by_who_kept_the_heads(tmp_path: Path) -> None:
    for fen in (1, 2):
        posted(fen)
        seal_next(NOW)
    kept = tmp_path / "heads.jsonl"
    assert export_heads(kept) == 2
    assert list(verify_chain(read_heads(kept))) == []
    tampered("DELETE FROM ledger_block WHERE number = 2")
    assert list(verify_chain()) == [], "the chain alone cannot know"
    (flaw,) = verify_chain(read_heads(kept))
    assert (flaw.kind, flaw.block) == (FlawKind.EXPORTED, 2)


def test_a_chain_made_anew_by_who_stole_the_key_is_seen_by_who_kept_the_heads(
    tmp_path: Path,
) -> None:
    (changed,) = posted(100)
    seal_next(NOW)
    kept = tmp_path / "heads.jsonl"
    export_heads(kept)
    tampered("DELETE FROM ledger_block")
    tampered("UPDATE ledger_posting SET amount_fen = 1 WHERE record_id = %s", changed)
    seal_next(NOW)
    assert list(verify_chain()) == []
    (flaw,) = verify_chain(read_heads(kept))
    assert (flaw.kind, flaw.block) == (FlawKind.EXPORTED, 1)


def test_heads_are_added_to_a_file_and_never_written_over(tmp_path: Path) -> None:
    kept = tmp_path / "heads.jsonl"
    for number, fen in enumerate((1, 2)):
        posted(fen)
        seal_next(NOW)
        assert export_heads(kept, after=number) == 1
    assert [head.says.number for head in read_heads(kept)] == [1, 2]
    kept.write_text(kept.read_text() + '{"number": 3}\n')
    with pytest.raises(HeadsUnreadable):
        list(read_heads(kept))


def test_a_replaced_key_leaves_what_the_old_one_signed_verifiable(seal_folder: Path) -> None:
    posted(1)
    seal_next(NOW)
    replace_seal_key()
    posted(2)
    seal_next(NOW)
    assert list(verify_chain()) == []
    (former,) = (path for path in seal_folder.glob("*.pub") if path.name != "journal.pub")
    former.unlink()
    assert (_flaw().kind, _flaw().block) == (FlawKind.KEY_UNKNOWN, 1)


@pytest.mark.parametrize("number", [-1, 1 << 60])
def test_a_posting_that_no_block_will_ever_hold_is_named(number: int) -> None:
    posted(1)
    seal_next(NOW)
    (hidden,) = posted(1)
    tampered("UPDATE ledger_posting SET xact = %s WHERE record_id = %s", number, hidden)
    flaw = _flaw()
    assert (flaw.kind, flaw.posting) == (FlawKind.OUTSIDE, (PAYER, hidden, 101))


def test_what_waits_for_its_seal_is_no_flaw_for_a_day() -> None:
    (waiting,) = posted(1)
    assert list(verify_chain()) == []
    tampered("UPDATE ledger_posting SET posted_at = now() - interval '25 hours'")
    flaw = _flaw()
    assert (flaw.kind, flaw.block, flaw.found) == (FlawKind.UNSEALED, None, 1)
    assert waiting


def _set(column: str, record: int) -> None:
    tampered(
        f"UPDATE ledger_posting SET {column} = {_EVERY_COLUMN[column]} WHERE record_id = %s", record
    )


def _line_mark() -> bytes:
    from openlevy.ledger.queries.lines import lines
    from openlevy.ledger.rules import mark

    (line,) = lines(0, 1 << 62)
    return mark(line)
