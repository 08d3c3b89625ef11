"""Encrypt everything again with the first key of SIGNAALPUNT_SLEUTELS."""

from typing import Any

from django.core.management.base import BaseCommand

from signaalpunt.sleutelwissel import wissel


class Command(BaseCommand):
    help = "Zet een nieuwe sleutel vooraan in SIGNAALPUNT_SLEUTELS en draai dan deze opdracht."

    def handle(self, *args: Any, **options: Any) -> None:
        for tabel, aantal in wissel():
            self.stdout.write(f"{tabel}: {aantal} rijen opnieuw versleuteld")
        self.stdout.write("Klaar. De oude sleutel mag nu uit SIGNAALPUNT_SLEUTELS.")
