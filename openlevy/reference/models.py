"""The business date. Nobody but this module touches it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class BusinessDate(models.Model):
    """The one row that says which day the books are open for; a trigger lets it only advance."""

    id = models.SmallIntegerField(primary_key=True, db_default=1)
    business_date = models.DateField()
    moved_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "reference_business_date"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(id=1), name="reference_business_date_is_one_row")
        ]
