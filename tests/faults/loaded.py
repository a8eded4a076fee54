"""Loads the product once, in the clean process that the racing ones are forked from."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openlevy.config.settings")
django.setup()

from openlevy.gateways.treasury import handlers  # noqa: E402

__all__ = ["handlers"]
