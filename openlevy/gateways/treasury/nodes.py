"""Who we and the network are, and how each signs."""

from functools import lru_cache

from django.conf import settings

from openlevy.gateways.treasury.signing import Signer, Verifier, signer_for, verifier_for

PARTY = "treasury"


@lru_cache(maxsize=1)
def our_signer() -> Signer:
    """What signs our messages; the key is read once."""
    return signer_for(
        settings.OPENLEVY_TREASURY_SIGNER,
        settings.OPENLEVY_KEYS_DIR / "nodes",
        settings.OPENLEVY_NODE,
    )


def their_verifier() -> Verifier:
    """What judges the network's signatures; read anew, since their certificate may change."""
    return verifier_for(
        settings.OPENLEVY_TREASURY_SIGNER,
        settings.OPENLEVY_KEYS_DIR / "nodes",
        settings.OPENLEVY_TREASURY_NODE,
    )
