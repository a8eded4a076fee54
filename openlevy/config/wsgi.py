"""The WSGI entry that granian serves."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

_YOUNG = 10_000
"""Objects made before the collector looks at the young ones: more than a page makes. (Its own 700
had it look several times a page.)"""

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openlevy.config.settings")
application = get_wsgi_application()
if settings.OPENLEVY_TRUSTED_PROXIES:
    application = wrap_wsgi_with_proxy_headers(
        application, trusted_hosts=settings.OPENLEVY_TRUSTED_PROXIES
    )

# What a process has loaded stays for good: the collector need not walk over it with every page,
# which took a tenth of one.
import_module("openlevy.reference.queries").places()
gc.collect()
gc.freeze()
gc.set_threshold(_YOUNG, 20, 20)
