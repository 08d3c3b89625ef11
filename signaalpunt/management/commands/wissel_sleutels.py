"""Encrypt everything again with the first key of SIGNAALPUNT_SLEUTELS."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from signaalpunt.sleutelwissel import aantal_onder_oude_sleutel, wissel


class Command(BaseCommand):
    help = "Zet een nieuwe sleutel vooraan in SIGNAALPUNT_SLEUTELS en draai dan deze opdracht."

    def handle(self, *args: Any, **options: Any) -> None:
        for tabel, aantal in wissel():
            self.stdout.write(f"{tabel}: {aantal} rijen opnieuw versleuteld")
        # counted again: a process that was not started again may have written meanwhile
        if over := aantal_onder_oude_sleutel():
            raise CommandError(
                f"{over} rijen staan nog onder een oude sleutel: er draaien nog processen met de "
                "oude sleutels. Start eerst alles opnieuw en draai daarna deze opdracht weer. "
                "Laat de oude sleutel zolang staan."
            )
        self.stdout.write("Klaar. De oude sleutel mag nu uit SIGNAALPUNT_SLEUTELS.")
