"""Load a gemeente with its wijken, buurten and crisis numbers; may run again and again."""

from typing import Any

from django.core.management.base import BaseCommand

from meldingen.laden import laad_maastricht


class Command(BaseCommand):
    help = "Laad Maastricht: 7 wijken, 44 buurten, crisisnummers."

    def handle(self, *args: Any, **options: Any) -> None:
        gemeente = laad_maastricht()
        self.stdout.write(f"{gemeente.naam}: {gemeente.buurten.count()} buurten")
