"""From content to the texts on the sheet: what stands where, in words and figures.

``template.typ`` places these texts and decides nothing about them. They reach it as data, so a name
that looks like markup is printed as it is. A record and a proof differ in what they call things and
in the columns of a line; head, table, total and sign-off are the same.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import zxingcpp

from openlevy.certificate.paper.content import (
    ProofContent,
    ProofLine,
    RecordContent,
    RecordLine,
)
from openlevy.certificate.paper.typefaces import Typefaces
from openlevy.kernel.money import Fen, capitals, format_yuan
from openlevy.reference.certificates import Seal

GETA = "〓"
"""The printer's mark for a character the case lacks."""

_ZONE = ZoneInfo("Asia/Shanghai")
_BREAK = "\u200b"
_LONG_WORD = 20
"""Longer than any number on the paper: those are copied into the check page and stay whole."""
_LINE_OF_NOTES = 72
"""So much stands on one line of the notes: an address is copied from there, and stays whole too."""

_VARIATION = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))

_RECEIVED = 4
"""The cell of a line with 入库日期."""
_UNTOLD = "—"
_WIDE_AMOUNT = len("1,234,567,890.12")

_EMPTY = "所选费款所属期内无缴费入库记录"
_REST_BLANK = "以下空白"
_DEMONSTRATION = "本件由演示环境开具，仅供演示，不具有任何法律效力。"


def sheet(
    content: RecordContent, faces: Typefaces, *, demonstration: bool, seal: Seal = Seal.PRINTED_IN
) -> str:
    """The sheet as JSON for ``template.typ``: every text ready to print. Of a seal that is put on
    it only leaves the room (``stamp``)."""
    proof = isinstance(content, ProofContent)
    facts, row = (_proof_facts, _proof_row) if proof else (_facts, _row)
    return json.dumps(
        {
            "form": "proof" if proof else "record",
            "title": content.title,
            "issuer": _shown(content.issuer, faces),
            "facts": [[label, _shown(value, faces)] for label, value in facts(content)],
            "code": _grouped(content.verification_code),
            "payer": _shown(content.payer_name, faces),
            "lines": [row(no, line, faces) for no, line in enumerate(content.lines, 1)],
            "fen": [line.amount_fen for line in content.lines],
            "sums": _sums(content, faces),
            "closing": _REST_BLANK if content.lines else _EMPTY,
            "capitals": capitals(content.total_fen),
            "total": f"￥{format_yuan(content.total_fen)}",
            "notes": [
                _shown(note, faces, _LINE_OF_NOTES)
                for note in _notes(content, faces, demonstration)
            ],
            "printed_on": _long_date(content.printed_at),
            "seal": content.seal_lines if seal is Seal.PRINTED_IN else None,
            "mark": _mark(demonstration),
            "qr": _qr(content.check_url),
        },
        ensure_ascii=False,
    )


def stamp(content: RecordContent, faces: Typefaces, *, demonstration: bool) -> str:
    """The seal alone, as JSON for ``template.typ``: what is put on the room left for it."""
    return json.dumps(
        {
            "form": "stamp",
            "issuer": _shown(content.issuer, faces),
            "lines": content.seal_lines,
            "mark": _mark(demonstration),
        },
        ensure_ascii=False,
    )


def unprintable(content: RecordContent, faces: Typefaces) -> tuple[str, ...]:
    """Characters of ``content`` that no font shows, each once, in order of appearance."""
    texts = [content.payer_name, content.id_no, content.issuer]
    for line in content.lines:
        texts += [line.levy_item, line.levy_subitem, line.receipt_no, line.collector]
    missing = (char for text in texts for char in _letters(text) if not faces.shows(char))
    return tuple(dict.fromkeys(missing))


def _facts(content: RecordContent) -> Iterator[tuple[str, str]]:
    yield "缴费人名称", content.payer_name
    yield "纳税人识别号", content.id_no
    yield "证件类型", content.id_type_name
    yield "费款所属期", content.period_text


def _proof_facts(content: RecordContent) -> Iterator[tuple[str, str]]:
    yield "缴费人姓名", content.payer_name
    yield "证件号码", content.id_no
    yield "证件类型", content.id_type_name
    yield "费款所属期", content.period_text


def _proof_row(number: int, line: RecordLine, faces: Typefaces) -> list[str]:
    """As in a record, with the day of the payment above that of the receipt."""
    assert isinstance(line, ProofLine)
    row = _row(number, line, faces)
    row[_RECEIVED] = f"{_day(line.paid_on) if line.paid_on else _UNTOLD}\n{row[_RECEIVED]}"
    return row


def _row(number: int, line: RecordLine, faces: Typefaces) -> list[str]:
    return [
        str(number),
        _shown(line.levy_item, faces),
        _shown(line.levy_subitem, faces),
        f"{_day(line.period_from)}至\n{_day(line.period_to)}",
        _day(line.received_on),
        _amount(line.amount_fen),
        _shown(line.receipt_no, faces),
        _shown(line.collector, faces),
    ]


def _sums(content: RecordContent, faces: Typefaces) -> list[list[str]]:
    """What each insurance adds up to, in the order of the lines; nothing where there is one."""
    sums: dict[str, list[Fen]] = {}
    for line in content.lines:
        sums.setdefault(line.levy_item, []).append(line.amount_fen)
    if len(sums) < 2:
        return []
    return [
        [f"{_shown(name, faces)}，{len(paid)} 笔", f"￥{format_yuan(sum(paid))}"]
        for name, paid in sums.items()
    ]


def _amount(fen: Fen) -> str:
    """The amount; thousands of millions may break at their commas rather than leave the cell."""
    text = format_yuan(fen)
    return text if len(text) <= _WIDE_AMOUNT else text.replace(",", f",{_BREAK}")


def _notes(content: RecordContent, faces: Typefaces, demonstration: bool) -> Iterator[str]:
    yield from content.notes
    by = "证件号码" if isinstance(content, ProofContent) else "纳税人识别号"
    yield f"扫描二维码，或登录 {_address(content.check_url)} 凭{by}和证明校验码查验真伪。"
    missing = unprintable(content, faces)
    if missing:
        codes = "、".join(f"U+{ord(character):04X}" for character in missing)
        yield f"“{GETA}”表示字库未收录的字符，其国际编码为{codes}，以查验结果为准。"
    if demonstration:
        yield _DEMONSTRATION


def _mark(demonstration: bool) -> str:
    return "演示" if demonstration else ""


def _shown(text: str, faces: Typefaces, longest: int = _LONG_WORD) -> str:
    """``text`` with 〓 for what cannot be shown, and with room to break in overlong words."""
    run, out = 0, []
    for character in _letters(text):
        run = run + 1 if character.isascii() and not character.isspace() else 0
        out.append(character if faces.shows(character) else GETA)
        if run >= longest:
            out.append(_BREAK)
    return "".join(out)


def _letters(text: str) -> Iterator[str]:
    """Characters without variation selectors, which choose a shape and are no letters."""
    return (character for character in text if character not in _VARIATION)


def _grouped(code: str) -> str:
    return " ".join(code[place : place + 4] for place in range(0, len(code), 4))


def _address(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path}".rstrip("/")


def _day(day: date) -> str:
    return day.isoformat()


def _long_date(at: datetime) -> str:
    here = at.astimezone(_ZONE)
    return f"{here.year}年{here.month}月{here.day}日"


def _qr(url: str) -> str:
    """The QR code as SVG: error correction M, one unit a module, no border (the sheet is white)."""
    code = zxingcpp.create_barcode(url, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    drawn: str = zxingcpp.write_barcode_to_svg(code, add_quiet_zones=False)
    return drawn[drawn.index("<svg") :]
