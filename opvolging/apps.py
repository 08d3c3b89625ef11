"""The app opvolging."""

from django.apps import AppConfig


class OpvolgingConfig(AppConfig):
    name = "opvolging"
    verbose_name = "Opvolging"
    default_auto_field = "django.db.models.BigAutoField"
