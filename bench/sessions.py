"""Cookies of people who have signed in.

Signing in is a hash of a password that is meant to take long; what is measured begins after it.
The cookie is made by the product's own code, as the sign-in does it.
"""

from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model

from bench.people import USER

CSRF = "bench0bench0bench0bench0bench012"
"""A browser's own secret: 32 letters and digits, sent in the cookie and in the form."""


def cookies(number: int) -> str:
    """The cookie header of person ``number``."""
    user = get_user_model()(pk=USER + number, password="!")  # as the world writes it
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.begin()
    store.save()
    session = f"{settings.SESSION_COOKIE_NAME}={store.session_key}"
    return f"{session}; {settings.CSRF_COOKIE_NAME}={CSRF}"
