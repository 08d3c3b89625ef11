"""Never contact me again: what was asked, kept as keyed hashes that tell nobody who it was.

It warns whoever takes in a new melding or opens a zaak with the same number or address. A person
decides what to do then: the address can be that of the neighbours.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from meldingen import intake
from meldingen.models import Deur, Melding
from opvolging import klokken
from opvolging.kalender import lokaal
from opvolging.models import Gebeurtenis, NooitMeer, Termijn, Zaak
from opvolging.verloop import houd_vast, schrijf_bij, weiger_samengevoegd
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker, Gemeente

Soort = NooitMeer.Soort


def staat_op_de_lijst(gemeente: Gemeente, deur: Deur, antwoorden: Mapping[str, str]) -> bool:
    """Whether whom it is about, as typed so far, must be left alone; at most one query."""
    hashes = intake.zoekhashes(deur, antwoorden)
    gezocht = list(filter(None, (hashes["telefoon_hash"], hashes["adres_hash"])))
    if not gezocht:
        return False
    return NooitMeer.objects.filter(gemeente=gemeente, waarde_hash__in=gezocht).exists()


def staat_erop(zaak: Zaak) -> bool:
    """Whether the person of `zaak` must be left alone; two queries."""
    hashes = [waarde for _, waarde in _waarden(zaak)]
    return NooitMeer.objects.filter(gemeente=zaak.gemeente_id, waarde_hash__in=hashes).exists()


def van_melding() -> Exists:
    """Whether the person of a melding must be left alone, as part of a query of meldingen."""
    lijst = NooitMeer.objects.filter(gemeente=OuterRef("gemeente"))
    hashes = [OuterRef("telefoon_hash"), OuterRef("adres_hash")]
    return Exists(lijst.filter(waarde_hash__in=hashes))


@transaction.atomic
def zet_op_de_lijst(zaak: Zaak, *, door: Gebruiker, nu: datetime) -> None:
    """The person of `zaak` asked for it; asked twice, once. Also when the zaak is closed.

    Raises Geweigerd when no phone and no address of this person is known, or the zaak was joined
    into another.
    """
    zaak = houd_vast(zaak)
    weiger_samengevoegd(zaak)
    nieuw = [
        NooitMeer(
            gemeente_id=zaak.gemeente_id,
            soort=soort,
            waarde_hash=waarde,
            op=lokaal(nu).date(),
            door=door,
        )
        for soort, waarde in _waarden(zaak)
    ]
    if not nieuw:
        raise Geweigerd(
            "Er is geen telefoonnummer en geen adres van deze persoon. Er is niets om te onthouden."
        )
    hashes = [rij.waarde_hash for rij in nieuw]
    al = NooitMeer.objects.filter(gemeente=zaak.gemeente_id, waarde_hash__in=hashes).count()
    if al == len(set(hashes)):
        return
    NooitMeer.objects.bulk_create(nieuw, ignore_conflicts=True)
    _vraag_ook_later_niet(zaak.gemeente_id, hashes, nu)
    tekst = "Het nummer en het adres staan op de lijst, zonder naam."
    schrijf_bij(zaak, Gebeurtenis.Soort.NOOIT_MEER, door=door, nu=nu, tekst=tekst)


def _vraag_ook_later_niet(gemeente: int, hashes: list[str], nu: datetime) -> None:
    """Whoever has this number or address was to be asked something: that is off."""
    meldingen = Melding.objects.filter(gemeente=gemeente)
    van_wie = meldingen.filter(Q(telefoon_hash__in=hashes) | Q(adres_hash__in=hashes))
    alleen = [Termijn.Soort.LATER, Termijn.Soort.AANBOD_AANGEKOMEN]
    later = Termijn.objects.lopend().filter(soort__in=alleen)
    reden = Termijn.Stopreden.VERVALLEN
    for klok in later.filter(zaak__zaakmeldingen__melding__in=van_wie).select_related("zaak"):
        klokken.stop(klok.zaak, reden=reden, nu=nu, alleen=alleen)


@transaction.atomic
def haal_van_de_lijst(zaak: Zaak, *, door: Gebruiker, nu: datetime) -> None:
    """It was a mistake, or the person thought again; taken off twice, once.

    Raises Geweigerd when the zaak was joined into another.
    """
    zaak = houd_vast(zaak)
    weiger_samengevoegd(zaak)
    hashes = [waarde for _, waarde in _waarden(zaak)]
    lijst = NooitMeer.objects.filter(gemeente=zaak.gemeente_id, waarde_hash__in=hashes)
    if lijst.delete()[0]:
        schrijf_bij(zaak, Gebeurtenis.Soort.WEER_WEL, door=door, nu=nu)


def _waarden(zaak: Zaak) -> Iterable[tuple[NooitMeer.Soort, str]]:
    """The phones and addresses that we have of this person, hashed."""
    meldingen = Melding.objects.filter(zaakmelding__zaak=zaak)
    gevonden: set[tuple[NooitMeer.Soort, str]] = set()
    for telefoon, adres in meldingen.values_list("telefoon_hash", "adres_hash"):
        gevonden |= {(Soort.TELEFOON, telefoon), (Soort.ADRES, adres)}
    return sorted((soort, waarde) for soort, waarde in gevonden if waarde)
