"""Twenty papers at a time: as the worker makes them, and by typst and pyHanko alone."""

import io
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

import typst
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.utils import timezone
from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, SimpleSigner, sign_pdf
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko_certvalidator.registry import SimpleCertificateStore

from bench import world
from openlevy.certificate.issuers import issuing_for
from openlevy.certificate.paper import layout
from openlevy.certificate.paper.content import RecordContent, RecordLine
from openlevy.certificate.paper.typesetting import STANDARD, typesetter
from openlevy.certificate.services.making import make_waiting
from openlevy.kernel.codes import ALPHABET

PACKET = 20
"""As many as the worker takes at once."""

_AT = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
_ROOM = 16_384
_sheets: dict[int, list[str]] = {}


def make(_packet: int) -> None:
    """The worker's verb: taken, typeset, signed, sealed, kept."""
    made = make_waiting(most=PACKET, today=_AT.date())
    if made != PACKET:
        raise RuntimeError(f"{made} of {PACKET} papers waited")


def prepare(packets: range) -> None:
    """The bare side's sheets, ready to be typeset."""
    _sheets.clear()
    faces = typesetter().typefaces
    for packet in packets:
        contents = map(content_of, range(packet * PACKET, (packet + 1) * PACKET))
        _sheets[packet] = [layout.sheet(each, faces, demonstration=True) for each in contents]


def make_bare(packet: int) -> None:
    """The same template, the same kind of signature; kept nowhere."""
    for sheet in _sheets[packet]:
        _signed(
            _compiler().compile(
                format="pdf",
                sys_inputs={"sheet": sheet},
                pdf_standards=STANDARD,
                timestamp=int(_AT.timestamp()),
            )
        )


def _signed(pdf: Any) -> bytes:
    metadata = PdfSignatureMetadata(
        field_name="Issuer",
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    signed = sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(pdf)),
        metadata,
        _signer(),
        new_field_spec=SigFieldSpec("Issuer"),
        bytes_reserved=_ROOM,  # known beforehand, as for the product: no trial signature
        output=io.BytesIO(),
    )
    return bytes(signed.getvalue())


@cache
def _compiler() -> typst.Compiler:
    """One for all papers, with the built-in fonts alone."""
    folders = [str(folder) for folder in typesetter().typefaces.folders]
    return typst.Compiler(
        str(files("openlevy.certificate.paper") / "template.typ"),
        font_paths=typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=folders
        ),
        ignore_system_fonts=True,
    )


@cache
def _signer() -> SimpleSigner:
    issuing = issuing_for(world.PLACE, timezone.now())
    encoded = [each.public_bytes(Encoding.DER) for each in (issuing.certificate, *issuing.chain)]
    certificates = [next(load_certs_from_pemder_data(each)) for each in encoded]
    key = issuing.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return SimpleSigner(
        certificates[0],
        load_private_key_from_pemder_data(key, passphrase=None),
        SimpleCertificateStore.from_certs(certificates),  # type: ignore[no-untyped-call]
    )


def content_of(number: int) -> RecordContent:
    """What paper ``number`` says: another person, code and lines each time, one to four lines."""
    lines = tuple(_line(number, year) for year in range(2026 - number % 4, 2027))
    return RecordContent(
        jurisdiction="110000",
        issuer="国家税务总局北京市税务局",
        payer_name=f"石桂兰{number}",
        id_type_name="居民身份证",
        id_no=f"9901111950{number:08d}",
        period_text="2023-01 至 2026-12",
        lines=lines,
        total_fen=sum(line.amount_fen for line in lines),
        printed_at=_AT,
        verification_code=code_of(number),
        check_url=f"http://127.0.0.1:8000/verify?code={code_of(number)}",
    )


def code_of(number: int) -> str:
    """A verification code of its own."""
    digits = ""
    while len(digits) < 16:
        number, rest = divmod(number, len(ALPHABET))
        digits += ALPHABET[rest]
    return digits


def _line(number: int, year: int) -> RecordLine:
    return RecordLine(
        levy_item="城乡居民基本养老保险费",
        levy_subitem="城乡居民基本养老保险缴费（个人缴费）",
        period_from=date(year, 1, 1),
        period_to=date(year, 12, 31),
        received_on=date(year, 3, 1 + number % 28),
        amount_fen=100_000 + 100 * (number % 5_000),
        receipt_no=f"411016{year % 100:02d}03{number:08d}",
        collector="国家税务总局北京市房山区税务局",
    )
