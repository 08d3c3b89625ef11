"""The app opvolging."""

from importlib import import_module

from django.apps import AppConfig


class OpvolgingConfig(AppConfig):
    name = "opvolging"
    verbose_name = "Opvolging"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # What the lower layers must know of our data, mail and reminders, in every process.
        for naam in (
            "aanbodladen",
            "antwoordpost",
            "bezorgen",
            "hulpvraagpost",
            "nakijken",
            "terugvertellen",
            "weekbericht",
        ):
            import_module(f"{self.name}.{naam}")
