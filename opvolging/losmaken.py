"""Undoing a join: this melding is about somebody else after all.

The melding gets a zaak of its own, of who undoes it, so that nobody is forgotten and its melder
goes on reading "opgepakt". Contact in the old zaak was with the other person. So a clock that it
stopped runs again from the moment the melding came in: our mistake is no new promise. Who did speak
with this person records that contact with the moment it was; that freezes the clock where it was.
As long as nobody went on with that zaak the melding can go back, and each clock stands as it stood.
"""

from datetime import datetime

from django.db import transaction

from meldingen.models import Melding
from opvolging import huisgenoten, informeren, klokken, samenvoegen, samenvoegklok
from opvolging.models import Gebeurtenis, Zaak
from opvolging.verloop import schrijf_bij, vergrendel, zie_als_nieuw
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker

_LOSGEMAAKT = Gebeurtenis.Soort.MELDING_LOSGEMAAKT


@transaction.atomic
def maak_los(
    melding: Melding, *, zaak: Zaak, aan: Gebruiker | None = None, door: Gebruiker, nu: datetime
) -> Zaak:
    """Take `melding` out of `zaak` into a new one of `aan`, or else of `door`; returns that one.

    Nobody is told: melders know nothing of each other. Raises Geweigerd when it is the only melding
    of the zaak, a colleague was first, or the zaak is closed.
    """
    aan = aan or door
    zaak = vergrendel(zaak)
    koppelingen = zaak.zaakmeldingen.filter(melding=melding)
    if not koppelingen.exists():
        raise Geweigerd("Deze melding staat niet meer in deze zaak. Ververs de pagina.")
    if not zaak.zaakmeldingen.exclude(melding=melding).exists():
        raise Geweigerd("Dit is de enige melding van deze zaak. Die kan er niet uit.")
    nieuwe = Zaak.objects.create(
        gemeente_id=zaak.gemeente_id,
        behandelaar=aan,
        opgepakt_op=zaak.opgepakt_op,
        losgemaakt_uit=zaak,
    )
    stond = samenvoegklok.onthoud_melding(melding)
    # Moved and not made again: the melder goes on reading the days of the own melding.
    koppelingen.update(zaak=nieuwe)
    soort, wat = _LOSGEMAAKT, f"Melding {melding.pk}"
    schrijf_bij(zaak, soort, door=door, nu=nu, tekst=f"{wat} staat nu in zaak {nieuwe.pk}.")
    uit = f"{wat} stond in zaak {zaak.pk}. De klok telt vanaf de melding."
    feiten = {"behandelaar": aan.pk, "klokken": stond}
    velden = {"tekst": uit, "status": nieuwe.status, "feiten": feiten}
    zie_als_nieuw(nieuwe, schrijf_bij(nieuwe, soort, door=door, nu=nu, **velden))
    klok = melding.termijnen.select_related("melding").eerste_contact().get()
    klokken.hervat(klok, aan=aan, nu=nu)
    informeren.laat_weer_gelden(nieuwe, nu=nu)
    return nieuwe


def is_net_losgemaakt(zaak: Zaak) -> bool:
    """Whether `zaak` began with one melding out of another, and nobody went on with it."""
    regels = list(zaak.gebeurtenissen.values_list("soort", flat=True))
    begin = [soort for soort in regels if soort not in samenvoegen.GEEN_VERVOLG]
    is_alleen = begin == [_LOSGEMAAKT] and zaak.zaakmeldingen.count() == 1
    return is_alleen and zaak.losgemaakt_uit_id is not None


@transaction.atomic
def zet_terug(zaak: Zaak, *, in_zaak: Zaak, door: Gebruiker, nu: datetime) -> None:
    """Join `zaak`, of which `is_net_losgemaakt`, as if its melding had never been taken out.

    Who stood as two people of one house are one again, and each clock of the melding stands as if
    it had stayed: what it did meanwhile was our mistake. When `in_zaak` was joined into another
    since, it goes there.
    """
    if samen := in_zaak.samenvoegingen.geldend().select_related("in_zaak__behandelaar").first():
        in_zaak = samen.in_zaak
    huisgenoten.haal_los(zaak, van=in_zaak, door=door, nu=nu)
    begin = zaak.gebeurtenissen.get(soort=_LOSGEMAAKT)
    samenvoegen.voeg_samen(zaak, in_zaak=in_zaak, door=door, nu=nu)
    samenvoegklok.zet_melding_terug(
        begin.feiten.get("klokken", []),
        zaak=in_zaak,
        verteld_op=informeren.gehoord_op(in_zaak),
        nu=nu,
    )
    samenvoegklok.geef_aan(in_zaak)
