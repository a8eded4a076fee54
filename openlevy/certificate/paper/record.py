"""The payment record, from its content to the signed paper."""

from datetime import datetime
from pathlib import Path

from openlevy.certificate.paper import layout
from openlevy.certificate.paper.content import RecordContent
from openlevy.certificate.paper.issuing import Issuing
from openlevy.certificate.paper.signing import sign
from openlevy.certificate.paper.typesetting import typesetter


def make_record(
    content: RecordContent, issuing: Issuing, at: datetime, *, fonts: Path | None = None
) -> bytes:
    """The signed paper: a PDF/A-2a with one PAdES signature over all of it.

    ``at`` is the real instant of signing, with its zone; ``content.printed_at`` is what the paper
    shows. ``fonts`` is a folder of further fonts, for characters the built-in ones lack. The
    signature is fresh each time, the paper under it is the same bytes for the same content.

    Raises:
        IssuingExpired: the issuing certificate is not valid at ``at``.
        ValueError: the address of the check page is too long for a QR code, or ``fonts`` is no
            folder of fonts.
    """
    issuing.require_valid(at)
    setter = typesetter(fonts)
    sheet = layout.sheet(content, setter.typefaces, demonstration=issuing.demonstration)
    return sign(setter.pdf(sheet, content.printed_at), issuing, at)


def unprintable_characters(content: RecordContent, *, fonts: Path | None = None) -> tuple[str, ...]:
    """Characters of the names and lines that no font shows; the paper has 〓 for each and gives
    its code in the remarks. Empty for almost everybody."""
    return layout.unprintable(content, typesetter(fonts).typefaces)
