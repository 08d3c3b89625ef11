"""Joining two zaken that turned out to be about the same person, and undoing that.

`zaak` goes into `in_zaak`: its meldingen, contacts, clocks, deelnemer, doorverwijzingen, what was
agreed and what was told move along; its history stays where it was written and is shown there too.
It ends as dubbel. Each melder goes on reading the own course, so nobody notices. A person decides,
and can take it back as long as nobody went on with either of them; after that a melding can still
be taken out by itself.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model

from opvolging import akkoord, huisgenoten, informeren, samenvoegklok
from opvolging.models import (
    Afspraak,
    Contact,
    Deelnemer,
    Doorgegeven,
    Doorverwijzing,
    Gebeurtenis,
    Gevaarkaart,
    Informatie,
    Meting,
    Notitie,
    OnvervuldeBehoefte,
    Samenvoeging,
    Termijn,
    Toestemming,
    Verhaal,
    Verkenning,
    Zaak,
    ZaakMelding,
)
from opvolging.verloop import OVERGANGEN, houd_samen_vast, schrijf_bij, verander_status
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker

_S = Gebeurtenis.Soort
# Lines of the melder, who cannot know, and of a rule that changed for all: nobody went on with this
# person, so they do not stand in the way of undoing. A clock keeps the rule it counts by since.
GEEN_VERVOLG = frozenset(
    {_S.AANVULLING, _S.INTREKKING, _S.NIET_OPGELOST, _S.TEVREDEN, *Gebeurtenis.GEEN_WERK}
)
BEVINDINGEN = ("oordeel", "hulpwens")
VELDEN = (*BEVINDINGEN, "contact_toegestaan_op")
# What hangs on a zaak and moves along, by the word under which the joining remembers it.
MEE: dict[str, type[Model]] = {
    "contacten": Contact,
    "doorverwijzingen": Doorverwijzing,
    "doorgegeven": Doorgegeven,
    "toestemmingen": Toestemming,
    "metingen": Meting,
    "notities": Notitie,
    "verkenningen": Verkenning,
    "behoeften": OnvervuldeBehoefte,
    "verhalen": Verhaal,
    "afspraken": Afspraak,
    "gevaarkaarten": Gevaarkaart,
}
VERDER = (Zaak.Status.OPGEPAKT, Zaak.Status.CONTACT_GELEGD, Zaak.Status.IN_BEGELEIDING)


@transaction.atomic
def voeg_samen(zaak: Zaak, *, in_zaak: Zaak, door: Gebruiker, nu: datetime) -> Samenvoeging:
    """Join `zaak` into `in_zaak`, of the same gemeente and both open.

    Raises Geweigerd when one of them is closed, they stand as two people of one house, in both
    somebody looks for a maatje, or somebody would come into begeleiding without having heard what
    we know.
    """
    zaak, in_zaak = _houd_vast(zaak, in_zaak)
    _weiger(zaak, in_zaak)
    klokken = samenvoegklok.onthoud(zaak, in_zaak)
    bewaard: dict[str, Any] = {
        "status": zaak.status,
        "in_status": in_zaak.status,
        "klokken": klokken,
    }
    bewaard |= {f"in_{veld}": getattr(in_zaak, veld) for veld in VELDEN}
    bewaard["in_contact_toegestaan_op"] = _tekst(in_zaak.contact_toegestaan_op)
    verhuisd = _verhuis(zaak, in_zaak)
    verhuisd["termijnen"] = samenvoegklok.verhuis(zaak, in_zaak, nu=nu)
    informeren.volg_zaak(in_zaak, nu=nu)
    samenvoegklok.tel_contact_mee(in_zaak, nu=nu)
    samenvoegklok.pauzeer_samen(in_zaak, door=door, nu=nu)
    samenvoegklok.geef_aan(in_zaak)
    _neem_over(zaak, in_zaak)
    meldingen = ", ".join(map(str, verhuisd["meldingen"]))
    _breng(
        in_zaak,
        _stand_samen(zaak, in_zaak),
        door=door,
        nu=nu,
        soort=_S.SAMENGEVOEGD,
        tekst=f"Zaak {zaak.pk} hoort nu hierbij, met melding {meldingen}.",
        samen_met=_bevindingen(in_zaak),
    )
    dicht = {"uitkomst": Zaak.Uitkomst.DUBBEL, "afgesloten_op": nu}
    regel = verander_status(
        zaak,
        Zaak.Status.AFGESLOTEN,
        _S.SAMENGEVOEGD,
        samen_met=dicht,
        door=door,
        nu=nu,
        tekst=f"Deze zaak hoort nu bij zaak {in_zaak.pk}.",
    )
    return Samenvoeging.objects.create(
        gemeente_id=zaak.gemeente_id,
        zaak=zaak,
        in_zaak=in_zaak,
        op=nu,
        door=door,
        voor=bewaard | verhuisd,
        regel=regel,
    )


@transaction.atomic
def maak_ongedaan(samenvoeging: Samenvoeging, *, door: Gebruiker, nu: datetime) -> Zaak:
    """Give the joined zaak back what it had, and return it; undone twice, once.

    Raises Geweigerd when somebody of the team went on with one of the two since.
    """
    zaak, in_zaak = _houd_vast(samenvoeging.zaak, samenvoeging.in_zaak)
    samenvoeging.refresh_from_db()
    if samenvoeging.ongedaan_op:
        return zaak
    later = Gebeurtenis.objects.filter(zaak__in=[zaak, in_zaak], pk__gt=samenvoeging.regel_id)
    if samenvoeging.in_zaak_id != in_zaak.pk or not kan_ongedaan(samenvoeging.regel_id, later):
        raise Geweigerd(
            "Er is al verdergegaan met deze zaak. Samenvoegen kan niet meer ongedaan. Gaat een "
            "melding toch over iemand anders? Haal die melding dan uit de zaak."
        )
    voor, soort = samenvoeging.voor, _S.SAMENVOEGEN_ONGEDAAN
    _verhuis_terug(voor, zaak, in_zaak)
    velden = {veld: voor[f"in_{veld}"] for veld in VELDEN}
    Zaak.objects.filter(pk=in_zaak.pk).update(**velden)
    tekst = f"Zaak {zaak.pk} hoort hier niet meer bij."
    terug: dict[str, Any] = {
        "samen_met": {veld: velden[veld] for veld in BEVINDINGEN},
        "tekst": tekst,
    }
    _breng(in_zaak, Zaak.Status(voor["in_status"]), door=door, nu=nu, soort=soort, **terug)
    weer_open = {"uitkomst": "", "afgesloten_op": None}
    naar, tekst = Zaak.Status(voor["status"]), f"Zij hoort niet meer bij zaak {in_zaak.pk}."
    verander_status(zaak, naar, soort, samen_met=weer_open, door=door, nu=nu, tekst=tekst)
    samenvoegklok.zet_terug(voor["klokken"], door=door, nu=nu)
    for deze in (zaak, in_zaak):
        samenvoegklok.geef_aan(deze)
    ongedaan = {"ongedaan_op": nu, "ongedaan_door": door}
    Samenvoeging.objects.filter(pk=samenvoeging.pk).update(**ongedaan)
    return zaak


def kan_ongedaan(laatste: int, regels: Iterable[Gebeurtenis]) -> bool:
    """Whether nobody of the team went on after line `laatste`; `regels` are of both zaken."""
    later = (regel for regel in regels if regel.pk > laatste)
    return all(regel.soort in GEEN_VERVOLG for regel in later)


def _houd_vast(een: Zaak, ander: Zaak) -> tuple[Zaak, Zaak]:
    """Both as they are now, held."""
    vast = houd_samen_vast(een.pk, ander.pk)
    return vast[een.pk], vast[ander.pk]


def _weiger(zaak: Zaak, in_zaak: Zaak) -> None:
    if zaak.pk == in_zaak.pk:
        raise Geweigerd("Dit is deze zaak zelf. Kies een andere zaak.")
    if zaak.gemeente_id != in_zaak.gemeente_id:
        raise Geweigerd("Deze zaak hoort bij een andere gemeente.")
    for deze in (zaak, in_zaak):
        if deze.status == Zaak.Status.AFGESLOTEN:
            raise Geweigerd(
                f"Zaak {deze.pk} is al afgesloten. Er is niets samengevoegd. Open die zaak eerst "
                "weer als er nog iets moet gebeuren."
            )
    huisgenoten.weiger_als_huisgenoten(zaak, in_zaak)
    if Deelnemer.objects.filter(zaak__in=[zaak, in_zaak]).count() > 1:
        raise Geweigerd(
            f"In zaak {zaak.pk} en in zaak {in_zaak.pk} zoekt iemand een maatje. Er is niets "
            "samengevoegd. Bel wie deze zaken heeft: is het echt dezelfde persoon? Sluit dan een "
            "van de twee af."
        )


def _verhuis(zaak: Zaak, in_zaak: Zaak) -> dict[str, Any]:
    """Move what belongs to the person; returns what moved."""
    meldingen = ZaakMelding.objects.filter(zaak=zaak).order_by("melding")
    opgenomen = Samenvoeging.objects.geldend().filter(in_zaak=zaak)
    verhuisd: dict[str, Any] = {
        "meldingen": list(meldingen.values_list("melding", flat=True)),
        "opgenomen": list(opgenomen.values_list("pk", flat=True)),
        "deelnemer": Deelnemer.objects.filter(zaak=zaak).exists(),
        "informatie": _kies_informatie(zaak, in_zaak),
    }
    meldingen.update(zaak=in_zaak)
    for naam, soort in MEE.items():
        rijen = soort._default_manager.filter(zaak=zaak)
        verhuisd[naam] = list(rijen.values_list("pk", flat=True))
        rijen.update(zaak=in_zaak)
    opgenomen.update(in_zaak=in_zaak)
    Deelnemer.objects.filter(zaak=zaak).update(zaak=in_zaak)
    if verhuisd["informatie"]:
        _ruil_informatie(zaak, in_zaak)
    return verhuisd


def _verhuis_terug(voor: dict[str, Any], zaak: Zaak, in_zaak: Zaak) -> None:
    ZaakMelding.objects.filter(melding__in=voor["meldingen"]).update(zaak=zaak)
    Termijn.objects.filter(pk__in=voor["termijnen"]).update(zaak=zaak)
    # what was joined before there were such things had none
    for naam, soort in MEE.items():
        soort._default_manager.filter(pk__in=voor.get(naam, [])).update(zaak=zaak)
    Samenvoeging.objects.filter(pk__in=voor["opgenomen"]).update(in_zaak=zaak)
    if voor["deelnemer"]:
        Deelnemer.objects.filter(zaak=in_zaak).update(zaak=zaak)
    if voor["informatie"]:
        _ruil_informatie(zaak, in_zaak)


def _kies_informatie(zaak: Zaak, in_zaak: Zaak) -> bool:
    """Whether what the person heard stands with `zaak`: told goes before decided not to tell."""
    per_zaak = {deze.zaak_id: deze for deze in Informatie.objects.filter(zaak__in=[zaak, in_zaak])}
    return _weegt(per_zaak.get(zaak.pk)) > _weegt(per_zaak.get(in_zaak.pk))


def _weegt(informatie: Informatie | None) -> int:
    if informatie is None:
        return 0
    return 3 if informatie.manier else 1 + informatie.is_klaar


def _ruil_informatie(een: Zaak, ander: Zaak) -> None:
    """Let each have what the other has; where one has nothing the row itself moves."""
    rijen = list(Informatie.objects.filter(zaak__in=[een, ander]))
    if len(rijen) == 1:
        rijen[0].zaak = ander if rijen[0].zaak_id == een.pk else een
        rijen[0].save(update_fields=["zaak"])
        return
    links, rechts = rijen
    for veld in ("manier", "op", "door", "reden", "akkoord_door", "akkoord_op"):
        waarden = getattr(rechts, veld), getattr(links, veld)
        for rij, waarde in zip(rijen, waarden, strict=True):
            setattr(rij, veld, waarde)
    for rij in rijen:
        rij.save()


def _neem_over(zaak: Zaak, in_zaak: Zaak) -> None:
    """What was found out about the person: of who came further, else of who knows it."""
    is_verder = VERDER.index(Zaak.Status(zaak.status)) > VERDER.index(Zaak.Status(in_zaak.status))
    for veld in BEVINDINGEN:
        eigen, hunne = getattr(in_zaak, veld), getattr(zaak, veld)
        setattr(in_zaak, veld, (hunne or eigen) if is_verder else (eigen or hunne))
    toegestaan = [in_zaak.contact_toegestaan_op, zaak.contact_toegestaan_op]
    in_zaak.contact_toegestaan_op = min(filter(None, toegestaan), default=None)
    in_zaak.save(update_fields=VELDEN)


def _stand_samen(zaak: Zaak, in_zaak: Zaak) -> Zaak.Status:
    """How far the work with this person is, after everything moved."""
    verste = max(VERDER.index(Zaak.Status(deze.status)) for deze in (zaak, in_zaak))
    if VERDER[verste] == Zaak.Status.IN_BEGELEIDING:
        if in_zaak.status != Zaak.Status.IN_BEGELEIDING:
            informeren.weiger_zonder_informatie(in_zaak)
        return VERDER[verste]
    # Advice to a melder is no contact with a person who may be called.
    gesproken = in_zaak.contacten.filter(is_bereikt=True, is_met_melder=False).exists()
    is_ver_genoeg = gesproken or akkoord.alleen_advies(in_zaak)
    had_contact = in_zaak.contacten.filter(is_bereikt=True).exists()
    return VERDER[verste] if is_ver_genoeg or not had_contact else Zaak.Status.OPGEPAKT


def _bevindingen(zaak: Zaak) -> dict[str, str]:
    return {veld: getattr(zaak, veld) for veld in BEVINDINGEN}


def _breng(
    zaak: Zaak,
    naar: Zaak.Status,
    *,
    soort: Gebeurtenis.Soort,
    samen_met: Mapping[str, Any],
    **regel: Any,
) -> None:
    """Write the line and move `zaak` along the table, over contact gelegd where that lies between.

    The last step is the line with the words.
    """
    if naar == zaak.status:
        schrijf_bij(zaak, soort, feiten=samen_met, **regel)
        return
    if naar not in OVERGANGEN[Zaak.Status(zaak.status)]:
        tussen = {deel: regel[deel] for deel in ("door", "nu")}
        verander_status(zaak, Zaak.Status.CONTACT_GELEGD, soort, **tussen)
    verander_status(zaak, naar, soort, samen_met=samen_met, **regel)


def _tekst(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
