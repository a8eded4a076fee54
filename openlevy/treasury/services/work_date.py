"""The network's work date, as it announces it."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from openlevy.treasury.models import WorkDate


def move_work_date(to: date) -> None:
    """The network has announced its work date (9101); an older one, late, changes nothing."""
    with transaction.atomic():
        row = WorkDate.objects.select_for_update().filter(id=1).first()
        if row is None:
            WorkDate.objects.bulk_create([WorkDate(id=1, work_date=to)], ignore_conflicts=True)
        elif row.work_date < to:
            row.work_date = to
            row.announced_at = timezone.now()
            row.save(update_fields=["work_date", "announced_at"])
