"""What pages show about koppelingen: to the team everything, to a maatje as little as possible."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import OuterRef, Prefetch, Subquery, prefetch_related_objects

from opvolging.koppelen import Kandidaten, kandidaten
from opvolging.matchbegrippen import Uitslag
from opvolging.matcheisen import dagdelen, gescreend, opsomming
from opvolging.matchgegevens import lokale_dag, met_bezetting, taalwoorden
from opvolging.matchwoorden import INTERESSES, VORMEN
from opvolging.models import GESPREKKEN, Deelnemer, Koppeling, Maatje, Termijn, Zaak
from signaalpunt.models import Gebruiker

_KOPPELINGEN = Prefetch(
    "koppelingen",
    Koppeling.objects.select_related("maatje").order_by("-voorgesteld_op", "-pk"),
)
_VOLGEND_GESPREK = (
    Termijn.objects.lopend()
    .filter(koppeling=OuterRef("pk"), soort__in=GESPREKKEN)
    .order_by("streef_op")
)
_ANTWOORD = Termijn.objects.lopend().filter(koppeling=OuterRef("pk"), soort=Termijn.Soort.ANTWOORD)
# who may become a deelnemer, and with that comes into begeleiding
MET_GESPREK = (Zaak.Status.CONTACT_GELEGD, Zaak.Status.IN_BEGELEIDING)
BIJNA = timedelta(days=60)  # a VOG that ends within this time is said beforehand


@dataclass(frozen=True)
class MijnKoppeling:
    """What one maatje may know about one deelnemer; no name and no phone before the yes."""

    id: int
    is_aanbod: bool
    is_actief: bool
    buurt: str
    wat: tuple[tuple[str, str], ...]  # what is asked, in words
    voornaam: str = ""
    telefoon: str = ""
    doel: str = ""
    volgend_gesprek: datetime | None = None  # about how it goes
    antwoord_voor: datetime | None = None  # of an offer


def mijn_koppelingen(gebruiker: Gebruiker) -> list[MijnKoppeling]:
    """The own offers and koppelingen of a maatje, offers first; one query."""
    eigen = Koppeling.objects.zichtbaar_voor(gebruiker).select_related("deelnemer__buurt")
    met_momenten = eigen.annotate(
        volgend_gesprek=Subquery(_VOLGEND_GESPREK.values("streef_op")[:1]),
        antwoord_voor=Subquery(_ANTWOORD.values("grens_op")[:1]),
    )
    op_volgorde = met_momenten.order_by("voorgesteld_op", "pk")
    beelden = [_voor_maatje(koppeling) for koppeling in op_volgorde]
    return sorted(beelden, key=lambda beeld: not beeld.is_aanbod)


def _voor_maatje(koppeling: Any) -> MijnKoppeling:
    """Of a koppeling with both moments beside its own fields."""
    deelnemer = koppeling.deelnemer
    is_aanbod = koppeling.status == Koppeling.Status.VOORGESTELD
    na_ja: dict[str, str] = {}
    if not is_aanbod:
        na_ja = {veld: getattr(deelnemer, veld) for veld in ("voornaam", "telefoon", "doel")}
    return MijnKoppeling(
        id=koppeling.pk,
        is_aanbod=is_aanbod,
        is_actief=koppeling.status == Koppeling.Status.ACTIEF,
        buurt=deelnemer.buurt.naam if deelnemer.buurt else "",
        wat=wat_past(deelnemer),
        volgend_gesprek=koppeling.volgend_gesprek,
        antwoord_voor=koppeling.antwoord_voor,
        **na_ja,
    )


def wat_past(deelnemer: Deelnemer) -> tuple[tuple[str, str], ...]:
    """The wishes of a deelnemer as pairs of heading and words; without what is not known."""
    paren = (
        ("Hoe", opsomming([VORMEN[v] for v in deelnemer.vormen]) if deelnemer.vormen else ""),
        ("Wanneer", dagdelen(deelnemer.dagdelen) if deelnemer.dagdelen else ""),
        ("Taal", opsomming(taalwoorden(deelnemer.talen)) if deelnemer.talen else ""),
        (
            "Houdt van",
            opsomming([INTERESSES[i] for i in deelnemer.interesses])
            if deelnemer.interesses
            else "",
        ),
    )
    return tuple((kop, woorden) for kop, woorden in paren if woorden)


@dataclass(frozen=True)
class Maatjestand:
    """How far a zaak is on the way to a maatje."""

    kan_zoeken: bool
    wil_nu_niet: bool = False  # was a deelnemer, and no longer wants help
    deelnemer: Deelnemer | None = None
    koppeling: Koppeling | None = None
    kandidaten: Kandidaten | None = None


def maatjestand(zaak: Zaak, *, nu: datetime) -> Maatjestand:
    """The deelnemer of `zaak` with the living koppeling or else the candidates.

    Two queries, and one more when `zaak` was fetched without its deelnemer.
    """
    deelnemer = getattr(zaak, "deelnemer", None)
    if deelnemer is None:
        return Maatjestand(kan_zoeken=zaak.status in MET_GESPREK)
    prefetch_related_objects([deelnemer], _KOPPELINGEN)
    lopend = next((k for k in deelnemer.koppelingen.all() if not k.geeindigd_op), None)
    zoekt = zaak.status == Zaak.Status.IN_BEGELEIDING and lopend is None
    return Maatjestand(
        kan_zoeken=False,
        wil_nu_niet=zaak.status == Zaak.Status.CONTACT_GELEGD,
        deelnemer=deelnemer,
        koppeling=lopend,
        kandidaten=kandidaten(deelnemer, nu=nu) if zoekt else None,
    )


@dataclass(frozen=True)
class Maatjeregel:
    """One line of /maatjes/."""

    maatje: Maatje
    bezet: int
    ontbreekt: tuple[str, ...]  # of the gate, in sentences
    verloopt_bijna: bool


def maatjeregels(maatjes: Any, *, nu: datetime) -> list[Maatjeregel]:
    """All `maatjes` by name, whoever stopped last; one query. Names are encrypted: we sort here."""
    rijen = met_bezetting(maatjes).select_related("buurt")
    regels = [_regel(maatje, nu) for maatje in rijen]
    gestopt = Maatje.Inzet.GESTOPT
    return sorted(regels, key=lambda r: (r.maatje.inzet == gestopt, r.maatje.naam.casefold()))


def _regel(maatje: Any, nu: datetime) -> Maatjeregel:
    dag = lokale_dag(nu)
    toetsen = gescreend(
        vog_geldig_tot=maatje.vog_geldig_tot,
        training_op=maatje.training_op,
        overeenkomst_op=maatje.overeenkomst_op,
        dag=dag,
    )
    tot = maatje.vog_geldig_tot
    return Maatjeregel(
        maatje=maatje,
        bezet=maatje.aantal_koppelingen + maatje.aantal_voorstellen,
        ontbreekt=tuple(t.zin for t in toetsen if t.uitslag is Uitslag.PAST_NIET),
        verloopt_bijna=bool(tot and dag <= tot <= dag + BIJNA),
    )
