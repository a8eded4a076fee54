"""What a phone fetches on its first visit, and how it may keep it."""

from pathlib import Path
from re import findall

import flask_bootstrap  # type: ignore[import-untyped]
import pytest
from django.test import Client

from openlevy.portals.shared import assets

STATIC = Path(assets.__file__).parent / "static"


def test_all_files_together_stay_far_below_80_kb_compressed() -> None:
    assert sum(len(asset.packed) for asset in assets._by_name().values()) < 50_000


@pytest.mark.parametrize("name", ["openlevy.css", "openlevy.js", "icons.svg", "htmx.js"])
def test_a_file_is_kept_for_ever_under_its_own_hash(name: str) -> None:
    response = Client().get(assets.static(name), headers={"Accept-Encoding": "gzip"})
    assert response.status_code == 200
    assert "immutable" in response["Cache-Control"]
    assert response["Content-Encoding"] == "gzip"
    plain = Client().get(assets.static(name))
    assert "Content-Encoding" not in plain
    assert len(plain.content) > len(response.content)


@pytest.mark.parametrize("address", ["openlevy.css", "..%2Fassets.py", "openlevy.000000000000.css"])
def test_nothing_else_can_be_fetched(address: str) -> None:
    assert Client().get(f"/assets/{address}").status_code == 404


def test_the_sprite_holds_the_icons_in_use_as_their_makers_drew_them() -> None:
    drawn = Path(flask_bootstrap.__file__).parent / "static/bootstrap5/icons/bootstrap-icons.svg"
    source = drawn.read_text()
    for name, body in findall(r'<symbol id="([^"]+)"[^>]*>(.*?)</symbol>', _sprite()):
        assert f'id="{name}">{body}</symbol>' in source


def test_the_sheet_and_the_pages_need_nothing_that_the_policy_forbids() -> None:
    for page in STATIC.parent.parent.glob("*/templates/**/*.html"):
        source = page.read_text()
        assert " style=" not in source, page
        assert "<style" not in source, page
        assert not findall(r"<script(?![^>]*src=)", source), page
        assert not findall(r"\son[a-z]+=", source), page


def _sprite() -> str:
    return (STATIC / "icons.svg").read_text()
