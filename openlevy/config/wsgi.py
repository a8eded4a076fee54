"""The WSGI entry that granian serves."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openlevy.config.settings")
application = get_wsgi_application()
if settings.OPENLEVY_TRUSTED_PROXIES:
    application = wrap_wsgi_with_proxy_headers(
        application, trusted_hosts=settings.OPENLEVY_TRUSTED_PROXIES
    )
