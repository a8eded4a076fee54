"""Django's settings of the sandbox."""

from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from sandbox import config
from sandbox.config import BASE_DIR


def _database(name: str) -> dict[str, object]:
    value = config.text(name)
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


SECRET_KEY = "the-sandbox-signs-nothing-with-this-and-has-no-sessions"  # noqa: S105
DEBUG = False
ALLOWED_HOSTS = config.HOSTS
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
