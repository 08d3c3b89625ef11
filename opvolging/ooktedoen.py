"""What else waits beside who waits for contact: a koppeling, a maatje or a doorverwijzing,
each in a line with one link; and in one line what of the sociale kaart is over.

Only from the target on: before it nobody has to act.
"""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from opvolging.klokkensoorten import SOORTEN
from opvolging.klokstand import Ernst, Klokstand, klokstand
from opvolging.models import Termijn
from signaalpunt.models import Gebruiker

HOOGSTENS = 30  # lines; more of these at once is a list of its own


@dataclass(frozen=True)
class Regel:
    """One thing to do: about whom, what is asked, how the clock stands and how it was counted."""

    sleutel: str  # of the line on the page
    wie: str
    vraag: str
    adres: str
    stand: Klokstand
    geteld: str


class Lijst(list[Regel]):
    """The lines, and how many of them are over their limit."""

    @property
    def aantal_te_laat(self) -> int:
        """Said on top of the page: these lines are further down."""
        return sum(regel.stand.ernst == Ernst.LAAT for regel in self)


def ook_te_doen(gebruiker: Gebruiker, *, nu: datetime) -> Lijst:
    """The lines that `gebruiker` may see at `nu`, least time left first; one query."""
    zichtbaar = Termijn.objects.zichtbaar_voor(gebruiker).ook_te_doen(nu)
    rijen = zichtbaar.select_related(
        "koppeling__deelnemer", "koppeling__maatje", "maatje", "doorverwijzing"
    )
    return Lijst(_regel(klok, nu) for klok in rijen.order_by("grens_op", "pk")[:HOOGSTENS])


def over_aanbod(aantal: str) -> Regel:
    """One line for all of the sociale kaart that asks for a look."""
    return Regel(
        sleutel="aanbod",
        wie="Sociale kaart",
        vraag=f"{aantal} keer iets om na te kijken: voorbij, bijna voorbij, of een wijziging.",
        adres=f"{reverse('aanbod')}?stand=verloopt",
        stand=Klokstand(Ernst.VANDAAG, "kijk na", "vóór de laatste dag"),
        geteld="Een maand voor de laatste dag van een aanbod vragen wij of het nog klopt. "
        "Ook wat een organisatie opstuurt, staat hier.",
    )


def over_gevaar(zaak_id: int) -> Regel:
    """One line for the oldest card for danger that a day later is not done."""
    return Regel(
        sleutel="gevaar",
        wie=f"Zaak {zaak_id}, acuut gevaar",
        vraag="De kaart is nog niet klaar. Praat na: hoe gaat het met uw collega?",
        adres=reverse("zaak_gevaar", args=[zaak_id]),
        stand=Klokstand(Ernst.VANDAAG, "praat na", "een dag na het begin"),
        geteld="Een dag na het begin van een kaart bij gevaar vragen wij of alle stappen klaar "
        "zijn. De laatste is napraten.",
    )


def _regel(klok: Termijn, nu: datetime) -> Regel:
    vraag = SOORTEN[klok.soort].vraag
    wie, adres = _over(klok)
    return Regel(
        sleutel=f"klok-{klok.pk}",
        wie=wie,
        vraag=f"{vraag.nog_niet} {vraag.te_laat if nu >= klok.grens_op else vraag.vandaag}",
        adres=adres,
        stand=klokstand(klok.streef_op, klok.grens_op, nu),
        geteld=klok.uitleg,
    )


def _over(klok: Termijn) -> tuple[str, str]:
    if deze := klok.koppeling:
        wie = f"{deze.deelnemer.voornaam} en {deze.maatje.naam}"
        return wie, reverse("koppeling", args=[deze.pk])
    if verwijzing := klok.doorverwijzing:
        adres = reverse("zaak", args=[verwijzing.zaak_id])
        wie = f"Zaak {verwijzing.zaak_id}, {verwijzing.get_soort_display()}"
        return wie, f"{adres}#doorverwijzing-{verwijzing.pk}"
    if klok.zaak_id:
        plek = "doorgegeven" if klok.soort == Termijn.Soort.AANBOD_AANGEKOMEN else "gevraagd"
        return f"Zaak {klok.zaak_id}", f"{reverse('zaak', args=[klok.zaak_id])}#{plek}"
    return klok.maatje.naam, reverse("maatje_wijzigen", args=[klok.maatje.pk])
