"""What was certified, as the public check shows it: enough to compare with the paper in hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from openlevy.certificate.paper.content import ProofContent, ProofLine, RecordContent
from openlevy.kernel.identifiers import mask_tail
from openlevy.kernel.money import Fen, capitals
from openlevy.kernel.period import Period
from openlevy.portals.shared import formats
from openlevy.portals.shared.translated import gettext as _


@dataclass(frozen=True, slots=True)
class FoundLine:
    """One certified payment."""

    name: str
    period: Period
    received_on: date
    amount_fen: Fen
    paid_on: date | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A certificate's content as a page shows it; ``with_days`` of a proof, whose lines say when
    they were paid as well."""

    title: str
    with_days: bool
    details: Sequence[tuple[str, str]]
    rows: Sequence[FoundLine]


def found(content: RecordContent) -> Found:
    """The content in the words of the page. The number is shown by its tail: whoever checks has
    typed it whole."""
    proof = isinstance(content, ProofContent)
    return Found(
        title=content.title,
        with_days=proof,
        details=[
            (_("缴费人姓名") if proof else _("纳税人名称"), content.payer_name),
            (_("证件号码") if proof else _("纳税人识别号"), mask_tail(content.id_no)),
            (_("费款所属期"), content.period_text),
            (_("开具日期"), formats.instant(content.printed_at)),
            (_("金额合计"), formats.yuan(content.total_fen)),
            (_("金额合计（大写）"), capitals(content.total_fen)),
            (_("税务机关"), content.issuer),
            (_("证明校验码"), content.verification_code),
        ],
        rows=[
            FoundLine(
                line.levy_item,
                Period(line.period_from, line.period_to),
                line.received_on,
                line.amount_fen,
                line.paid_on if isinstance(line, ProofLine) else None,
            )
            for line in content.lines
        ],
    )
