"""What Celery runs for the lowest layer; see the schedule in settings."""

from celery import shared_task
from django.utils import timezone

from signaalpunt import hartslag, opruimen, post


@shared_task
def verstuur_berichten() -> None:
    """One sweep of the outgoing mail."""
    post.verstuur(nu=timezone.now())
    hartslag.klop("beat-berichten", nu=timezone.now())


@shared_task
def ruim_op() -> None:
    """Delete what has had its time."""
    opruimen.ruim_op(nu=timezone.now())
