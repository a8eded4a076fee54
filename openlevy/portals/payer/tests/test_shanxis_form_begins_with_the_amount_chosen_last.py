"""What the one form opens with: the tier chosen last, and nothing ticked for the payer."""

from datetime import date
from re import DOTALL, findall
from typing import Any

import pytest
from django.urls import reverse

from openlevy.declaration.queries import declarations
from openlevy.portals.payer.tests.conftest import html_of, key_in, text_of
from openlevy.portals.payer.tests.test_shanxi_declares_on_one_form import FORM, send, signed_in
from openlevy.portals.payer.tests.test_shanxi_pays_for_the_family import added
from openlevy.portals.payer.tests.test_shanxi_pays_for_the_family import send as send_for
from openlevy.portals.shared.tests.shanxi_people import PENSION, a_relative
from openlevy.reference.services import move_business_date

pytestmark = pytest.mark.django_db(transaction=True)


def preset_in(page: Any, row: str) -> list[str]:
    [select] = findall(rf'<select[^>]*name="{row}-fen".*?</select>', html_of(page), DOTALL)
    return findall(r'value="(\d+)" selected', select)


def test_the_amount_chosen_last_is_preset_and_never_ticked() -> None:
    client, who = signed_in()
    row, other = f"tier{who.pension}", f"tier{who.supplementary}"
    send(client, row, **{row: 30_000})
    [made] = declarations(who.payer_id)
    voiding = reverse("payer:declaration_voiding", args=[made.id])
    assert client.post(voiding, {"key": key_in(client.get(voiding))}).status_code == 302
    page = client.get(FORM)
    assert (preset_in(page, row), preset_in(page, other)) == (["30000"], [])
    assert "已带出上次选择的档次，可以更改；要申报请勾选。" in text_of(page)
    assert " checked" not in html_of(page)

    # Neither a choice undone nor one without a tick is replaced by what was preset.
    chosen: dict[str, int | str] = {row: "", other: 50_000}
    page = send(client, row, **chosen)
    assert (preset_in(page, row), preset_in(page, other)) == ([], ["50000"])
    assert send(client, row, **{row: 20_000}).status_code == 302
    move_business_date(date(2027, 2, 1))
    page = client.get(FORM)
    assert (preset_in(page, row), preset_in(page, other)) == (["20000"], [])
    assert "已带出2026年度的缴费档次" in text_of(page)
    assert " checked" not in html_of(page)


def test_what_another_paid_in_an_earlier_year_is_not_preset() -> None:
    client, _who = signed_in()
    mother = a_relative("田秀英")
    address, row = added(client, mother), mother.row(PENSION)
    assert send_for(client, address, row, **{row: 30_000}).status_code == 302
    move_business_date(date(2027, 2, 1))
    page = client.get(address)
    assert f'name="{row}-fen"' in html_of(page)
    assert " selected" not in html_of(page)
    assert "2026年度的缴费档次" not in text_of(page)
