"""The whole site: settings, a table of the product's read as it is, a view, an address."""

from pathlib import Path

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from openlevy.config.environment import Environment

settings.configure(
    SECRET_KEY="nothing is signed here",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
    DATABASES={
        "default": {
            **Environment().database("DATABASE_URL"),
            "CONN_MAX_AGE": 0,
            "OPTIONS": {"pool": {"min_size": 1, "max_size": 8}},
        }
    },
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.jinja2.Jinja2",
            "DIRS": [Path(__file__).parent / "templates"],
        }
    ],
    USE_TZ=True,
    TIME_ZONE="Asia/Shanghai",
    LOGGING_CONFIG=None,
)
django.setup()


class Person(models.Model):
    """A row of the product's world."""

    payer_id = models.BigIntegerField(primary_key=True)
    name = models.TextField()
    id_tail = models.TextField()
    sex = models.TextField()
    born_on = models.DateField()
    nationality = models.TextField()

    class Meta:
        app_label = "bare"
        db_table = "parties_person"
        managed = False


def show(request: HttpRequest, number: int) -> HttpResponse:
    """One person's page."""
    return render(request, "person.html", {"person": Person._default_manager.get(pk=number)})


urlpatterns = [path("persons/<int:number>/", show)]
application = WSGIHandler()
