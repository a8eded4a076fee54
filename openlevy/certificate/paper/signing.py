"""Signs a finished PDF: PAdES B-B (ETSI EN 319 142-1), ECDSA on P-256 with SHA-256.

The signature certifies the paper and allows no change after it. It is appended, so the bytes it
covers are the ones that were typeset, and PDF/A-2 still holds. A seal that is put on is what a
reader sees of the signature: without the signature it is not on the paper.
"""

import io
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.pdf_utils.content import ImportedPdfPage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from openlevy.certificate.paper.issuing import Issuing

FIELD = "Issuer"

_FIELD_IN_WORDS = "税务机关签名"
_WHOLE_BOX = SimpleBoxLayoutRule(
    AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID, margins=Margins(0, 0, 0, 0)
)

_ATTRIBUTES = 2048
"""Bytes of the signature beside its certificates: about 700 are used."""


@dataclass(frozen=True, slots=True)
class PutOn:
    """A seal to be seen where the signature is.

    Args:
        drawn: the seal as a PDF of one page.
        page: of the paper, from 1.
        box: left, bottom, right, top on that page, in whole points from its lower left corner.
    """

    drawn: bytes
    page: int
    box: tuple[int, int, int, int]


def sign(pdf: bytes, issuing: Issuing, at: datetime, seal: PutOn | None = None) -> bytes:
    """``pdf`` with the issuer's signature of the instant ``at`` behind it, seen as ``seal`` if one
    is put on and not seen otherwise."""
    signer, room = _signer(issuing)
    metadata = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    out = io.BytesIO()
    _SignerAt(at, metadata, signer, seal).sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(pdf)), bytes_reserved=room, output=out
    )
    return out.getvalue()


class _SignerAt(PdfSigner):
    """Writes the instant it was given where pyHanko would read the clock, and stays with PDF 1.7.

    For P-256 pyHanko would declare ISO/TS 32002 and PDF 2.0, which PDF/A-2 is not made of.
    """

    def __init__(
        self,
        at: datetime,
        metadata: PdfSignatureMetadata,
        signer: SimpleSigner,
        seal: PutOn | None,
    ) -> None:
        super().__init__(metadata, signer, stamp_style=_style(seal), new_field_spec=_field(seal))
        self._at = at

    def register_extensions(self, pdf_out: BasePdfFileWriter, *, md_algorithm: str) -> None:
        """Declare PAdES, nothing else."""
        pdf_out.register_extension(ESIC_EXTENSION_1)

    def init_signing_session(
        self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False
    ) -> PdfSigningSession:
        """pyHanko's session, told the time."""
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._at
        return session


def _field(seal: PutOn | None) -> SigFieldSpec:
    if seal is None:
        return SigFieldSpec(FIELD)
    return SigFieldSpec(
        FIELD, on_page=seal.page - 1, box=seal.box, readable_field_name=_FIELD_IN_WORDS
    )


def _style(seal: PutOn | None) -> StaticStampStyle | None:
    """The seal and nothing beside it: neither frame nor words of pyHanko's own."""
    if seal is None:
        return None
    return StaticStampStyle(
        border_width=0, background=_Drawn(seal.drawn), background_layout=_WHOLE_BOX
    )


class _Drawn(ImportedPdfPage):
    """The only page of a PDF at hand, where pyHanko would open a file."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__("")  # type: ignore[no-untyped-call]
        self._pdf = pdf

    def render(self) -> bytes:
        """The page as pyHanko has it drawn."""
        writer = self._ensure_writer
        page = writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self._pdf)))
        self.resources.xobject["/Seal"] = page
        left, bottom, right, top = page.get_object()["/BBox"]
        self.box = BoxConstraints(width=right - left, height=top - bottom)
        return b"/Seal Do"


@lru_cache(maxsize=16)
def _signer(issuing: Issuing) -> tuple[SimpleSigner, int]:
    """pyHanko's signer, and the room to reserve: two digits a byte.

    Reserving a known room spares pyHanko a trial signature, a third of its time.
    """
    encoded = [each.public_bytes(Encoding.DER) for each in (issuing.certificate, *issuing.chain)]
    certificates = [next(load_certs_from_pemder_data(each)) for each in encoded]
    key = issuing.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    signer = SimpleSigner(
        certificates[0],
        load_private_key_from_pemder_data(key, passphrase=None),
        SimpleCertificateStore.from_certs(certificates),  # type: ignore[no-untyped-call]
    )
    return signer, 2 * (_ATTRIBUTES + sum(map(len, encoded)))
