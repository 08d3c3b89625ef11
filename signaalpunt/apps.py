"""The lowest layer as a Django app."""

from django.apps import AppConfig


class SignaalpuntConfig(AppConfig):
    name = "signaalpunt"
    verbose_name = "Signaalpunt"
    default_auto_field = "django.db.models.BigAutoField"
