"""Splitting a zaak that turned out to be about two people of one house, and undoing that.

What was written stays where it is: contact, consent and agreements were with the first person, and
nothing of that counts for the second. The second gets a zaak of its own, with the same behandelaar,
so that one colleague goes there; both stand as huisgenoten.

With a melding that is about the second person it is `losmaken`: its clock counts from that melding,
for that was the signal. Without one, what we know of the second person is written as a melding of
its own. Its clocks count from the split: that we know of this person from then on is the signal.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from meldingen.intake import Herkomst
from meldingen.models import Deur, Kanaal, Melding
from opvolging import aannemen, bijstellen, huisgenoten, klokken, losmaken
from opvolging.models import Gebeurtenis, Relatie, Termijn, Zaak, ZaakMelding
from opvolging.samenvoegen import GEEN_VERVOLG
from opvolging.verloop import (
    houd_samen_vast,
    schrijf_bij,
    verander_status,
    vergrendel,
    zie_als_nieuw,
)
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker
from signaalpunt.rollen import werkt_hier

_S = Gebeurtenis.Soort
ADRES = ("postcode", "huisnummer", "toevoeging")


@transaction.atomic
def splits(
    zaak: Zaak,
    *,
    relatie: Relatie,
    kanaal: Kanaal,
    gegevens: Mapping[str, Any],
    sleutel: UUID,
    door: Gebruiker,
    nu: datetime,
) -> Zaak:
    """Make a zaak for the second person, who is `relatie` of the first; returns that one.

    `gegevens` are answers of the door "voor iemand anders", without the address: that is the same.
    The same `sleutel` with the same answers returns what was made then. Raises Geweigerd when the
    zaak is closed, or the key was used for other answers.
    """
    zaak = vergrendel(zaak)
    meldingen = list(Melding.objects.filter(zaakmelding__zaak=zaak).order_by("-ontvangen_op"))
    herkomst = Herkomst(
        zaak.gemeente, Deur.IEMAND_ANDERS, kanaal, ingevoerd_door=door, heeft_melder=False
    )
    antwoorden = {**gegevens, **_adres(meldingen)}
    melding = aannemen.neem_aan(herkomst, antwoorden, sleutel=sleutel, nu=nu)
    if al := Zaak.objects.filter(zaakmeldingen__melding=melding).first():
        return al
    nieuwe = _begin(zaak, melding, door=door, nu=nu)
    huisgenoten.leg_vast(zaak, met=nieuwe, relatie=relatie, door=door, nu=nu)
    return nieuwe


@transaction.atomic
def splits_met(
    zaak: Zaak, melding: Melding, *, relatie: Relatie, door: Gebruiker, nu: datetime
) -> Zaak:
    """The same with `melding`, which is about the second person and goes along.

    Raises Geweigerd when it is the only melding, a colleague was first, or the zaak is closed.
    """
    aan = _behandelaar(zaak, door)
    nieuwe = losmaken.maak_los(melding, zaak=zaak, aan=aan, door=door, nu=nu)
    huisgenoten.leg_vast(zaak, met=nieuwe, relatie=relatie, door=door, nu=nu)
    return nieuwe


@transaction.atomic
def maak_ongedaan(nieuwe: Zaak, *, door: Gebruiker, nu: datetime) -> Zaak:
    """There is no second person: close the zaak that `splits` made.

    Returns the first one, or the one in which that goes on by now.

    Undone twice, once. It counts as no melding, its clocks stop, and nobody is its huisgenoot any
    more. Raises Geweigerd when it began otherwise, or something was done in it since.
    """
    in_huis = huisgenoten.nummers_van_wie_erbij_staat(nieuwe)
    vast = houd_samen_vast(nieuwe.pk, nieuwe.losgemaakt_uit_id or 0, *in_huis)
    nieuwe = vast[nieuwe.pk]
    regels = list(nieuwe.gebeurtenissen.select_related("door"))
    if not regels or regels[0].soort != _S.GESPLITST:
        raise Geweigerd("Deze zaak kwam niet uit een splitsing. Er is niets veranderd.")
    eerste = _waar_nu(vast[nieuwe.losgemaakt_uit_id or 0])
    if regels[-1].soort == _S.SPLITSEN_ONGEDAAN:
        return eerste
    _weiger_na_werk(nieuwe, eerste, regels)
    huisgenoten.haal_alles_los(nieuwe, door=door, nu=nu)
    schrijf_bij(eerste, _S.SPLITSEN_ONGEDAAN, door=door, nu=nu, tekst=f"Zaak {nieuwe.pk} vervalt.")
    dicht = {"uitkomst": Zaak.Uitkomst.GEEN_MELDING, "afgesloten_op": nu}
    tekst = f"Er is geen tweede persoon. Alles staat in zaak {eerste.pk}."
    naar, soort = Zaak.Status.AFGESLOTEN, _S.SPLITSEN_ONGEDAAN
    verander_status(nieuwe, naar, soort, samen_met=dicht, door=door, nu=nu, tekst=tekst)
    reden = Termijn.Stopreden
    klokken.stop_om(nieuwe, [(reden.AFGESLOTEN, None), (reden.VERVALLEN, None)], nu=nu)
    nieuwe.zaakmeldingen.update(afgerond_op=nu)
    return eerste


def _begin(zaak: Zaak, melding: Melding, *, door: Gebruiker, nu: datetime) -> Zaak:
    """The new zaak with its melding taken up, and both histories."""
    aan, gemeente = _behandelaar(zaak, door), zaak.gemeente_id
    nieuwe = Zaak.objects.create(
        gemeente_id=gemeente, behandelaar=aan, opgepakt_op=nu, losgemaakt_uit=zaak
    )
    ZaakMelding.objects.create(gemeente_id=gemeente, zaak=nieuwe, melding=melding, toegevoegd_op=nu)
    tekst = f"Voor de tweede persoon is er nu zaak {nieuwe.pk}."
    schrijf_bij(zaak, _S.GESPLITST, door=door, nu=nu, tekst=tekst)
    regel = schrijf_bij(
        nieuwe,
        _S.GESPLITST,
        door=door,
        nu=nu,
        status=nieuwe.status,
        feiten={"behandelaar": aan.pk},
        tekst=f"Deze persoon kwam ter sprake in zaak {zaak.pk}. De klok telt vanaf nu.",
    )
    zie_als_nieuw(nieuwe, regel)
    klokken.stop(melding, reden=Termijn.Stopreden.OPGEPAKT, nu=nu)
    bijstellen.heradresseer(melding, aan=aan)
    return nieuwe


def _behandelaar(zaak: Zaak, door: Gebruiker) -> Gebruiker:
    """Who has the first zaak gets the second too, when still working here."""
    return zaak.behandelaar if werkt_hier(zaak.behandelaar, zaak.gemeente_id) else door


def _waar_nu(zaak: Zaak) -> Zaak:
    samen = zaak.samenvoegingen.geldend().select_related("in_zaak").first()
    return samen.in_zaak if samen else zaak


def _adres(meldingen: Sequence[Melding]) -> dict[str, Any]:
    """Where the first person lives, as the newest melding that knows it says; newest first."""
    met_adres = next((melding for melding in meldingen if melding.postcode), None)
    met_buurt = next((m for m in meldingen if m.buurt_id or m.buurt_anders), None)
    adres: dict[str, Any] = {veld: getattr(met_adres, veld) for veld in ADRES} if met_adres else {}
    return adres | ({"buurt": met_buurt.buurt or met_buurt.buurt_anders} if met_buurt else {})


def _weiger_na_werk(nieuwe: Zaak, eerste: Zaak, regels: Sequence[Gebeurtenis]) -> None:
    """Raises Geweigerd with what stands in the way."""
    gedaan = [regel for regel in regels[1:] if regel.soort not in GEEN_VERVOLG]
    if gedaan:
        wat = f"{gedaan[0].get_soort_display()}, door {gedaan[0].van_wie}"
    elif nieuwe.notities.exists():
        wat = "er staat een notitie"
    else:
        return
    raise Geweigerd(
        f"In zaak {nieuwe.pk} is al iets gedaan: {wat}. Splitsen kan niet meer ongedaan. Is het "
        f'toch dezelfde persoon? Haal zaak {eerste.pk} weg bij "In hetzelfde huis" en voeg de '
        "zaken samen."
    )
