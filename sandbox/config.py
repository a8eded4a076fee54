"""What the sandbox is told by its environment; a bad value stops the start with a sentence."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent


def text(name: str, default: str | None = None) -> str:
    """The variable's text; without a default it must be set."""
    value = os.environ.get(name) or default
    if value is None:
        raise ImproperlyConfigured(f"{name} is not set.")
    return value


def _url(name: str, default: str) -> str:
    value = text(name, default).rstrip("/")
    if urlsplit(value).scheme not in ("http", "https") or not urlsplit(value).hostname:
        raise ImproperlyConfigured(f"{name} is {value!r}; it must be an http(s) address.")
    return value


def _node(name: str, default: str) -> str:
    value = text(name, default)
    if len(value) != 12 or not (value.isascii() and value.isdigit()):
        raise ImproperlyConfigured(f"{name} is {value!r}; a node is twelve digits.")
    return value


def _whole(name: str, default: int, least: int, most: int) -> int:
    value = text(name, str(default))
    if not (value.isascii() and value.isdigit()) or not least <= int(value) <= most:
        raise ImproperlyConfigured(f"{name} is {value!r}; a whole number {least} to {most}.")
    return int(value)


# -- keys: the sandbox's own stay in its folder, its certificates go where the product reads
KEYS_DIR = Path(text("SANDBOX_KEYS_DIR", str(BASE_DIR / ".data" / "sandbox-keys")))
PRODUCT_KEYS_DIR = Path(text("OPENLEVY_KEYS_DIR", str(BASE_DIR / ".data" / "keys")))

# -- who is who
NODE = _node("OPENLEVY_TREASURY_NODE", "100000000000")
PRODUCT_NODE = _node("OPENLEVY_NODE", "111111111111")
PRODUCT_CERT = Path(
    text("SANDBOX_PRODUCT_CERT", str(PRODUCT_KEYS_DIR / "nodes" / f"{PRODUCT_NODE}.crt"))
)
PRODUCT_URL = _url("SANDBOX_OPENLEVY_URL", "http://127.0.0.1:8000")

REFERENCE_DIR = Path(
    text("SANDBOX_REFERENCE_DIR", str(BASE_DIR / "openlevy" / "reference" / "data"))
)  # public facts, read as files: divisions, offices, banks

# -- the work behind the pages
SERVES = os.environ.get("SANDBOX_SERVES") == "1"  # set by `sandbox.cli serve`
HANDLERS = _whole("SANDBOX_HANDLERS", 2, 1, 32)
SENDERS = _whole("SANDBOX_SENDERS", 3, 1, 32)
SEND_SECONDS = _whole("SANDBOX_SEND_SECONDS", 10, 1, 120)
HOSTS = text("SANDBOX_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
