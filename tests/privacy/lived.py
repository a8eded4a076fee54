"""``House``: the running program with all its files in sight, and somebody to look through them."""

import mmap
import os
import subprocess
import threading
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import psycopg
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from launcher.postgres import EmbeddedServer
from openlevy.privacy import keys
from sandbox.wire import signature
from sandbox.world.people import Maker
from sandbox.world.places import places
from sandbox.world.records import (
    Person,
)
from sandbox.world.samples import PARTS, sample
from tests.journeys.crowd import REFERENCE
from tests.journeys.town import Town
from tests.privacy.numbers import Numbers
from tests.stack.program import Databases

_HEAD, _NONCE = 3, 12
Found = dict[str, set[str]]


class House(Town):
    """The program on a server of its own, its temporary files in a folder of their own."""

    def __init__(self, folder: Path, server: EmbeddedServer, *, persons: int) -> None:
        self._server = server
        self.temporary = Temporary(folder / "temporary")
        urls = Databases(server.database_url("openlevy"), server.database_url("sandbox"))
        super().__init__(folder / "data", urls, persons=persons)
        self._product["TMPDIR"] = self._sandbox["TMPDIR"] = str(self.temporary.folder)

    @cached_property
    def numbers(self) -> Numbers:
        """Of everybody in the world, whom agencies and banks know."""
        [(seed, made_on, made)] = self.rows(
            "SELECT seed, made_on, made FROM world", database="sandbox"
        )
        maker = Maker(seed, made_on, places(REFERENCE))
        crowd = [maker.person(index) for index in range(len(PARTS), made)]
        return Numbers([*(sample(maker, index) for index in range(len(PARTS))), *crowd])

    def person(self, key: str) -> Person:
        """A sample person as the outside knows them."""
        [(seed, made_on)] = self.rows("SELECT seed, made_on FROM world", database="sandbox")
        index = next(index for index, part in enumerate(PARTS) if part.key == key)
        return sample(Maker(seed, made_on, places(REFERENCE)), index)

    # -- places to look at ---------------------------------------------------------------------

    def dumps(self) -> Iterator[tuple[str, bytes]]:
        """Both databases as pg_dump writes them, in which bytes are hexadecimal."""
        for name in ("openlevy", "sandbox"):
            address = self._server.database_url(name)
            done = subprocess.run(
                [self._server.programs / "pg_dump", address], capture_output=True, check=False
            )
            assert done.returncode == 0, done.stderr
            yield f"dump of {name}", done.stdout

    def files(self) -> Iterator[Path]:
        """Everything PostgreSQL and the program keep: tables, write-ahead log, logs, keys, marks,
        and every temporary file there was."""
        with psycopg.connect(
            self._server.database_url("openlevy", "postgres"), autocommit=True
        ) as database:
            database.execute("CHECKPOINT")
        for folder in (self._server.home, self._data.path, self.temporary.kept):
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    yield path

    def found(self, look_at: Callable[[], Iterator[Any]]) -> Found:
        """What is found where, of ``dumps`` or ``files``."""
        everywhere: Found = {}
        for place in look_at():
            name, found = self._searched(place)
            if found:
                everywhere[name] = found
        return everywhere

    def _searched(self, place: Any) -> tuple[str, set[str]]:
        if isinstance(place, tuple):
            return place[0], self.numbers.found_in(place[1])
        if place.stat().st_size == 0:
            return str(place), set()
        with place.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as map_:
            return str(place), self.numbers.found_in(map_)

    # -- what only the instance's own keys can do ----------------------------------------------

    def code_of(self, record: str) -> str:
        """The 校验码 that is printed on a record."""
        [(sealed,)] = self.rows(
            "SELECT code FROM certificate_certificate WHERE id = %s", int(record)
        )
        head, nonce = sealed[:_HEAD], sealed[_HEAD : _HEAD + _NONCE]
        ring = keys.load(Path(self._product["OPENLEVY_KEYS_DIR"]) / "data")
        cipher: AESGCM = ring.data[ring.newest]
        return cipher.decrypt(nonce, sealed[_HEAD + _NONCE :], head + b"certificate.code").decode()

    def signed_outside(self, who: str, content: bytes) -> str:
        """The signature of the network's node or of an agency, whom the sandbox plays."""
        folder = Path(self._sandbox["SANDBOX_KEYS_DIR"])
        key = load_pem_private_key((folder / f"{who}.key").read_bytes(), password=None)
        assert isinstance(key, ec.EllipticCurvePrivateKey)
        certificate = x509.load_pem_x509_certificate((folder / f"{who}.crt").read_bytes())
        return signature.sign(content, key, certificate)


class Temporary:
    """A folder for temporary files in which none gets lost: each is linked beside as it appears."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.kept = folder / "live", folder / "kept"
        self.folder.mkdir(parents=True)
        self.kept.mkdir()
        self._over = threading.Event()
        self._seen: set[int] = set()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stops looking."""
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(0.003):
            for folder, _, names in os.walk(self.folder):
                for name in names:
                    self._keep(Path(folder) / name)

    def _keep(self, path: Path) -> None:
        try:
            number = path.stat().st_ino
            if number not in self._seen:
                os.link(path, self.kept / f"{number}-{path.name}")
                self._seen.add(number)
        except OSError:
            return  # gone before it was seen
