"""The web side; under ``sandbox.cli serve`` the workers run as threads of the same process."""

import os

from django.core.wsgi import get_wsgi_application

from sandbox import config

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sandbox.settings")
application = get_wsgi_application()

if config.SERVES:
    from sandbox.worker.threads import start

    start()
