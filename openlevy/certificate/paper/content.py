"""What a payment record and a payment proof say, apart from how they look. Pure.

The canonical bytes are what was certified: equal content gives equal bytes on any machine and in
any later release, so the public check can compare a hash taken years ago.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from typing import Any, ClassVar

from openlevy.kernel.money import Fen

MAX_LINES = 2000
"""Some forty pages; a longer span of time is asked for in parts."""

_DAYS = ("period_from", "period_to", "received_on", "paid_on")
_CODE = re.compile(r"[A-Z0-9]{16}")

NO_REFUNDS = "税务机关出具的缴费凭证，不体现社保、医保部门的退费结果信息。"
"""The guide's own sentence (S3 chapter 3 三, 注意事项 1), of both insurances: a paper says nothing
about refunds but that."""

STANDING_NOTES = (
    "本记录依据税务机关缴费入库信息开具，可作为缴费凭证，请妥善保管，手写、涂改无效。",
    NO_REFUNDS,
)
"""The first is on every tax paper (妥善保管、手写无效)."""

PROOF_NOTES = (
    "本证明依据税务机关缴费入库信息开具，加盖税收业务专用章后可作为缴费凭证，手写、涂改无效。",
    NO_REFUNDS,
)


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One payment received by the treasury."""

    levy_item: str
    """征收项目: the insurance type."""
    levy_subitem: str
    """征收品目."""
    period_from: date
    period_to: date
    received_on: date
    """入库日期."""
    amount_fen: Fen
    receipt_no: str
    """税票号码, empty when the payment has none."""
    collector: str
    """征收机关."""


@dataclass(frozen=True, slots=True)
class ProofLine(RecordLine):
    """One payment received by the treasury, with the day on which it was paid."""

    paid_on: date | None
    """缴费日期, None where the bank has told no day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordContent:
    """《社会保险费缴费记录》 of one payer for one span of time."""

    FORM: ClassVar[str] = "openlevy.payment-record/1"
    """Names the order and meaning of the canonical fields; a change of either is a new number."""
    LINE: ClassVar[type[RecordLine]] = RecordLine
    """What its lines are."""

    title: str = "社会保险费缴费记录"
    jurisdiction: str
    """The place's code in the reference data; certified, not printed."""
    issuer: str
    """Name of the tax authority: printed above the title, round the seal, and beside it."""
    payer_name: str
    id_type_name: str
    id_no: str
    """纳税人识别号: what the public check asks for, so it is printed whole."""
    period_text: str
    """费款所属期 asked for, as shown: ``2025-01 至 2025-12``."""
    lines: tuple[RecordLine, ...]
    total_fen: Fen
    printed_at: datetime
    """When the paper was drawn up (开具日期), with its zone."""
    verification_code: str
    """证明校验码, sixteen capital letters and digits."""
    check_url: str
    """What the QR code opens. Where to look is not what was certified, so the hash leaves it out
    and a changed address does not spoil old papers."""
    notes: tuple[str, ...] = STANDING_NOTES
    seal_lines: tuple[str, ...] = ("税收业务", "专用章")
    """What stands inside the seal, line by line (山西: 套印税收业务专用章的缴费记录)."""

    def __post_init__(self) -> None:
        """Refuse what only a programming error can bring.

        Raises:
            ValueError: the total is not the sum of the lines, the code is not sixteen characters of
                A–Z and 0–9, the instant has no zone, there are more lines than MAX_LINES, or a
                line is not of this form.
        """
        if self.total_fen != sum(line.amount_fen for line in self.lines):
            raise ValueError("the total is not the sum of the lines")
        if not _CODE.fullmatch(self.verification_code):
            raise ValueError("a verification code is sixteen of A-Z and 0-9")
        if self.printed_at.tzinfo is None:
            raise ValueError("printed_at needs a zone")
        if len(self.lines) > MAX_LINES:
            raise ValueError(f"more than {MAX_LINES} lines")
        if any(type(line) is not self.LINE for line in self.lines):
            raise ValueError(f"lines of {self.FORM} are {self.LINE.__name__}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofContent(RecordContent):
    """《社会保险费缴费证明》: what a record says, and of every line when it was paid."""

    FORM: ClassVar[str] = "openlevy.payment-proof/1"
    LINE: ClassVar[type[RecordLine]] = ProofLine

    title: str = "社会保险费缴费证明"
    lines: tuple[ProofLine, ...]
    notes: tuple[str, ...] = PROOF_NOTES


_BY_FORM: Mapping[str, type[RecordContent]] = {
    each.FORM: each for each in (RecordContent, ProofContent)
}


def content_hash(content: RecordContent) -> str:
    """SHA-256 of the canonical bytes, sixty-four hexadecimal digits."""
    return hashlib.sha256(canonical_bytes(content)).hexdigest()


def canonical_bytes(content: RecordContent) -> bytes:
    """What was certified, as UTF-8 JSON: sorted names, no white space, whole fen, instants in UTC,
    names in the very characters given."""
    facts = {
        field.name: _plain(getattr(content, field.name))
        for field in fields(content)
        if field.name != "check_url"
    }
    return json.dumps(
        {"form": content.FORM, **facts}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode()


def read_canonical(data: bytes, check_url: str) -> RecordContent:
    """The content that ``canonical_bytes`` wrote, to be shown or made again.

    Raises:
        ValueError: not the canonical bytes of a form of ours.
    """
    facts = json.loads(data)
    kind = _BY_FORM.get(str(facts.pop("form", ""))) if isinstance(facts, dict) else None
    if kind is None:
        raise ValueError("no form of ours")
    facts["lines"] = tuple(_line(kind.LINE, line) for line in facts["lines"])
    facts["notes"], facts["seal_lines"] = tuple(facts["notes"]), tuple(facts["seal_lines"])
    facts["printed_at"] = datetime.fromisoformat(facts["printed_at"])
    return kind(**facts, check_url=check_url)


def _line(kind: type[RecordLine], facts: Mapping[str, Any]) -> RecordLine:
    days = [day for day in _DAYS if facts.get(day) is not None]
    return kind(**{**facts, **{day: date.fromisoformat(facts[day]) for day in days}})


def _plain(value: object) -> object:
    """``value`` as JSON has it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, RecordLine):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
