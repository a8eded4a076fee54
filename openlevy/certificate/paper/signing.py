"""Signs a finished PDF: PAdES B-B (ETSI EN 319 142-1), ECDSA on P-256 with SHA-256.

The signature certifies the paper and allows no change after it. It is appended, so the bytes it
covers are the ones that were typeset, and PDF/A-2 still holds.
"""

import io
from datetime import datetime
from functools import lru_cache

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko_certvalidator.registry import SimpleCertificateStore

from openlevy.certificate.paper.issuing import Issuing

FIELD = "Issuer"

_ATTRIBUTES = 2048
"""Bytes of the signature beside its certificates: about 700 are used."""


def sign(pdf: bytes, issuing: Issuing, at: datetime) -> bytes:
    """``pdf`` with the issuer's signature of the instant ``at`` behind it."""
    signer, room = _signer(issuing)
    metadata = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    out = io.BytesIO()
    _SignerAt(at, metadata, signer).sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(pdf)), bytes_reserved=room, output=out
    )
    return out.getvalue()


class _SignerAt(PdfSigner):
    """Writes the instant it was given where pyHanko would read the clock, and stays with PDF 1.7.

    For P-256 pyHanko would declare ISO/TS 32002 and PDF 2.0, which PDF/A-2 is not made of.
    """

    def __init__(self, at: datetime, metadata: PdfSignatureMetadata, signer: SimpleSigner) -> None:
        super().__init__(metadata, signer, new_field_spec=SigFieldSpec(FIELD))
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
