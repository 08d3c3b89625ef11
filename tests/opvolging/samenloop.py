"""Two zaken about the same person, as colleagues took them up apart."""

from datetime import datetime, timedelta
from typing import Any

from opvolging import klokken, triage
from opvolging.contact import leg_vast
from opvolging.models import (
    Contact,
    Deelnemer,
    Herinnering,
    Huisgenoot,
    Informatie,
    Pauze,
    Termijn,
    Zaak,
    ZaakMelding,
)
from signaalpunt.models import Gebruiker
from tests import bouwers
from tests.bouwers import NU

UUR = timedelta(hours=1)
DAG = timedelta(days=1)


def zaak_van_een_melder(door: Gebruiker, op: datetime = NU, **velden: Any) -> Zaak:
    """A melding with its clocks and reminders, taken up half an hour later."""
    melding = bouwers.melding_met_code(ontvangen_op=op, **velden)
    klokken.start_alle(melding, nu=op)
    return triage.pak_op(melding, door=door, nu=op + UUR / 2)


def klok(zaak: Zaak) -> Termijn:
    """The clock of the first melding of `zaak`, as it is now."""
    return Termijn.objects.filter(melding__zaakmelding__zaak=zaak).earliest("gestart_op", "pk")


def spreek(zaak: Zaak, op: datetime, **velden: Any) -> Contact:
    """Real contact with the person."""
    standaard: dict[str, Any] = {
        "wijze": Contact.Wijze.TELEFOON,
        "is_bereikt": True,
        "door": zaak.behandelaar,
    }
    return leg_vast(zaak, nu=op, **standaard | velden)


def alles() -> dict[str, list[Any]]:
    """All that a joining may change and undoing it puts back."""
    zaak = Zaak.objects.order_by("pk").defer("gemeente")
    herinnering = ("termijn", "stap", "status", "gebruiker", "ontvanger", "gepland_op", "reden")
    informatie = Informatie.objects.order_by("zaak")
    return {
        "zaken": list(zaak.values()),
        "meldingen": list(ZaakMelding.objects.order_by("pk").values()),
        "contacten": list(Contact.objects.order_by("pk").values_list("pk", "zaak")),
        "deelnemers": list(Deelnemer.objects.values_list("pk", "zaak")),
        "informatie": [(i.zaak_id, i.manier, i.op, i.door_id, i.reden) for i in informatie],
        "huisgenoten": list(Huisgenoot.objects.order_by("pk").values()),
        "klokken": list(Termijn.objects.order_by("pk").values()),
        "pauzes": list(Pauze.objects.order_by("pk").values()),
        "herinneringen": list(Herinnering.objects.order_by("pk").values_list(*herinnering)),
    }
