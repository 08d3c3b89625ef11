"""The app meldingen."""

from django.apps import AppConfig


class MeldingenConfig(AppConfig):
    name = "meldingen"
    verbose_name = "Meldingen"
    default_auto_field = "django.db.models.BigAutoField"
