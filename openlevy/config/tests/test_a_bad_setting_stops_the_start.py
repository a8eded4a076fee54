"""A value that cannot be right stops the start with a sentence that names it."""

import os
import subprocess
import sys

import pytest

PRODUCTION = {
    "OPENLEVY_ENV": "production",
    "OPENLEVY_PUBLIC_URL": "https://levy.example",
    "OPENLEVY_TREASURY_URL": "http://10.0.0.1/tips",
    "OPENLEVY_AGENCY_URL": "http://10.0.0.1/agency",
    "OPENLEVY_NOTICES_URL": "http://10.0.0.1/notices",
    "OPENLEVY_CARD_PROOF_URL": "http://10.0.0.1/card-proofs",
    "OPENLEVY_HOSTS": "levy.example",
    "OPENLEVY_CLI_GROUPS": "",
}


def _start(tmp_path: object, **changed: str) -> str:
    """What the start says on standard error; empty when the settings stand."""
    key = os.path.join(str(tmp_path), "session.key")
    with open(key, "w") as file:
        file.write("x" * 50)
    names = {n: v for n, v in os.environ.items() if not n.startswith("OPENLEVY_")}
    done = subprocess.run(
        [sys.executable, "-c", "from openlevy.config import settings"],
        env={**names, **PRODUCTION, "OPENLEVY_SECRET_KEY_FILE": key, **changed},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stderr.strip().splitlines()[-1] if done.returncode else ""


def test_whole_production_settings_stand(tmp_path: object) -> None:
    assert _start(tmp_path) == ""


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("OPENLEVY_ENV", "staging", "OPENLEVY_ENV is 'staging'"),
        ("OPENLEVY_PUBLIC_URL", "http://levy.example", "must begin with https://"),
        ("OPENLEVY_PUBLIC_URL", "", "OPENLEVY_PUBLIC_URL is not set"),
        ("OPENLEVY_TREASURY_URL", "", "OPENLEVY_TREASURY_URL is not set"),
        ("OPENLEVY_AGENCY_URL", "ftp://x", "must be an http(s) address"),
        ("OPENLEVY_NOTICES_URL", "", "OPENLEVY_NOTICES_URL is not set"),
        ("OPENLEVY_CARD_PROOF_URL", "", "OPENLEVY_CARD_PROOF_URL is not set"),
        ("OPENLEVY_HOSTS", "", "OPENLEVY_HOSTS is not set"),
        ("OPENLEVY_POOL", "many", "whole number from 1 to 200"),
        ("OPENLEVY_POOL", "0", "whole number from 1 to 200"),
        ("OPENLEVY_PROOFS_KEPT_DAYS", "0", "whole number from 1 to 3650"),
        ("OPENLEVY_NOTICES_KEPT_DAYS", "for ever", "whole number from 1 to 3650"),
        ("DATABASE_URL", "mysql://a/b", "postgresql://user:password@host:port/name"),
        ("DATABASE_URL", "", "DATABASE_URL is not set"),
        ("OPENLEVY_CLI_GROUPS", "demo=demo.world", "no place in production"),
        ("OPENLEVY_SECRET_KEY_FILE", "/nowhere/key", "/nowhere/key is missing"),
    ],
)
def test_a_wrong_value_is_named(tmp_path: object, name: str, value: str, says: str) -> None:
    assert says in _start(tmp_path, **{name: value})
