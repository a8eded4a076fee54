"""The web side; under ``sandbox.cli serve`` the workers run as threads of the same process."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sandbox.settings")
application = get_wsgi_application()

from django.conf import settings  # noqa: E402  # needs the settings module named above

if settings.SANDBOX_SERVES:
    from sandbox.worker.threads import start

    start()
