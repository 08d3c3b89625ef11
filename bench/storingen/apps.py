"""Makes the rounds an app, so that every program of the product marks its points when it starts."""

from importlib import import_module

from django.apps import AppConfig


class Storingen(AppConfig):
    name = "bench.storingen"
    label = "storingen"

    def ready(self) -> None:
        import_module("bench.storingen.sterven").markeer()
