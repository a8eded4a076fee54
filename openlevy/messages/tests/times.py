"""Real time passes in messages by their ``due_at``; tests move that instead of waiting."""

from datetime import datetime, timedelta

from django.utils import timezone

from openlevy.messages.models import Incoming, Outgoing


def let_pass(seconds: float) -> None:
    """Everything is due so much sooner."""
    for queue in (Outgoing, Incoming):
        for row in queue.objects.all():
            queue.objects.filter(id=row.id).update(due_at=row.due_at - timedelta(seconds=seconds))


def seconds_from_now(moment: datetime) -> float:
    """How long until then."""
    return (moment - timezone.now()).total_seconds()
