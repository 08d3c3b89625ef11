"""How an invented zaak comes to somebody else who helps, and whether the person arrived there."""

from datetime import datetime, timedelta
from random import Random
from typing import Protocol

from opvolging import doorverwijzen
from opvolging.doorverwijzen import Grond
from opvolging.kalender import lokaal
from opvolging.models import Doorverwijzing, Zaak
from rapportage.demo.verzinsels import kies

DAG = 24 * 60  # minutes
PAS = timedelta(days=30)  # who came to us in this last time is referred in any case: work to see
_D = Doorverwijzing
_S = Doorverwijzing.Soort
NAAR = {
    _S.HUISARTS: "Huisartsenpraktijk in de buurt",
    _S.WIJKTEAM: "Wijkteam",
    _S.GELDZORGEN: "Kredietbank",
    _S.GGZ: "Praktijkondersteuner ggz",
}
SOORTEN = {_S.HUISARTS: 40, _S.WIJKTEAM: 25, _S.GELDZORGEN: 20, _S.GGZ: 15}
ANTWOORDEN = {_D.Status.AANGENOMEN: 80, _D.Status.TERUGGEGEVEN: 12, _D.Status.GEEN_ANTWOORD: 8}
AANKOMST = {_D.Aangekomen.JA: 80, _D.Aangekomen.NEE: 12, _D.Aangekomen.ONBEKEND: 8}


class Loop(Protocol):
    """What is needed of the course of a melding: the chance, where it is and where it ends."""

    toeval: Random
    nu: datetime
    tot: datetime

    def later(self, minuten: float) -> datetime:
        """Move on by about so many minutes."""


def vraag_een_ander(zaak: Zaak, uitkomst: Zaak.Uitkomst, loop: Loop) -> Doorverwijzing | None:
    """Ask somebody else to help when that is the outcome, or lately; with the answer."""
    if uitkomst != Zaak.Uitkomst.PROFESSIONAL and loop.tot - loop.nu > PAS:
        return None
    soort = _S(kies(loop.toeval, SOORTEN))
    nu = loop.later(DAG / 4)
    deze = doorverwijzen.verwijs_door(
        zaak,
        soort=soort,
        naar=NAAR[soort],
        vraag="Gebeld, en samen de vraag besproken.",
        grond=Grond(lokaal(nu).date(), _D.Toestemming.GESPREK),
        door=zaak.behandelaar,
        nu=nu,
    )
    antwoord = _D.Status(kies(loop.toeval, ANTWOORDEN))
    reden = "Er is een wachtlijst." if antwoord == _D.Status.TERUGGEGEVEN else ""
    nu = loop.later(6 * DAG)
    doorverwijzen.leg_antwoord_vast(
        deze, antwoord=antwoord, reden=reden, door=zaak.behandelaar, nu=nu
    )
    deze.refresh_from_db()
    return deze


def vraag_aankomst(deze: Doorverwijzing, loop: Loop) -> None:
    """After two weeks and a little somebody asks."""
    hoe = _D.Aangekomen(kies(loop.toeval, AANKOMST))
    nu = loop.later(10 * DAG)
    doorverwijzen.leg_aankomst_vast(deze, aangekomen=hoe, door=deze.verwezen_door, nu=nu)
