"""Fills the database of a round: `python -m bench.storingen.zaai AANTAL` makes that many meldingen.

Each has its clock and its ladder, and somebody who took it up: so there are many mails to break.
When the steps fall due is set by the round itself.
"""

import sys
import uuid

import django

django.setup()

from django.db import transaction
from django.utils import timezone

from meldingen.models import Deur, Kanaal, Melding
from opvolging import klokken, triage
from signaalpunt.models import Gebruiker, Gemeente
from signaalpunt.rollen import Rol

COLLEGAS = 6


def zaai(aantal: int) -> None:
    """Make a gemeente and `aantal` meldingen, taken up by its people in turn."""
    nu = timezone.now()
    gemeente, _ = Gemeente.objects.get_or_create(
        code="GM0935",
        defaults={"naam": "Maastricht", "telefoon": "043 000 00 00", "teammail": "t@storing.test"},
    )
    with transaction.atomic():
        team = [
            Gebruiker.objects.create(
                email=f"m{nummer}@storing.test", naam="M", rol=Rol.MEDEWERKER, gemeente=gemeente
            )
            for nummer in range(COLLEGAS)
        ]
        for nummer in range(aantal):
            melding = Melding.objects.create(
                gemeente=gemeente,
                deur=Deur.MIJZELF,
                kanaal=Kanaal.BALIE,  # what is posted during the round comes by the web
                ontvangen_op=nu,
                ontvangen_dag=timezone.localdate(nu),
                sleutel=uuid.uuid4(),
                inhoud_hash=f"{nummer:064}",
                volgcode_hash=uuid.uuid4().hex,
            )
            klokken.start(melding, nu=nu)
            triage.pak_op(melding, door=team[nummer % COLLEGAS], nu=nu)


if __name__ == "__main__":
    zaai(int(sys.argv[1]))
