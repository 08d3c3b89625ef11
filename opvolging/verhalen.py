"""Stories beside the figures: with the agreement of the person, without a name, until a last day.

Who takes the agreement back takes the story back: `intrekken` throws it away. After its last day
nobody may read it, and it is gone.
"""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from opvolging import eenmalig, toestemming
from opvolging.kalender import lokaal
from opvolging.models import Gebeurtenis, Toestemming, Verhaal, Zaak
from opvolging.verloop import houd_vast, houd_zaak_bij, schrijf_bij, weiger_samengevoegd
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker

LANGST = timedelta(days=2 * 365)
Soort = Gebeurtenis.Soort


@transaction.atomic
def bewaar(
    zaak: Zaak,
    *,
    tekst: str,
    geldig_tot: date,
    sleutel: UUID | None = None,
    door: Gebruiker,
    nu: datetime,
) -> Verhaal:
    """Keep a story until `geldig_tot`, also of a closed zaak; the same form (`sleutel`), once.

    Raises ToestemmingOntbreekt when the person does not agree, Geweigerd when the last day passed
    or is more than two years away.
    """
    zaak = houd_vast(zaak)
    weiger_samengevoegd(zaak)
    inhoud: dict[str, Any] = {"tekst": tekst, "geldig_tot": geldig_tot}
    if eerder := eenmalig.eerder(zaak.verhalen.all(), sleutel, **inhoud):
        return eerder
    toestemming.weiger_zonder(zaak, Toestemming.Soort.VERHAAL)
    vandaag = lokaal(nu).date()
    if not vandaag <= geldig_tot <= vandaag + LANGST:
        raise Geweigerd("Kies een laatste dag die nog komt, hoogstens twee jaar later.")
    deze = Verhaal.objects.create(
        gemeente_id=zaak.gemeente_id,
        zaak=zaak,
        sleutel=sleutel or uuid4(),
        door=door,
        op=nu,
        **inhoud,
    )
    zin = f"Te lezen tot en met {toestemming.dag(geldig_tot)} {geldig_tot.year}."
    schrijf_bij(zaak, Soort.VERHAAL_BEWAARD, door=door, nu=nu, tekst=zin)
    return deze


@transaction.atomic
def gooi_weg(verhaal: Verhaal, *, door: Gebruiker, nu: datetime) -> None:
    """Throw a story away; thrown away twice, once."""
    zaak = houd_zaak_bij(verhaal)
    if zaak and Verhaal.objects.filter(pk=verhaal.pk).delete()[0]:
        schrijf_bij(zaak, Soort.VERHAAL_WEG, door=door, nu=nu)


def ruim_op(*, nu: datetime) -> int:
    """Throw away whose last day passed, as the history said when it was kept; returns how many."""
    return Verhaal.objects.filter(geldig_tot__lt=lokaal(nu).date()).delete()[0]
