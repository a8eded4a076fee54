"""The demonstration's issuing certificate, made once."""

from pathlib import Path

import pytest

from openlevy.certificate.paper.issuing import Issuing, demonstration_issuing
from openlevy.certificate.tests.paper.papers import AT, ISSUER


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demonstration's issuing authority."""
    folder = tmp_path_factory.mktemp("authority") / "issuing"
    demonstration_issuing(folder, ISSUER, AT)
    return folder


@pytest.fixture(scope="session")
def issuing(authority: Path) -> Issuing:
    """Its certificate and key."""
    return demonstration_issuing(authority, ISSUER, AT)
