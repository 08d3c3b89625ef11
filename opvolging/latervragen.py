"""One gentle question later, to who wanted no help and said that we may ask once more.

The agreement stands in the register; a clock turns its day into one task. It is asked once and
never again, and not at all when the person takes it back, or is on the list of whom we leave alone.
"""

from datetime import date, datetime, time, timedelta

from django.db import models, transaction
from django.db.models import Q

from meldingen.models import Melding
from opvolging import huisgenoten, klokken, nooitmeer, toestemming
from opvolging.kalender import AMSTERDAM, lokaal
from opvolging.models import Gebeurtenis, Termijn, Toestemming, Zaak, regels_van
from opvolging.verloop import houd_vast, is_laatste, schrijf_bij, weiger_samengevoegd
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker
from signaalpunt.rollen import werkt_hier

EERST = timedelta(days=14)  # sooner is no "later"
LAATST = timedelta(days=365)
HOE_LAAT = time(9)
Soort = Gebeurtenis.Soort


class Antwoord(models.TextChoices):
    """What the person said when somebody asked."""

    JA = "ja", "wil nu wel iets"
    NEE = "nee", "wil nog steeds geen hulp"
    NIET_BEREIKT = "niet_bereikt", "niet bereikt"
    NOOIT = "nooit", "wil nooit meer contact"


def lopende(zaak: Zaak) -> Termijn | None:
    """The clock of the question that waits, if there is one."""
    return Termijn.objects.lopend().filter(zaak=zaak, soort=Termijn.Soort.LATER).first()


@transaction.atomic
def spreek_af(
    zaak: Zaak, *, op: date, manier: Toestemming.Manier, door: Gebruiker, nu: datetime
) -> Termijn:
    """The person agreed that we ask once more on the day `op`; sent twice, once.

    Raises Geweigerd when the zaak did not close with "wil geen hulp", somebody asked before, also
    in another zaak of this person, or will ask there, the person must be left alone, the day is too
    near or too far, or another day stands already.
    """
    zaak = houd_vast(zaak)
    weiger_samengevoegd(zaak)
    _controleer(zaak, op, nu)
    if bestaand := lopende(zaak):
        if lokaal(bestaand.streef_op).date() == op:
            return bestaand
        raise Geweigerd(
            "Er staat al een dag om het te vragen. Trek eerst de toestemming daarvoor in."
        )
    soort = Toestemming.Soort.LATER
    deze = toestemming.bevestig(zaak, soort, manier=manier, door=door, nu=nu)
    tekst = f"Op {toestemming.dag(op)} {op.year}. {toestemming.hoe(deze)}"
    schrijf_bij(zaak, Soort.LATER_AFGESPROKEN, door=door, nu=nu, tekst=tekst, toestemming=deze)
    aan = zaak.behandelaar if werkt_hier(zaak.behandelaar, zaak.gemeente_id) else door
    moment = datetime.combine(op, HOE_LAAT, tzinfo=AMSTERDAM)
    return klokken.start(zaak, soort=Termijn.Soort.LATER, datum=moment, aan=aan, nu=nu)


def _controleer(zaak: Zaak, op: date, nu: datetime) -> None:
    if zaak.uitkomst != Zaak.Uitkomst.WIL_GEEN_HULP:
        raise Geweigerd("Dit kan alleen als de zaak is afgesloten met “wil geen hulp”.")
    _weiger_eerder(zaak)
    if nooitmeer.staat_erop(zaak):
        raise Geweigerd("Deze persoon wil geen contact meer. Er is niets opgeslagen.")
    vandaag = lokaal(nu).date()
    if not vandaag + EERST <= op <= vandaag + LAATST:
        raise Geweigerd("Kies een dag die minstens twee weken en hoogstens een jaar later is.")


def _weiger_eerder(zaak: Zaak) -> None:
    """Once is once, also when it was asked in another zaak of the same person."""
    gevraagd = Q(soort=Soort.LATER_GEVRAAGD)
    if regels_van(zaak).filter(gevraagd).exists():
        raise Geweigerd("Dit is al een keer gevraagd. Vaker vragen wij het niet.")
    elders = list(_elders(zaak))
    eerder = Gebeurtenis.objects.filter(gevraagd, zaak__in=elders).order_by("zaak").first()
    if eerder:
        raise Geweigerd(
            f"Dit is al een keer gevraagd, in zaak {eerder.zaak_id}. Vaker vragen wij het niet."
        )
    wacht = Termijn.objects.lopend().filter(zaak__in=elders, soort=Termijn.Soort.LATER).first()
    if wacht:
        raise Geweigerd(f"In zaak {wacht.zaak_id} staat al een dag om het te vragen.")


def _elders(zaak: Zaak) -> "models.QuerySet[Zaak, int]":
    """Other zaken of this person: the same telephone, or the same name at the same address.

    Who stands as a huisgenoot is somebody else, also with the telephone of the house.
    """
    zelfde = Q()
    meldingen = Melding.objects.filter(zaakmelding__zaak=zaak)
    for telefoon, naam, adres in meldingen.values_list("telefoon_hash", "naam_hash", "adres_hash"):
        if telefoon:
            zelfde |= Q(telefoon_hash=telefoon)
        if naam and adres:
            zelfde |= Q(naam_hash=naam, adres_hash=adres)
    van_wie = Melding.objects.filter(zelfde, gemeente=zaak.gemeente_id) if zelfde else meldingen
    niet = {zaak.pk, *huisgenoten.anderen(zaak)}
    zaken = Zaak.objects.filter(zaakmeldingen__melding__in=van_wie).exclude(pk__in=niet)
    return zaken.values_list("pk", flat=True).distinct()


@transaction.atomic
def leg_antwoord_vast(zaak: Zaak, *, antwoord: Antwoord, door: Gebruiker, nu: datetime) -> None:
    """Somebody asked; after that nobody asks again. Sent twice, once.

    Raises Geweigerd when there is nothing to ask, or nothing to remember of who wants no contact.
    """
    zaak = houd_vast(zaak)
    weiger_samengevoegd(zaak)
    tekst = f"{antwoord.label[:1].upper()}{antwoord.label[1:]}."
    if lopende(zaak) is None:
        if is_laatste(zaak, Soort.LATER_GEVRAAGD, tekst):
            return
        raise Geweigerd("Hier hoeft u niets meer te vragen. Ververs de pagina.")
    alleen = [Termijn.Soort.LATER]
    klokken.stop(zaak, reden=Termijn.Stopreden.ANTWOORD, nu=nu, alleen=alleen)
    schrijf_bij(zaak, Soort.LATER_GEVRAAGD, door=door, nu=nu, tekst=tekst)
    if antwoord == Antwoord.NOOIT:
        nooitmeer.zet_op_de_lijst(zaak, door=door, nu=nu)
