"""Django's settings of the sandbox, from the environment; a bad value stops the start."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent


def _text(name: str, default: str | None = None) -> str:
    value = os.environ.get(name) or default
    if value is None:
        raise ImproperlyConfigured(f"{name} is not set.")
    return value


def _url(name: str, default: str) -> str:
    value = _text(name, default).rstrip("/")
    if urlsplit(value).scheme not in ("http", "https") or not urlsplit(value).hostname:
        raise ImproperlyConfigured(f"{name} is {value!r}; it must be an http(s) address.")
    return value


def _node(name: str, default: str) -> str:
    value = _text(name, default)
    if len(value) != 12 or not (value.isascii() and value.isdigit()):
        raise ImproperlyConfigured(f"{name} is {value!r}; a node is twelve digits.")
    return value


def _whole(name: str, default: int, least: int, most: int) -> int:
    value = _text(name, str(default))
    if not (value.isascii() and value.isdigit()) or not least <= int(value) <= most:
        raise ImproperlyConfigured(f"{name} is {value!r}; a whole number {least} to {most}.")
    return int(value)


def _database(name: str) -> dict[str, object]:
    value = _text(name)
    parts = urlsplit(value)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise ImproperlyConfigured(f"{name} must look like postgresql://user:password@host/name.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        # One connection a thread, kept: the threads are few and counted.
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "application_name": "sandbox",
            "options": "-c statement_timeout=30s -c lock_timeout=10s"
            " -c idle_in_transaction_session_timeout=60s",
        },
    }


# -- keys: the sandbox's own stay in its folder, its certificates go where the product reads them --
SANDBOX_KEYS_DIR = Path(_text("SANDBOX_KEYS_DIR", str(BASE_DIR / ".data" / "sandbox-keys")))
OPENLEVY_KEYS_DIR = Path(_text("OPENLEVY_KEYS_DIR", str(BASE_DIR / ".data" / "keys")))

# -- who is who ------------------------------------------------------------------------------------
SANDBOX_NODE = _node("OPENLEVY_TREASURY_NODE", "100000000000")
SANDBOX_PRODUCT_NODE = _node("OPENLEVY_NODE", "111111111111")
SANDBOX_PRODUCT_CERT = Path(
    _text("SANDBOX_PRODUCT_CERT", str(OPENLEVY_KEYS_DIR / "nodes" / f"{SANDBOX_PRODUCT_NODE}.crt"))
)
SANDBOX_OPENLEVY_URL = _url("SANDBOX_OPENLEVY_URL", "http://127.0.0.1:8000")

SANDBOX_REFERENCE_DIR = Path(
    _text("SANDBOX_REFERENCE_DIR", str(BASE_DIR / "openlevy" / "reference" / "data"))
)  # public facts, read as files: divisions, offices, banks

# -- the work behind the pages ---------------------------------------------------------------------
SANDBOX_SERVES = os.environ.get("SANDBOX_SERVES") == "1"  # set by `sandbox.cli serve`
SANDBOX_HANDLERS = _whole("SANDBOX_HANDLERS", 2, 1, 32)
SANDBOX_SENDERS = _whole("SANDBOX_SENDERS", 3, 1, 32)
SANDBOX_SEND_SECONDS = _whole("SANDBOX_SEND_SECONDS", 10, 1, 120)

# -- Django ----------------------------------------------------------------------------------------
SECRET_KEY = "the-sandbox-signs-nothing-with-this-and-has-no-sessions"  # noqa: S105
DEBUG = False
ALLOWED_HOSTS = _text("SANDBOX_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
ROOT_URLCONF = "sandbox.web.urls"
WSGI_APPLICATION = "sandbox.wsgi.application"
INSTALLED_APPS = ["sandbox"]
MIDDLEWARE = [
    "sandbox.web.middleware.StrictHeaders",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]
DATABASES = {"default": _database("SANDBOX_DATABASE_URL")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "sandbox" / "web" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "sandbox.web.environment.environment"},
    }
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_NAME = "sandbox_csrf"  # cookies know no ports; the product's has its own
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
}
