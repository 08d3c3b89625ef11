"""“Bel mij nooit meer”: what we asked others for this person stops too.

Who was asked to help reads nothing any more, and a maatje that did not begin gives the number back.
What was asked because of danger goes on, and so does a maatje whom the person sees: a person
decides about that.
"""

from datetime import datetime

from django.db import transaction

from opvolging import doorverwijzen, koppelen, nooitmeer
from opvolging.models import Koppeling, Zaak
from opvolging.verloop import houd_vast
from signaalpunt.models import Gebruiker

REDEN = "Deze persoon wil geen contact meer."


@transaction.atomic
def laat_met_rust(zaak: Zaak, *, door: Gebruiker, nu: datetime) -> list[str]:
    """Put the person on the list, stop what waits for others, and say what somebody must know.

    Raises Geweigerd when there is nothing to remember, or the zaak was joined into another.
    """
    zaak = houd_vast(zaak)
    nooitmeer.zet_op_de_lijst(zaak, door=door, nu=nu)
    return [*_vraag_niemand_meer(zaak, door=door, nu=nu), *_zonder_maatje(zaak, door=door, nu=nu)]


def _vraag_niemand_meer(zaak: Zaak, *, door: Gebruiker, nu: datetime) -> list[str]:
    gevraagd = zaak.doorverwijzingen.filter(status=doorverwijzen.Status.GEVRAAGD)
    met_ja = gevraagd.exclude(toestemming_op=None).select_related("zaak").order_by("pk")
    zinnen = []
    for deze in met_ja:
        doorverwijzen.trek_in(deze, reden=REDEN, door=door, nu=nu)
        zinnen.append(f"De vraag aan {deze.naar} is ingetrokken. Laat dat daar weten.")
    return zinnen


def _zonder_maatje(zaak: Zaak, *, door: Gebruiker, nu: datetime) -> list[str]:
    lopend = Koppeling.objects.lopend().filter(deelnemer__zaak=zaak)
    deze = lopend.select_related("maatje", "deelnemer__zaak").first()
    if deze is None:
        return []
    wie = deze.maatje.naam
    if deze.status == Koppeling.Status.VOORGESTELD:
        koppelen.trek_in(deze, door=door, nu=nu)
        return [f"Het voorstel aan {wie} is ingetrokken."]
    if deze.status == Koppeling.Status.GEACCEPTEERD:
        reden = Koppeling.Eindreden.DEELNEMER_STOPT
        koppelen.beeindig(deze, eindreden=reden, toelichting=REDEN, door=door, nu=nu)
        return [f"{wie} zei al ja en zag het telefoonnummer. Bel het maatje."]
    return [f"{wie} is nog het maatje. Wil deze persoon ook dat niet meer? Beëindig de koppeling."]
