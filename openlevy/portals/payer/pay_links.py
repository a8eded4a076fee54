"""The addresses where declarations are paid."""

from collections.abc import Sequence
from urllib.parse import urlencode

from openlevy.portals.payer.sections import section_of
from openlevy.portals.shared.links import url

AGAIN = "again"
"""In an address: 申报记录查询 has led here."""
WHOSE = "whose"
"""In an address: the payer's number for the person whose declarations they are, when it is somebody
else (为他人缴费)."""


def pay_href(numbers: Sequence[int], whose: int = 0) -> str:
    """Where what was just declared is paid: 「选择支付方式」."""
    return f"{url('payer:pay')}?{query(numbers, whose=whose)}"


def pay_again_href(numbers: Sequence[int], levy_item: str, whose: int = 0) -> str:
    """Where 「继续缴费」 leads: the agreements that can pay (S2 1.2), or a question first."""
    asks = section_of(levy_item).asks_first
    page = "payer:pay_confirmation" if asks else "payer:pay_agreement"
    return f"{url(page)}?{query(numbers, again=True, whose=whose)}"


def query(numbers: Sequence[int], *, again: bool = False, whose: int = 0) -> str:
    """The declarations to be paid, as an address carries them."""
    said = {"declaration": list(numbers), AGAIN: "1" if again else "", WHOSE: whose or ""}
    return urlencode({name: value for name, value in said.items() if value}, doseq=True)
