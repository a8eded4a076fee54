"""Keys of their own, a clock that can be put forward, and somebody who is registered."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import timezone
from pytest_django import Settings

from openlevy.access import services
from openlevy.access.sessions import SessionStore
from openlevy.privacy.services import ensure_keys

WANG = {
    "username": "wang_lan",
    "id_type": "201",
    "id_no": "99010119620304002X",
    "phone": "13900000002",
    "password": "paddy-field-62",
    "display_name": "王兰",
    "payer_id": 7001,
    "jurisdiction": "beijing",
}
"""An invented person: area 990101 is not assigned."""


@pytest.fixture(autouse=True)
def _keys(tmp_path: Path, settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["openlevy.access.tests.counting.LightHasher"]
    settings.OPENLEVY_KEYS_DIR = tmp_path / "keys"
    ensure_keys()


@pytest.fixture
def wang(db: None) -> int:
    """王兰's user number."""
    return services.register(**WANG)  # type: ignore[arg-type]


@pytest.fixture
def pass_time(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Put the clock forward."""
    real_now, real_time = timezone.now, time.time
    passed = [timedelta(0)]

    def now() -> datetime:
        return real_now() + passed[0]

    monkeypatch.setattr(timezone, "now", now)
    monkeypatch.setattr(time, "time", lambda: real_time() + passed[0].total_seconds())

    def forward(by: timedelta) -> None:
        passed[0] += by

    return forward


def request_from(address: str = "192.0.2.1", **headers: Any) -> HttpRequest:
    """A POST of the sign-in form."""
    request = RequestFactory().post("/sign-in", REMOTE_ADDR=address, headers=headers or None)
    session: SessionBase = SessionStore(None)
    request.session = session
    return request
