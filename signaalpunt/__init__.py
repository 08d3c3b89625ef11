"""Project package and lowest layer: what every app stands on."""

from signaalpunt.celery import app as celery_app

__all__ = ["celery_app"]
