"""A paper, from its content to the signed file."""

from datetime import datetime
from pathlib import Path

from openlevy.certificate.paper import layout
from openlevy.certificate.paper.content import RecordContent
from openlevy.certificate.paper.issuing import Issuing
from openlevy.certificate.paper.signing import PutOn, sign
from openlevy.certificate.paper.typesetting import Room, Typesetter, typesetter
from openlevy.reference.certificates import Seal

_SHEET_POINTS = 297 / 25.4 * 72
_SEAL_POINTS = round(40 / 25.4 * 72)
"""As ``template.typ`` has them: the height of A4, and the room of a seal."""


def make_paper(
    content: RecordContent,
    issuing: Issuing,
    at: datetime,
    *,
    seal: Seal = Seal.PRINTED_IN,
    fonts: Path | None = None,
) -> bytes:
    """The signed paper: a PDF/A-2a with one PAdES signature over all of it.

    ``at`` is the real instant of signing, with its zone; ``content.printed_at`` is what the paper
    shows. ``fonts`` is a folder of further fonts, for characters the built-in ones lack. The
    signature is fresh each time, the paper under it is the same bytes for the same content. A seal
    that is put on is part of the signature, not of the paper under it.

    Raises:
        IssuingExpired: the issuing certificate is not valid at ``at``.
        ValueError: the address of the check page is too long for a QR code, or ``fonts`` is no
            folder of fonts.
    """
    issuing.require_valid(at)
    setter, demonstration = typesetter(fonts), issuing.demonstration
    sheet = layout.sheet(content, setter.typefaces, demonstration=demonstration, seal=seal)
    if seal is Seal.PRINTED_IN:
        return sign(setter.pdf(sheet, content.printed_at), issuing, at)
    pdf, room = setter.with_room(sheet, content.printed_at)
    drawn = layout.stamp(content, setter.typefaces, demonstration=demonstration)
    return sign(pdf, issuing, at, _put_on(setter, drawn, room, content.printed_at))


def _put_on(setter: Typesetter, drawn: str, room: Room, dated: datetime) -> PutOn:
    left, top = round(room.left), round(_SHEET_POINTS - room.top)
    box = (left, top - _SEAL_POINTS, left + _SEAL_POINTS, top)
    return PutOn(setter.pdf(drawn, dated), room.page, box)
