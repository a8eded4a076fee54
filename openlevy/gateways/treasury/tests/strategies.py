"""Messages drawn at random from all that their layouts allow."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st

from openlevy.gateways.treasury import codec as c
from openlevy.gateways.treasury.codec import agreements, debits, inquiries, receipts, sessions
from openlevy.gateways.treasury.codec.layout import Block, Derived, Field, Layout, Rows
from openlevy.gateways.treasury.codec.results import NEVER_SEEN

_GBK = st.characters(codec="gbk", exclude_categories=("Cc", "Cs"), exclude_characters="\x80")
_MOST_FEN = 10**15
_DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


def _text(least: int, most: int) -> st.SearchStrategy[str]:
    return st.text(_GBK, min_size=least, max_size=most).filter(lambda text: bool(text.strip()))


def _digits(least: int, most: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=least, max_size=most)


def _of(rule: str, current: Any) -> st.SearchStrategy[Any]:
    """Values of the kind whose rule this is; ``current`` is the type our field declares."""
    if rule == "yyyyMMdd":
        return _DAYS
    if rule.startswith("-?"):
        return st.integers(-_MOST_FEN, _MOST_FEN)
    if rule == "0|1" and current is bool:
        return st.booleans()
    if rule.startswith("[0-9]{1,6}("):
        return st.decimals(Decimal(0), Decimal(999999), places=6, allow_nan=False)
    return _by_length(rule)


def _by_length(rule: str) -> st.SearchStrategy[Any]:
    if rule == "[0-9]{8}":
        return st.none() | _digits(8, 8).filter(lambda pack: pack != "00000000")
    if rule.startswith("0.."):
        return st.integers(0, int(rule[3:]))
    if rule.startswith("[!-~]"):
        least, most = rule[6:-1].split(",")
        visible = st.characters(min_codepoint=0x21, max_codepoint=0x7E)
        return st.text(visible, min_size=int(least), max_size=int(most))
    if rule.startswith("[0-9]"):
        least, most = rule[6:-1].split(",")
        return _digits(int(least), int(most))
    least, most = rule.split("..")
    return _text(int(least), int(most))


_ENUMERATIONS = {
    "handling": c.Handling,
    "budget_kind": c.BudgetKind,
    "budget_level": c.BudgetLevel,
    "action": agreements.AgreementAction,
    "scope": inquiries.InquiryScope,
}
_BY_BODY = {
    (debits.Premium, "kind"): c.PremiumKind,
    (receipts.TreasuryVoucher, "kind"): receipts.VoucherKind,
    (agreements.AgreementAnswer, "verdict"): c.AgreementVerdict,
    (c.ReversalAnswer, "verdict"): c.ReversalVerdict,
    (c.StatusAnswer, "status"): c.DebitStatus,
    (sessions.SessionDebit, "status"): c.DebitStatus,
}


def _field(part: Field, body: type[Any]) -> st.SearchStrategy[Any]:
    declared = {field.name: field.type for field in fields(body)}[part.name]
    members = _BY_BODY.get((body, part.name)) or _ENUMERATIONS.get(part.name)
    allowed = part.kind.rule.split("|")
    codes = [code for code in members or () if code.value in allowed]
    drawn = st.sampled_from(codes) if codes else _of(part.kind.rule, declared)
    return st.just(part.absent) | drawn if part.optional else drawn


def _parts(
    parts: Sequence[Field | Derived | Rows], body: type[Any]
) -> dict[str, st.SearchStrategy[Any]]:
    drawn: dict[str, st.SearchStrategy[Any]] = {}
    for part in parts:
        if isinstance(part, Field):
            drawn[part.name] = _field(part, body)
        elif isinstance(part, Rows):
            drawn[part.name] = _rows(part)
    return drawn


def _rows(rows: Rows) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(_row(rows.block), min_size=rows.least, max_size=3).map(tuple)


def _row(block: Block) -> st.SearchStrategy[Any]:
    assert block.row is not None
    drawn = st.builds(block.row, **_parts(block.parts, block.row))
    return drawn.filter(lambda row: all(check.holds(row) for check in block.checks))


def bodies(layout: Layout) -> st.SearchStrategy[Any]:
    """Bodies of one message that keep its rules."""
    drawn: dict[str, st.SearchStrategy[Any]] = {}
    for block in layout.blocks:
        drawn |= _parts(block.parts, layout.body)
    if layout.rows:
        drawn[layout.rows.name] = _rows(layout.rows)
    built = st.builds(layout.body, **drawn).map(_made_to_fit)
    return built.filter(lambda body: all(check.holds(body) for check in layout.checks))


def _made_to_fit(body: Any) -> Any:
    """Where chance would hardly ever keep a rule, the value that does."""
    values = {field.name: getattr(body, field.name) for field in fields(body)}
    if "pack_count" in values:
        values["pack_number"] = max(1, min(values["pack_number"], values["pack_count"]))
        values["pack_count"] = max(1, values["pack_count"])
    if isinstance(body, c.SessionPack):
        alone = values["pack_count"] == 1
        values["total_count"] = len(body.debits) + (0 if alone else values["total_count"] % 999)
        values["total_fen"] = body.pack_fen if alone else values["total_fen"]
    if isinstance(body, c.StatusAnswer):
        values["result"] = _result(body)
        values["checked_on"] = values["checked_on"] or date(2026, 3, 1)
    return type(body)(**values)


def _result(answer: c.StatusAnswer) -> str:
    if answer.status is None:
        return NEVER_SEEN
    if answer.status is c.DebitStatus.RECEIVED:
        return "" if answer.result < "5" else "90000"
    return "90000" if answer.status is c.DebitStatus.DONE else "24020"


@cache
def envelopes(layout: Layout) -> st.SearchStrategy[c.Envelope]:
    """Whole messages of one number."""
    return st.builds(
        c.Envelope,
        src=_digits(12, 12),
        des=_digits(12, 12),
        msg_no=st.just(layout.number),
        msg_id=_digits(20, 20),
        msg_ref=_digits(20, 20),
        work_date=st.none() | _DAYS,
        body=bodies(layout),
        version=_text(3, 3),
        app=_text(1, 80),
        reserve=st.none() | _text(1, 20),
    )
