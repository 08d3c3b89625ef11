"""The list on paper for the round by bicycle: whom one visits or calls today, per buurt.

Only people whose zaak is one's own, or of an absent colleague one looks after: on paper stands what
is needed at the door, and paper gets lost. Who is to be left alone is never on it. Making the list
is looking at each zaak on it, and is logged so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import groupby

from django.db import transaction
from django.db.models import Prefetch, Q
from django.utils import timezone

from meldingen.models import Deur, Melding
from opvolging import afwezig, akkoord, inzien
from opvolging.antwoorden import Betrokkene, MetMelder, betrokkene
from opvolging.klokstand import klokstand, moment
from opvolging.models import Contact, Termijn, Zaak, ZaakMelding
from opvolging.zaakbeeld import WIE_MELDDE
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker

ONBEKEND = "Buurt onbekend"
POGINGEN = 2  # the last ones, on paper


@dataclass(frozen=True)
class Halte:
    """One zaak as it stands on the list, at `nu`."""

    zaak: Zaak
    meldingen: Sequence[Melding]
    contacten: Sequence[Contact]  # newest first
    nu: datetime

    @cached_property
    def wie(self) -> Betrokkene:
        """Who it is and how to reach them."""
        return betrokkene(self.meldingen)

    @property
    def buurt(self) -> str:
        """The last that was told of it."""
        return next((m.buurt.naam for m in reversed(self.meldingen) if m.buurt), ONBEKEND)

    @property
    def klok(self) -> Termijn | None:
        """The clock until contact that ends first, if one runs."""
        lopend = [klok for melding in self.meldingen for klok in melding.termijnen.all()]
        return min(lopend, key=lambda klok: klok.grens_op, default=None)

    @property
    def opnieuw_op(self) -> datetime | None:
        """When to try again, as was noted at the last attempt."""
        return self.contacten[0].opnieuw_op if self.contacten else None

    @property
    def is_vandaag(self) -> bool:
        """Whether it is today's work: what was noted, or else the clock says so."""
        klok = self.klok
        if klok is None or (klok.stil_tot and klok.stil_tot > self.nu):
            return False
        vandaag = _dag(self.nu)
        return _dag(klok.grens_op) <= vandaag or _dag(self.opnieuw_op or klok.streef_op) <= vandaag

    @property
    def waarom(self) -> str:
        """In a few words why it is, or is not, for today."""
        if self.opnieuw_op:
            return f"opnieuw proberen {moment(self.opnieuw_op, self.nu, 'om')}"
        if klok := self.klok:
            return klokstand(klok.streef_op, klok.grens_op, self.nu, klok.stil_tot).tekst
        return self.zaak.get_status_display()

    @property
    def let_op(self) -> list[str]:
        """What to know before ringing the bell."""
        mogelijk = {
            "Niet veilig gemeld. Overleg voordat u gaat.": any(
                not melding.is_veilig for melding in self.meldingen
            ),
            "Lees eerst de melding: er kan gevaar zijn.": any(
                melding.is_spoed for melding in self.meldingen
            ),
            "Jeugd. Overleg met de coördinator.": any(
                melding.is_jeugd for melding in self.meldingen
            ),
            "De melder trok de melding in.": all(deel.is_ingetrokken for deel in self._delen),
        }
        return [zin for zin, geldt in mogelijk.items() if geldt]

    @property
    def wie_noemen(self) -> list[str]:
        """What may be said when asked who reported; each sentence once."""
        if any(melding.deur == Deur.MIJZELF for melding in self.meldingen):
            return ["Deze persoon meldde zich zelf."]
        return list(dict.fromkeys(deel.wie_noemen for deel in self._delen))

    @property
    def pogingen(self) -> Sequence[Contact]:
        """What was tried or said last, newest first."""
        return self.contacten[:POGINGEN]

    @property
    def volgorde(self) -> tuple[bool, str, str, int]:
        """Per buurt, along the street; unknown at the end."""
        plek = next((m for m in reversed(self.meldingen) if m.postcode), None)
        nummer = plek.huisnummer if plek and plek.huisnummer.isdecimal() else "0"
        buurt = self.buurt
        return buurt == ONBEKEND, buurt, plek.postcode if plek else "", int(nummer)

    @property
    def _delen(self) -> list[MetMelder]:
        return [MetMelder(melding, getattr(melding, "melder", None)) for melding in self.meldingen]


def haltes(gebruiker: Gebruiker, *, nu: datetime) -> list[Halte]:
    """Whom `gebruiker` may put on the list, in the order of the round; five queries."""
    van_mij = Q(behandelaar=gebruiker)
    waargenomen = Q(behandelaar__in=afwezig.vervangen_door(gebruiker, nu=nu))
    zaken = Zaak.objects.zichtbaar_voor(gebruiker).open().filter(van_mij | waargenomen)
    gevonden = [_halte(zaak, nu) for zaak in zaken.prefetch_related(*_mee())]
    mogen = [halte for halte in gevonden if halte.meldingen and not _alleen_advies(halte)]
    return sorted(mogen, key=lambda halte: halte.volgorde)


@transaction.atomic
def maak_lijst(zaak_ids: Iterable[int], *, door: Gebruiker, nu: datetime) -> list[Halte]:
    """The chosen ones, each written down as seen by `door`.

    What is not (any more) on offer is left out. Raises Geweigerd when nothing is left.
    """
    gekozen = set(zaak_ids)
    lijst = [halte for halte in haltes(door, nu=nu) if halte.zaak.pk in gekozen]
    if not lijst:
        raise Geweigerd("Kies minstens één zaak voor uw ronde.")
    inzien.noteer_alle([halte.zaak for halte in lijst], door=door, nu=nu)
    return lijst


def per_buurt(lijst: Sequence[Halte]) -> list[tuple[str, list[Halte]]]:
    """The buurten in the order of the list, each with its people."""
    groepen = groupby(lijst, key=lambda halte: halte.buurt)
    return [(buurt, list(van_buurt)) for buurt, van_buurt in groepen]


def _halte(zaak: Zaak, nu: datetime) -> Halte:
    meldingen = [koppeling.melding for koppeling in zaak.zaakmeldingen.all()]
    return Halte(zaak, meldingen, list(zaak.contacten.all()), nu)


def _mee() -> "list[Prefetch[str]]":
    koppelingen = (
        ZaakMelding.objects.select_related("melding__buurt__wijk", "melding__melder")
        .defer(*(f"melding__{veld}" for veld in WIE_MELDDE))
        .order_by("melding__ontvangen_op", "melding")
    )
    lopend = Termijn.objects.om_contact().lopend()
    met_persoon = Contact.objects.filter(is_met_melder=False).order_by("-op", "-pk")
    return [
        Prefetch("zaakmeldingen", koppelingen),
        Prefetch("zaakmeldingen__melding__termijnen", lopend),
        Prefetch("zaakmeldingen__melding__aanvullingen"),
        Prefetch("contacten", met_persoon),
    ]


def _alleen_advies(halte: Halte) -> bool:
    antwoorden = [(melding.deur, melding.weet_ervan) for melding in halte.meldingen]
    gesproken = any(contact.is_bereikt for contact in halte.contacten)
    return akkoord.geldt(halte.zaak, antwoorden, is_gesproken=gesproken)


def _dag(moment_: datetime) -> date:
    return timezone.localtime(moment_).date()
