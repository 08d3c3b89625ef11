"""How many clocks are behind each choice of the werkvoorraad, counted where they are.

Beside the tabs, on a page that everybody keeps open, is counted up to HOOGSTENS: more is many, and
the page costs the same in any town. Where somebody asks for all choices the numbers are exact.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, IntegerField, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.utils import timezone

from opvolging import afwezig, triage
from opvolging.models import Aanbod, Aanbodvoorstel, Gevaarkaart, Termijn, Zaak
from opvolging.models.termijn import TermijnQuerySet
from opvolging.voorraadfilter import OP_NUMMER, SOORTEN, Filter, Keuze, van_wie_weg_is
from signaalpunt.models import Bericht, Gebruiker, Gemeente

HOOGSTENS = 99


@dataclass(frozen=True)
class Optie:
    """A choice as a link, with how many clocks are behind it."""

    tekst: str
    vraag: str
    aantal: int
    is_gekozen: bool
    is_te_zien: bool  # of buurten and colleagues only those with something to do


@dataclass(frozen=True)
class Telling:
    """What stands beside the list; `klokken` up to HOOGSTENS each, which may end in a plus."""

    klokken: list[str]
    heeft_mail: bool  # that did not arrive, and nobody has seen
    neemt_waar: bool  # for a colleague who is away today
    heeft_ook: bool  # something else to do beside these clocks
    heeft_apart: bool  # danger, or what looks like spam
    zaken_van_weg: str  # open ones of who does not work here any more
    aanbod: str  # entries of the sociale kaart that ask for a look
    gevaar: int | None = None  # the zaak of the oldest card for danger that is not done


class _Aantal(Subquery):
    """How many rows a query gives; with a slice it stops counting there."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS geteld)"
    output_field = IntegerField()


def telling(voorwaarden: Sequence[Q], gebruiker: Gebruiker, *, nu: datetime) -> Telling:
    """For each condition how many running clocks it leaves; one query."""
    # in the order of an index, which ends where the count does; without it all may be looked at
    lopend = _lopend(gebruiker).order_by("grens_op")
    zaken = Zaak.objects.zichtbaar_voor(gebruiker).open()
    van_weg = zaken.filter(van_wie_weg_is("behandelaar", gebruiker))
    verlopend = Aanbod.objects.zichtbaar_voor(gebruiker).te_bekijken(timezone.localdate(nu))
    nieuw = Aanbodvoorstel.objects.zichtbaar_voor(gebruiker).nieuw()
    te_bekijken: Combinable = _tot(verlopend) + _tot(nieuw)
    tellers = [_tot(van_weg), te_bekijken, *(_tot(lopend.filter(q)) for q in voorwaarden)]
    van_hier = Gemeente.objects.filter(pk=gebruiker.gemeente_id)
    anders = (
        Exists(Bericht.objects.zichtbaar_voor(gebruiker).niet_aangekomen()),
        Exists(afwezig.vervangen_door(gebruiker, nu=nu)),
        Exists(Termijn.objects.zichtbaar_voor(gebruiker).ook_te_doen(nu)),
        Exists(triage.zet_apart(_lopend(gebruiker), gebruiker)),
    )
    kaarten = Gevaarkaart.objects.zichtbaar_voor(gebruiker).blijft_liggen(nu)
    oudste = Subquery(kaarten.order_by("gestart_op").values("zaak")[:1])
    mail, waar, ook, apart, gevaar, *geteld = van_hier.values_list(*anders, oudste, *tellers).get()
    zaken_van_weg, aanbod, *klokken = (
        str(aantal) if aantal <= HOOGSTENS else f"{HOOGSTENS}+" for aantal in geteld
    )
    return Telling(
        klokken,
        mail,
        waar,
        ook,
        apart,
        zaken_van_weg=zaken_van_weg if geteld[0] else "",
        aanbod=aanbod if geteld[1] else "",
        gevaar=gevaar,
    )


def _tot(rijen: "QuerySet[Any]") -> _Aantal:
    return _Aantal(rijen.values("pk")[: HOOGSTENS + 1])


def opties(
    keuzes: Iterable[Keuze], filter_: Filter, gebruiker: Gebruiker
) -> dict[str, list[Optie]]:
    """Each choice with the number that its list has, by kind; three queries."""
    keuzes = list(keuzes)
    aantal = _tel_vaste(keuzes, filter_, gebruiker)
    for soort, veld in OP_NUMMER.items():
        aantal |= _tel_per_nummer(soort, veld, filter_, gebruiker)
    per_soort: dict[str, list[Optie]] = {soort: [] for soort in SOORTEN}
    for keuze in keuzes:
        hoeveel = aantal.get((keuze.soort, keuze.waarde), 0)
        per_soort[keuze.soort].append(
            Optie(
                tekst=keuze.tekst,
                vraag=filter_.vraag(**{keuze.soort: keuze.waarde}),
                aantal=hoeveel,
                is_gekozen=filter_.waarde(keuze.soort) == keuze.waarde,
                is_te_zien=bool(hoeveel) or keuze.soort not in OP_NUMMER,
            )
        )
    return per_soort


def _lopend(gebruiker: Gebruiker) -> TermijnQuerySet:
    return Termijn.objects.zichtbaar_voor(gebruiker).om_contact().lopend().order_by()


def _tel_vaste(
    keuzes: Iterable[Keuze], filter_: Filter, gebruiker: Gebruiker
) -> dict[tuple[str, str], int]:
    """Of what every gemeente has, each condition with those that were chosen beside it."""
    vast = [keuze for keuze in keuzes if not keuze.is_op_nummer]
    tellers = {
        f"aantal_{n}": Count("pk", filter=keuze.klok & filter_.q(zonder=keuze.soort))
        for n, keuze in enumerate(vast)
    }
    geteld: Mapping[str, int] = _lopend(gebruiker).aggregate(**tellers)
    return {(keuze.soort, keuze.waarde): geteld[f"aantal_{n}"] for n, keuze in enumerate(vast)}


def _tel_per_nummer(
    soort: str, veld: str, filter_: Filter, gebruiker: Gebruiker
) -> dict[tuple[str, str], int]:
    """Of each buurt or colleague at once."""
    naast = _lopend(gebruiker).filter(filter_.q(zonder=soort), **{f"{veld}__isnull": False})
    per_nummer = naast.values_list(veld).annotate(aantal=Count("pk"))
    return {(soort, str(nummer)): aantal for nummer, aantal in per_nummer}
