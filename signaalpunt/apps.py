"""The lowest layer as a Django app."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in

from signaalpunt import zitting


class SignaalpuntConfig(AppConfig):
    name = "signaalpunt"
    verbose_name = "Signaalpunt"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        user_logged_in.connect(zitting.begin)
