"""Django's settings of OpenLevy. Which ones there are: docs/configuration.md."""

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from openlevy.config.environment import STAGES, Environment

_environment = Environment()
BASE_DIR = Path(__file__).resolve().parent.parent.parent

# -- what this instance is --------------------------------------------------------------------
OPENLEVY_ENV = _environment.choice("OPENLEVY_ENV", STAGES, "production")
PRODUCTION = OPENLEVY_ENV == "production"
OPENLEVY_KEYS_DIR = _environment.folder("OPENLEVY_KEYS_DIR", BASE_DIR / ".data" / "keys")
OPENLEVY_DATA_DIR = _environment.folder("OPENLEVY_DATA_DIR", BASE_DIR / ".data")
# A demonstration has defaults on its own machine; production names every address, and its pages
# come over https only.
_own_pages = None if PRODUCTION else "http://127.0.0.1:8000"
OPENLEVY_PUBLIC_URL = _environment.url("OPENLEVY_PUBLIC_URL", _own_pages)
if PRODUCTION and not OPENLEVY_PUBLIC_URL.startswith("https://"):
    raise ImproperlyConfigured("OPENLEVY_PUBLIC_URL must begin with https:// in production.")
OPENLEVY_JURISDICTIONS_DIR = _environment.folder(
    "OPENLEVY_JURISDICTIONS_DIR", BASE_DIR / "jurisdictions"
)
OPENLEVY_CONFIRMED_VALUES = _environment.text("OPENLEVY_CONFIRMED_VALUES", "")
OPENLEVY_ISSUING_CERTIFICATE = _environment.text("OPENLEVY_ISSUING_CERTIFICATE", "")
OPENLEVY_ISSUING_KEY = _environment.text("OPENLEVY_ISSUING_KEY", "")

# -- the outside ------------------------------------------------------------------------------
OPENLEVY_NODE = _environment.text("OPENLEVY_NODE", "111111111111")
OPENLEVY_TREASURY_NODE = _environment.text("OPENLEVY_TREASURY_NODE", "100000000000")
_neighbour = None if PRODUCTION else "http://127.0.0.1:8001"
OPENLEVY_TREASURY_URL = _environment.url(
    "OPENLEVY_TREASURY_URL", _neighbour and f"{_neighbour}/tips"
)
OPENLEVY_TREASURY_SIGNER = _environment.choice(
    "OPENLEVY_TREASURY_SIGNER", ("pkcs7-p256", "keyed-sm3"), "pkcs7-p256"
)
OPENLEVY_AGENCY_URL = _environment.url("OPENLEVY_AGENCY_URL", _neighbour and f"{_neighbour}/agency")
OPENLEVY_NOTICES_URL = _environment.url(
    "OPENLEVY_NOTICES_URL", _neighbour and f"{_neighbour}/notices"
)
OPENLEVY_CARD_PROOF_URL = _environment.url(
    "OPENLEVY_CARD_PROOF_URL", _neighbour and f"{_neighbour}/card-proofs"
)
OPENLEVY_ANSWER_WAIT_SECONDS = _environment.whole(
    "OPENLEVY_ANSWER_WAIT_SECONDS", 20, least=1, most=3600
)
# How long numbers and addresses are kept after use: see docs/decisions/privacy.md.
OPENLEVY_PROOFS_KEPT_DAYS = _environment.whole("OPENLEVY_PROOFS_KEPT_DAYS", 30, least=1, most=3650)
OPENLEVY_NOTICES_KEPT_DAYS = _environment.whole(
    "OPENLEVY_NOTICES_KEPT_DAYS", 90, least=1, most=3650
)

# Command groups beside the product's own, as "name=package.module": a demonstration has more.
_GROUPS = "" if PRODUCTION else "demo=demo.world,clock=demo.clock,sandbox=demo.sandbox"
OPENLEVY_CLI_GROUPS = dict(
    entry.split("=", 1)
    for entry in _environment.text("OPENLEVY_CLI_GROUPS", _GROUPS).split(",")
    if entry
)
if PRODUCTION and OPENLEVY_CLI_GROUPS:
    raise ImproperlyConfigured("OPENLEVY_CLI_GROUPS has no place in production.")

# -- secrets ----------------------------------------------------------------------------------
_secret_file = Path(
    _environment.text("OPENLEVY_SECRET_KEY_FILE", str(OPENLEVY_KEYS_DIR / "session.key"))
)
if _secret_file.is_file():
    SECRET_KEY = _secret_file.read_text().strip()
elif PRODUCTION:
    raise ImproperlyConfigured(
        f"{_secret_file} is missing: make it with `openlevy keys make`, keep it 0600."
    )
else:
    SECRET_KEY = "not-secret-" + OPENLEVY_ENV + "-until-the-key-file-is-made-by-openlevy-keys-make"

# -- Django -----------------------------------------------------------------------------------
DEBUG = False
_own_hosts = None if PRODUCTION else "localhost,127.0.0.1,[::1]"
ALLOWED_HOSTS = _environment.text("OPENLEVY_HOSTS", _own_hosts).split(",")
# Whose X-Forwarded-For is believed: without it everybody behind a proxy is one sender, and one
# sender's wrong passwords lock out all.
OPENLEVY_TRUSTED_PROXIES = _environment.words("OPENLEVY_TRUSTED_PROXIES", "")
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
CSRF_TRUSTED_ORIGINS = [OPENLEVY_PUBLIC_URL]
ROOT_URLCONF = "openlevy.config.urls"
WSGI_APPLICATION = "openlevy.config.wsgi.application"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django_htmx",
    "csp",
    "axes",
    "openlevy.statements",
    "openlevy.access",
    "openlevy.history",
    "openlevy.messages",
    "openlevy.notices",
    "openlevy.ledger",
    "openlevy.reference",
    "openlevy.parties",
    "openlevy.assessment",
    "openlevy.declaration",
    "openlevy.payment",
    "openlevy.treasury",
    "openlevy.certificate",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "openlevy.portals.shared.middleware.OnePolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "openlevy.portals.shared.middleware.RefusalPages",
]

# -- database ---------------------------------------------------------------------------------
# The pool stands in for persistent connections (Django wants CONN_MAX_AGE=0 with it). Every
# connection refuses to wait for ever.
DATABASES = {
    "default": {
        **_environment.database("DATABASE_URL"),
        "CONN_MAX_AGE": 0,
        "OPTIONS": {
            "application_name": "openlevy",
            "options": "-c statement_timeout=15s -c lock_timeout=5s"
            " -c idle_in_transaction_session_timeout=30s",
            "pool": {
                "min_size": 1,
                "max_size": _environment.whole("OPENLEVY_POOL", 8, least=1, most=200),
                "timeout": 10,
            },
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- language and time ------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]
LOCALE_PATHS = [BASE_DIR / "openlevy" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# -- pages ------------------------------------------------------------------------------------
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "openlevy" / "portals" / "shared" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "openlevy.portals.shared.environment.environment"},
    }
]
FORM_RENDERER = "django.forms.renderers.Jinja2"

# -- sign-in ----------------------------------------------------------------------------------
AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "openlevy.access.backends.IdentifierBackend",
]
OPENLEVY_READ_WITH_USER = {"business_date": "openlevy.reference.queries.BUSINESS_DATE_SQL"}
"""SQL by name that every page of a signed-in user needs: read with the user's row, in one go."""
PASSWORD_HASHERS = ["openlevy.access.hashers.Argon2"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 8},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AXES_HANDLER = "openlevy.access.lockout.LockoutHandler"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = ["username", "ip_address"]
AXES_VERBOSE = False
OPENLEVY_ADDRESS_FAILURE_LIMIT = _environment.whole(
    "OPENLEVY_ADDRESS_FAILURE_LIMIT", 100, least=5, most=100_000
)
SECRET_KEY_FALLBACKS: list[str] = []
# Cookies ignore ports: a neighbour on the same host must not share names.
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "openlevy_session", "openlevy_csrf"
SESSION_ENGINE = "openlevy.access.sessions"
SESSION_COOKIE_AGE = 1800
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = OPENLEVY_PUBLIC_URL.startswith("https://")
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "openlevy.portals.shared.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
LOGIN_URL = "/sign-in"
OFFICER_LOGIN_URL = "/officer/sign-in"
OFFICER_FACTOR_URL = "/officer/second-factor"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "openlevy.privacy.logs.MaskedFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
}
