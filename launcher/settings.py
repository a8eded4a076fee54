"""The environment handed to the processes: one name, one meaning.

``DATABASE_URL``             the product's database
``SANDBOX_DATABASE_URL``     the sandbox's database, told to the sandbox alone
``OPENLEVY_ENV``             ``demonstration`` here; with a database of your own, what you set
``OPENLEVY_DATA_DIR``        the data folder
``OPENLEVY_KEYS_DIR``        key files, 0600 each
``SANDBOX_KEYS_DIR``         the sandbox's own
``OPENLEVY_SECRET_KEY_FILE`` what sessions are signed with
``OPENLEVY_PUBLIC_URL``      where browsers find the product
``OPENLEVY_TREASURY_URL``    the treasury network: in a demonstration, the sandbox
``OPENLEVY_AGENCY_URL``      the agencies: in a demonstration, the sandbox
``OPENLEVY_NOTICES_URL``     who passes on short texts and e-mails: likewise
``OPENLEVY_CARD_PROOF_URL``  who proves identities by bank cards: likewise
``OPENLEVY_SANDBOX_URL``     the sandbox itself, for the demonstration's commands
``SANDBOX_OPENLEVY_URL``     the product's address, for the sandbox
"""

import os
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from launcher.data_folder import DataFolder

HOST = "127.0.0.1"
_BEIJING = timezone(timedelta(hours=8))


@dataclass(frozen=True)
class Settings:
    """Environments of one instance; without a sandbox the database is one the user gave."""

    data: DataFolder
    port: int
    database_url: str
    sandbox_database_url: str | None

    @property
    def url(self) -> str:
        """The product's address."""
        return f"http://{HOST}:{self.port}"

    @property
    def sandbox_port(self) -> int:
        """The sandbox listens one above the product."""
        return self.port + 1

    @property
    def sandbox_url(self) -> str:
        """The sandbox's address."""
        return f"http://{HOST}:{self.sandbox_port}"

    def product(self) -> dict[str, str]:
        """For web, worker and the product's commands."""
        ours = {
            "OPENLEVY_DATA_DIR": str(self.data.path),
            "OPENLEVY_KEYS_DIR": str(self.data.keys),
            "OPENLEVY_SECRET_KEY_FILE": str(self.data.keys / "session.key"),
            "OPENLEVY_PUBLIC_URL": self.url,
        }
        if self.sandbox_database_url is None:
            return {**ours, **_common(), **os.environ, "DATABASE_URL": self.database_url}
        return {
            **_common(),
            **_given("SANDBOX_"),
            **ours,
            "DATABASE_URL": self.database_url,
            "OPENLEVY_ENV": "demonstration",
            "OPENLEVY_TREASURY_URL": f"{self.sandbox_url}/tips",
            "OPENLEVY_AGENCY_URL": f"{self.sandbox_url}/agency",
            "OPENLEVY_NOTICES_URL": f"{self.sandbox_url}/notices",
            "OPENLEVY_CARD_PROOF_URL": f"{self.sandbox_url}/card-proofs",
            "OPENLEVY_SANDBOX_URL": self.sandbox_url,
        }

    def sandbox(self) -> dict[str, str]:
        """For the sandbox; it never learns the product's database."""
        return {
            **_common(),
            **_given("DATABASE_URL"),
            "SANDBOX_DATABASE_URL": self.sandbox_database_url or "",
            "SANDBOX_OPENLEVY_URL": self.url,
            "SANDBOX_KEYS_DIR": str(self.data.path / "sandbox-keys"),
            "OPENLEVY_KEYS_DIR": str(self.data.keys),
        }


def _common() -> dict[str, str]:
    return {"PYTHONUNBUFFERED": "1"}


def _given(left_out: str) -> dict[str, str]:
    """The user's environment without the variables that begin so."""
    return {name: value for name, value in os.environ.items() if not name.startswith(left_out)}


def day_before() -> str:
    """Yesterday in China, as ``migrate --open-on`` takes it: books of an invented world begin on
    the day before, so that what its people sign then is in effect today."""
    return (datetime.now(_BEIJING) - timedelta(days=1)).date().isoformat()
