"""Hashers for tests: argon2 all the same, with a thousandth of the work."""

from typing import ClassVar

from openlevy.access.hashers import Argon2


class LightHasher(Argon2):
    """Argon2id with 64 KiB."""

    memory_cost = 64


class CountingHasher(LightHasher):
    """Keeps the passwords it hashed and verified: time itself is no test of equal time."""

    hashed: ClassVar[list[str]] = []
    verified: ClassVar[list[str]] = []

    def encode(self, password: str, salt: str) -> str:
        self.hashed.append(password)
        return str(super().encode(password, salt))

    def verify(self, password: str, encoded: str) -> bool:
        self.verified.append(password)
        return bool(super().verify(password, encoded))
