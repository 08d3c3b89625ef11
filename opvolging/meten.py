"""Asking how lonely somebody feels, with the scale of De Jong Gierveld and a mark beside it.

A conversation piece and no diagnosis: only with the agreement of the person, never a duty, and
nothing is decided by it.
"""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from opvolging import eenmalig, toestemming
from opvolging.eenzaamheidsschaal import OPEN, Uitslag, is_rechte_lijn, scoor
from opvolging.models import Gebeurtenis, Meting, Zaak
from opvolging.verloop import schrijf_bij, vergrendel
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker


class RechteLijn(Geweigerd):
    """Every item got the same answer, and nobody said that this is right."""


@transaction.atomic
def leg_vast(
    zaak: Zaak,
    *,
    vorm: Meting.Vorm,
    antwoorden: str,
    cijfer: int | None = None,
    klopt: bool = False,
    sleutel: UUID | None = None,
    door: Gebruiker,
    nu: datetime,
) -> Meting:
    """Record what somebody answered and how it counts; the same form (`sleutel`) again, once.

    Raises ToestemmingOntbreekt without the agreement of the person, RechteLijn when every answer is
    the same and not said to be right by `klopt`, Geweigerd when nothing was answered, the start
    was of the other form, or the zaak is closed.
    """
    zaak = vergrendel(zaak)
    inhoud: dict[str, Any] = {"vorm": vorm, "antwoorden": antwoorden, "cijfer": cijfer}
    if eerder := eenmalig.eerder(zaak.metingen.all(), sleutel, **inhoud):
        return eerder
    toestemming.weiger_zonder(zaak, toestemming.Soort.SCHAAL)
    _controleer(zaak, vorm, antwoorden, cijfer, klopt=klopt)
    uitslag = scoor(vorm, antwoorden)
    meting = Meting.objects.create(
        gemeente_id=zaak.gemeente_id,
        zaak=zaak,
        sleutel=sleutel or uuid4(),
        op=nu,
        door=door,
        **inhoud,
        **uitslag._asdict() | {"categorie": uitslag.categorie or ""},
    )
    # What came out stands with the meting: the history stays, also when the person takes it back.
    tekst = f"De vragenlijst met {vorm} uitspraken."
    schrijf_bij(zaak, Gebeurtenis.Soort.METING, door=door, nu=nu, tekst=tekst, meting=meting)
    return meting


def vorm_van(zaak: Zaak) -> Meting.Vorm | None:
    """The form in which the last one was, which the next one must have; None for a start."""
    laatste = zaak.metingen.last()
    return Meting.Vorm(laatste.vorm) if laatste else None


def in_woorden(uitslag: Uitslag) -> str:
    """The total with its category, or why there is none."""
    if uitslag.totaal is None:
        return "geen totaal: er bleven er te veel open"
    return f"totaal {uitslag.totaal}: {uitslag.categorie} eenzaam"


def _controleer(
    zaak: Zaak, vorm: Meting.Vorm, antwoorden: str, cijfer: int | None, *, klopt: bool
) -> None:
    vast = vorm_van(zaak)
    if vast and vast != vorm:
        raise Geweigerd(
            f"De vorige keer was het de vragenlijst met {vast} uitspraken. Neem die weer: anders "
            "is niet te zien of er iets veranderde."
        )
    if not antwoorden.replace(OPEN, "") and cijfer is None:
        raise Geweigerd("Er is nog niets ingevuld.")
    if is_rechte_lijn(antwoorden) and not klopt:
        raise RechteLijn(
            "Op alles is hetzelfde geantwoord. De uitspraken gaan twee kanten op, dus kijk het "
            "samen na. Klopt het? Kruis dat dan onderaan aan."
        )
