"""What Celery runs for the lowest layer; see the schedule in settings."""

from celery import shared_task
from django.utils import timezone

from signaalpunt import hartslag, post, remmen


@shared_task
def verstuur_berichten() -> None:
    """One sweep of the outgoing mail."""
    post.verstuur(nu=timezone.now())
    hartslag.klop("beat-berichten", nu=timezone.now())


@shared_task
def ruim_remmen_op() -> None:
    """Delete old counters of the rate limit."""
    remmen.ruim_op(nu=timezone.now())
