"""Finding out together what plays, before anything is offered: a guide in questions.

Look at how much, why and what is possible first; there is no one answer for everybody. Nothing is
a duty, nothing is counted together, and nothing is decided by it.
"""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from opvolging import eenmalig, zonder_akkoord
from opvolging.models import Gebeurtenis, Verkenning, Zaak
from opvolging.verloop import schrijf_bij, vergrendel
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker

# The answers, with the word under which the history names that they were talked about.
ONDERWERPEN = {
    "mate": "hoe vaak",
    "soorten": "welke eenzaamheid",
    "oorzaken": "wat er gebeurde",
    "behoeften": "wensen",
    "hulp": "wie al helpt",
    "geldzorgen": "geld",
    "eigen_kracht": "wat goed gaat",
    "toelichting": "eigen woorden",
}
BEGIN = "0"  # what somebody saw who was the first


@transaction.atomic
def leg_vast(
    zaak: Zaak,
    *,
    sleutel: UUID | None = None,
    gezien: str | None = None,
    door: Gebruiker,
    nu: datetime,
    **antwoorden: Any,
) -> Verkenning:
    """Record what was talked about; the same `sleutel` again, or the same answers, once.

    The line of the history says which questions were talked about and not what was answered: the
    history stays. Raises Geweigerd when nothing was answered, nobody was spoken to or the person
    does not want it, a colleague recorded something since `gezien`, or the zaak is closed.
    """
    zaak = vergrendel(zaak)
    if eerder := eenmalig.eerder(zaak.verkenningen.all(), sleutel, **antwoorden):
        return eerder
    _weiger_te_vroeg(zaak)
    vorige = zaak.verkenningen.last()
    if vorige and antwoorden_van(vorige) == antwoorden_van(Verkenning(**antwoorden)):
        return vorige
    besproken = [woord for veld, woord in ONDERWERPEN.items() if antwoorden.get(veld)]
    if not besproken and vorige is None:
        raise Geweigerd("Er is nog niets ingevuld. Eén antwoord is genoeg.")
    _weiger_over_een_ander_heen(vorige, gezien)
    verkenning = Verkenning.objects.create(
        gemeente_id=zaak.gemeente_id,
        zaak=zaak,
        sleutel=sleutel or uuid4(),
        op=nu,
        door=door,
        **antwoorden,
    )
    tekst = f"Besproken: {', '.join(besproken)}." if besproken else "Leeggemaakt."
    soort = Gebeurtenis.Soort.VERKEND
    schrijf_bij(zaak, soort, door=door, nu=nu, tekst=tekst, verkenning=verkenning)
    return verkenning


def antwoorden_van(verkenning: Verkenning) -> dict[str, Any]:
    """What was answered, question by question."""
    return {veld: getattr(verkenning, veld) for veld in ONDERWERPEN}


def stand(vorige: Verkenning | None) -> str:
    """What somebody saw who opened the form, to be sent along with it."""
    return str(vorige.pk) if vorige else BEGIN


def _weiger_te_vroeg(zaak: Zaak) -> None:
    if zaak.status == Zaak.Status.OPGEPAKT:
        raise Geweigerd("Wat er speelt, weten we pas na een gesprek. Leg eerst het contact vast.")
    zonder_akkoord.weiger_zonder_besluit(zaak)


def _weiger_over_een_ander_heen(vorige: Verkenning | None, gezien: str | None) -> None:
    if vorige is None or gezien is None or gezien == stand(vorige):
        return
    raise Geweigerd(
        f"{vorige.door.naam} heeft dit zojuist ingevuld. Er is niets opgeslagen. Lees hieronder "
        "wat er nu staat. Klopt uw antwoord dan nog? Bewaar het opnieuw."
    )
