"""Every shape of paper, signed, is PDF/A-2a for veraPDF."""

import pytest

from openlevy.certificate.paper.finished import make_paper
from openlevy.certificate.paper.issuing import Issuing
from openlevy.certificate.paper.signing import sign
from openlevy.certificate.tests.paper.papers import AT, proof, record
from openlevy.certificate.tests.paper.test_the_same_content_gives_the_same_paper import typeset
from openlevy.certificate.tests.paper.verapdf import violations
from openlevy.reference.certificates import Seal


def test_every_shape_of_paper_is(issuing: Issuing) -> None:
    papers = [
        make_paper(record(0), issuing, AT),
        make_paper(record(1, payer_name="𠮷㛃𬱖\u202e#x"), issuing, AT),
        make_paper(record(120, payer_name="阿卜杜热合曼·" * 20), issuing, AT),
    ]
    papers += [
        make_paper(content, issuing, AT, seal=Seal.PUT_ON)
        for content in (proof(1, payer_name="𠮷㛃𬱖\u202e#x"), proof(60))
    ]
    assert violations(papers) == [[]] * 5


def test_the_validator_sees_what_is_not(issuing: Issuing) -> None:
    """What the signing avoids, done: an appended part that begins in the middle of a line."""
    unended = sign(typeset().rstrip(b"\n"), issuing, AT)
    renamed = typeset().replace(b"<pdfaid:conformance>A<", b"<pdfaid:conformance>U<")
    clauses = [[found.split()[0] for found in each] for each in violations([unended, renamed])]
    assert clauses == [["6.1.9"], ["6.6.4"]]


def test_it_declares_what_it_is() -> None:
    """Without the validator: part 2, level A, PDF 1.7, a profile of colours, nothing that runs."""
    paper = typeset()
    assert paper.startswith(b"%PDF-1.7")
    assert b"<pdfaid:part>2<" in paper
    assert b"<pdfaid:conformance>A<" in paper
    assert b"/GTS_PDFA1" in paper
    assert not any(word in paper for word in (b"/JavaScript", b"/JS", b"/Encrypt", b"/Launch"))


@pytest.mark.parametrize("count", [0, 2])
def test_signing_keeps_pdf_1_7(count: int, issuing: Issuing) -> None:
    signed = make_paper(record(count), issuing, AT)
    assert b"/Version /2" not in signed
    assert b"/BaseVersion /2" not in signed
