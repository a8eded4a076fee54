"""Column defaults that several modules' tables share. No table of its own."""

from django.db import models
from django.db.models import Func


class NextRecordId(Func):
    """The next number of the one sequence from which every record takes its id, so that an id
    names one record in the whole system."""

    function = "nextval"
    template = "%(function)s('record_id')"
    output_field = models.BigIntegerField()
