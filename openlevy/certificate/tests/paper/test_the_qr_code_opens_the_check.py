"""A decoder that is not the encoder reads the code off the printed page."""

from pathlib import Path

import pytest
from PIL import Image

from openlevy.certificate.paper.finished import make_paper
from openlevy.certificate.paper.issuing import Issuing
from openlevy.certificate.tests.paper.papers import AT, CHECK_URL, record, run, text_of, tool

LONG_URL = "https://shebao.levy.example.gov.cn/public/check/certificates/" + "x" * 120


@pytest.mark.parametrize("url", [CHECK_URL, LONG_URL])
def test_the_page_as_printed_at_150_dpi_is_read(url: str, issuing: Issuing, tmp_path: Path) -> None:
    zxingcpp = pytest.importorskip("zxingcpp", reason="pip install zxing-cpp")
    (tmp_path / "paper.pdf").write_bytes(make_paper(record(check_url=url), issuing, AT))
    printer = tool("pdftoppm", "poppler-utils")
    run(printer, "-r", "150", "-singlefile", "-png", tmp_path / "paper.pdf", tmp_path / "page")
    with Image.open(tmp_path / "page.png") as page:
        (code,) = zxingcpp.read_barcodes(page)
    assert code.text == url


def test_the_address_in_the_notes_is_copied_whole(issuing: Issuing, tmp_path: Path) -> None:
    url = "https://shebao.levy.example.gov.cn/public/certificates/verify"
    copied = text_of(make_paper(record(check_url=url), issuing, AT), tmp_path)
    assert f"登录 {url.removeprefix('https://')} 凭" in copied.replace("\n", " ")


def test_an_address_no_code_can_hold_is_refused(issuing: Issuing) -> None:
    with pytest.raises(ValueError, match="too long"):
        make_paper(record(check_url="https://x.example/" + "x" * 3000), issuing, AT)
