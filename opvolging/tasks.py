"""What Celery runs for the follow-up; see the schedule in settings."""

from celery import shared_task
from django.utils import timezone

from opvolging import herinneringen, nakijken, weekbericht
from signaalpunt import hartslag


@shared_task
def stuur_herinneringen() -> None:
    """One run of the dispatcher."""
    herinneringen.verzend(nu=timezone.now())
    hartslag.klop("beat-herinneringen", nu=timezone.now())


@shared_task
def kijk_na() -> None:
    """Look for what the other runs should have done, and repair it."""
    nakijken.kijk_na(nu=timezone.now())
    hartslag.klop("beat-nakijken", nu=timezone.now())


@shared_task
def leg_weekbericht_klaar() -> None:
    """The mail of the week, when it is time."""
    weekbericht.leg_klaar(nu=timezone.now())
