"""Taking back what somebody agreed to: never refused, and what rested on it stops at once."""

from datetime import datetime

from django.db import transaction

from opvolging import (
    doorverwijzen,
    klokken,
    koppelen,
    terugvertellen,
    toestemming,
    zaakconcepten,
)
from opvolging.models import Gebeurtenis, Koppeling, Termijn, Toestemming, Zaak
from opvolging.verloop import houd_zaak_bij, schrijf_bij, verander_status
from signaalpunt import zoekhash
from signaalpunt.models import Gebruiker

Soort = Toestemming.Soort
REDEN = "De toestemming is ingetrokken."


@transaction.atomic
def trek_in(deze: Toestemming, *, door: Gebruiker, nu: datetime) -> None:
    """Record that the person took it back, also in a closed zaak; taken back twice, once.

    Without begeleiding the zaak leaves it, without a maatje an offer is withdrawn and a koppeling
    ends, without sharing an unanswered doorverwijzing to that partner is withdrawn, nobody
    asks later, what the melder would hear by mail is held back, and stories are thrown away.
    """
    # Wherever it stands now: a colleague may just have joined this zaak to another.
    if (zaak := houd_zaak_bij(deze)) is None:
        return
    deze = Toestemming.objects.select_related("zaak").get(pk=deze.pk)
    alle = toestemming.geldende(zaak, Soort(deze.soort), deze.partner)
    if deze.ingetrokken_op or not alle.exists():
        return
    # Two may hold when zaken were joined: who takes it back means both.
    for rij in alle:
        rij.ingetrokken_op, rij.ingetrokken_door = nu, door
        rij.save(update_fields=["ingetrokken_op", "ingetrokken_door"])
        deze = rij
    schrijf_bij(
        zaak,
        Gebeurtenis.Soort.TOESTEMMING_INGETROKKEN,
        door=door,
        nu=nu,
        toestemming=deze,
        tekst=f"{deze.waarvoor}.",
    )
    _laat_stoppen(zaak, deze, door=door, nu=nu)


def _laat_stoppen(zaak: Zaak, deze: Toestemming, *, door: Gebruiker, nu: datetime) -> None:
    if deze.soort == Soort.LATER:
        ingetrokken = Termijn.Stopreden.INGETROKKEN
        klokken.stop(zaak, reden=ingetrokken, nu=nu, alleen=[Termijn.Soort.LATER])
    if deze.soort == Soort.TERUGKOPPELING:
        terugvertellen.houd_tegen(zaak, door=door, nu=nu)
    if deze.soort == Soort.VERHAAL:
        _gooi_verhalen_weg(zaak, door=door, nu=nu)
    if deze.soort == Soort.SCHAAL:
        zaakconcepten.gooi_van_allen_weg(zaak, "schaal")
    if deze.soort == Soort.DELEN:
        _haal_terug(zaak, deze, door=door, nu=nu)
    if deze.soort in (Soort.MAATJE, Soort.BEGELEIDING):
        _stop_koppeling(zaak, door=door, nu=nu)
    if deze.soort == Soort.BEGELEIDING and zaak.status == Zaak.Status.IN_BEGELEIDING:
        verander_status(
            zaak,
            Zaak.Status.CONTACT_GELEGD,
            Gebeurtenis.Soort.BEOORDEELD,
            samen_met={"hulpwens": Zaak.Hulpwens.NEE},
            door=door,
            nu=nu,
            tekst=f"Wil geen hulp. {REDEN}",
        )


def _gooi_verhalen_weg(zaak: Zaak, *, door: Gebruiker, nu: datetime) -> None:
    zaakconcepten.gooi_van_allen_weg(zaak, "verhaal")
    if zaak.verhalen.all().delete()[0]:
        schrijf_bij(zaak, Gebeurtenis.Soort.VERHAAL_WEG, door=door, nu=nu)


def _haal_terug(zaak: Zaak, deze: Toestemming, *, door: Gebruiker, nu: datetime) -> None:
    gevraagd = zaak.doorverwijzingen.filter(status=doorverwijzen.Status.GEVRAAGD)
    for verwijzing in gevraagd.select_related("zaak"):
        is_daarheen = zoekhash.naam(verwijzing.naar) == deze.partner_hash
        if is_daarheen and verwijzing.toestemming_op:
            doorverwijzen.trek_in(verwijzing, reden=REDEN, door=door, nu=nu)


def _stop_koppeling(zaak: Zaak, *, door: Gebruiker, nu: datetime) -> None:
    lopend = Koppeling.objects.lopend().filter(deelnemer__zaak=zaak)
    koppeling = lopend.select_related("maatje", "deelnemer__zaak").first()
    if koppeling is None:
        return
    if koppeling.status == Koppeling.Status.VOORGESTELD:
        koppelen.trek_in(koppeling, door=door, nu=nu)
        return
    reden = Koppeling.Eindreden.DEELNEMER_STOPT
    koppelen.beeindig(koppeling, eindreden=reden, toelichting=REDEN, door=door, nu=nu)
