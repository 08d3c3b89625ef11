"""Who else lives in the house of a zaak, as its page shows it; one query when there is somebody.

Of another zaak shows what the team sees in its list: number, how it stands, whose it is, how long
the clock has left, the next appointment, and a warning for whoever goes there. The name only for
who may open that zaak without saying why.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from meldingen.models import Melding
from opvolging import nooitmeer
from opvolging.dubbelen import Dubbel
from opvolging.gevaar import loopt as gevaar_loopt
from opvolging.gevaar import met_gevaar
from opvolging.kijkrecht import met_kijkrecht, vraagt_reden
from opvolging.klokstand import Klokstand, klokstand, moment
from opvolging.models import (
    Afspraak,
    Contact,
    Huisgenoot,
    Relatie,
    Samenvoeging,
    Termijn,
    Zaak,
)
from opvolging.waarschuwingen import Waarschuwing
from signaalpunt.models import Gebruiker
from signaalpunt.versleuteling import Versleuteld

ZELFDE_ADRES = "zelfde adres"


@dataclass(frozen=True)
class Bewoner:
    """Another zaak of the same house; `wie` is what its person is to this one, if that was said."""

    zaak: Zaak
    naam: str  # empty for who would have to say first why
    wie: str
    via: Sequence[int]  # the zaken with which it stands, when not with this one
    klok: Klokstand | None
    afspraak: str
    is_in_gevaar: bool
    is_onveilig: bool
    is_nooit_meer: bool

    @property
    def is_open(self) -> bool:
        """Whether somebody works on it."""
        return self.zaak.status != Zaak.Status.AFGESLOTEN


@dataclass(frozen=True)
class Huisbeeld:
    """`dubbelen` are the likely doubles without who stands as somebody else in this house."""

    bewoners: list[Bewoner]
    kandidaten: list[Zaak]  # of the same address, not in this house yet
    vrij: list[int]  # meldingen of the same address that nobody took up
    dubbelen: list[Dubbel]
    waarschuwingen: list[Waarschuwing]
    collegas: list[str]  # beside who looks: who has a zaak of this house, when those are several


def huisbeeld(
    zaak: Zaak, dubbelen: Sequence[Dubbel], *, is_nooit_meer: bool, door: Gebruiker, nu: datetime
) -> Huisbeeld:
    """What to show to `door` of a zaak from `huisgenoten.met_huis`."""
    nummers: list[int] = zaak.in_huis  # type: ignore[attr-defined]
    rijen = _rijen(nummers, door, nu) if nummers else []
    samen = {rij.pk: rij.gaat_verder_in or rij.pk for rij in rijen}
    naast = _naast(rijen, samen)
    bewoners = [
        _bewoner(rij, zaak.pk, naast, door=door, nu=nu)
        for rij in rijen
        if rij.pk == samen[rij.pk] != zaak.pk
    ]
    rest = [dubbel for dubbel in dubbelen if _zaak_id(dubbel) not in samen]
    zelfde_adres = [dubbel for dubbel in rest if ZELFDE_ADRES in dubbel.redenen]
    kandidaten = {dubbel.zaak.pk: dubbel.zaak for dubbel in zelfde_adres if dubbel.zaak}
    wie_er_komt = {zaak.behandelaar, *(b.zaak.behandelaar for b in bewoners if b.is_open)}
    anderen = sorted(wie.naam for wie in wie_er_komt - {door}) if len(wie_er_komt) > 1 else []
    return Huisbeeld(
        bewoners=bewoners,
        kandidaten=list(kandidaten.values()),
        vrij=[dubbel.melding.pk for dubbel in zelfde_adres if not dubbel.zaak],
        dubbelen=rest,
        waarschuwingen=[]
        if zaak.afgesloten_op
        else list(_waarschuwingen(bewoners, is_nooit_meer=is_nooit_meer, door=door)),
        collegas=[] if zaak.afgesloten_op else anderen,
    )


def _rijen(nummers: Sequence[int], gebruiker: Gebruiker, nu: datetime) -> list[Any]:
    """The zaken of the house, with what is shown of each."""
    huis = met_gevaar(Zaak.objects.zichtbaar_voor(gebruiker).filter(pk__in=nummers))
    melding = Melding.objects.filter(zaakmelding__zaak=OuterRef("pk"))
    samen = Samenvoeging.objects.geldend().filter(zaak=OuterRef("pk"))
    met_alles = met_kijkrecht(huis, gebruiker, nu).annotate(
        gaat_verder_in=Subquery(samen.values("in_zaak")[:1]),
        banden=ArraySubquery(_banden()),
        klok=Subquery(_klok()),
        afspraak=Subquery(_afspraak(nu)),
        wie=Subquery(_wie(melding)),
        is_onveilig=Exists(melding.filter(is_veilig=False)),
        is_nooit_meer=Exists(melding.filter(nooitmeer.van_melding())),
    )
    return list(met_alles.select_related("behandelaar").order_by("pk"))


def _banden() -> QuerySet[Any, Any]:
    van_zaak = Q(zaak=OuterRef("pk")) | Q(ander=OuterRef("pk"))
    geldend = Huisgenoot.objects.geldend().filter(van_zaak).order_by("op", "pk")
    return geldend.values(als_object=JSONObject(zaak="zaak_id", ander="ander_id", wie="relatie"))


def _klok() -> QuerySet[Any, Any]:
    """The clock on contact that ends first."""
    van_zaak = Termijn.objects.filter(melding__zaakmelding__zaak=OuterRef("pk"))
    eerste = van_zaak.om_contact().lopend().order_by("grens_op", "pk")
    als_object = JSONObject(streef="streef_op", grens="grens_op", stil="stil_tot")
    return eerste.values(als_object=als_object)[:1]


def _afspraak(nu: datetime) -> QuerySet[Any, Any]:
    """The first that is to come."""
    komt = Afspraak.objects.filter(zaak=OuterRef("pk"), afgezegd_op=None, begint_op__gt=nu)
    met = JSONObject(rij="met__rij", naam="met__naam")
    return komt.values(als_object=JSONObject(op="begint_op", wijze="wijze", met=met))[:1]


def _wie(melding: QuerySet[Melding]) -> QuerySet[Any, Any]:
    """The name as the newest melding that has one says it, still encrypted."""
    met_naam = melding.exclude(naam_hash="").order_by("-ontvangen_op", "-pk")
    return met_naam.values(als_object=JSONObject(rij="rij", naam="betrokkene_naam"))[:1]


def _naast(rijen: Iterable[Any], samen: Mapping[int, int]) -> dict[int, dict[int, Relatie]]:
    """For each zaak those with which it stands, and what that one is to it."""
    naast: dict[int, dict[int, Relatie]] = defaultdict(dict)
    for band in (band for rij in rijen for band in rij.banden):
        een, ander, wie = samen[band["zaak"]], samen[band["ander"]], Relatie(band["wie"])
        naast[een].setdefault(ander, wie)
        naast[ander].setdefault(een, wie.andersom)
    return naast


def _bewoner(
    rij: Any,
    van: int,
    naast: Mapping[int, Mapping[int, Relatie]],
    *,
    door: Gebruiker,
    nu: datetime,
) -> Bewoner:
    is_direct = van in naast[rij.pk]
    return Bewoner(
        zaak=rij,
        naam="" if vraagt_reden(rij, door) else _naam(rij.wie),
        wie=naast[van][rij.pk].label if is_direct else "",
        via=() if is_direct else sorted(naast[rij.pk]),
        klok=_klokstand(rij.klok, nu),
        afspraak=_in_woorden(rij.afspraak, nu),
        is_in_gevaar=gevaar_loopt(rij),
        is_onveilig=rij.is_onveilig and not rij.afgesloten_op,
        is_nooit_meer=rij.is_nooit_meer,
    )


def _naam(wie: Mapping[str, str] | None) -> str:
    if not wie:
        return ""
    return Melding(rij=wie["rij"], betrokkene_naam=Versleuteld(wie["naam"])).betrokkene_naam


def _klokstand(klok: Mapping[str, str | None] | None, nu: datetime) -> Klokstand | None:
    if not klok:
        return None
    streef, grens, stil = (
        datetime.fromisoformat(klok[deel] or nu.isoformat()) for deel in ("streef", "grens", "stil")
    )
    return klokstand(streef, grens, nu, stil if klok["stil"] else None)


def _in_woorden(afspraak: Mapping[str, Any] | None, nu: datetime) -> str:
    if not afspraak:
        return ""
    met = Gebruiker(rij=afspraak["met"]["rij"], naam=Versleuteld(afspraak["met"]["naam"]))
    hoe = Contact.Wijze(afspraak["wijze"]).label
    return f"{hoe} {moment(datetime.fromisoformat(afspraak['op']), nu, 'om')}, met {met.naam}"


def _waarschuwingen(
    bewoners: Iterable[Bewoner], *, is_nooit_meer: bool, door: Gebruiker
) -> Iterable[Waarschuwing]:
    """What to know of the house before going there; not twice what stands there already."""
    for bewoner in bewoners:
        nummer, wie = bewoner.zaak.pk, bewoner.zaak.behandelaar
        eerst = "Kijk eerst daar" if wie == door else f"Overleg eerst met {wie.naam}"
        if bewoner.is_in_gevaar:
            yield Waarschuwing(
                "error",
                "Gevaar in dit huis.",
                f"Bij een huisgenoot, in zaak {nummer}, loopt de kaart bij gevaar. {eerst}, en bel "
                "of bezoek dit huis daarna pas.",
            )
        elif bewoner.is_onveilig:
            yield Waarschuwing(
                "error",
                "Niet veilig in dit huis.",
                f"Bij een huisgenoot, in zaak {nummer}, staat dat die nu niet veilig is. {eerst}, "
                "en bel of bezoek dit huis daarna pas.",
            )
        if bewoner.is_nooit_meer and not is_nooit_meer:
            yield Waarschuwing(
                "error",
                "Een huisgenoot wil geen contact.",
                f"De persoon van zaak {nummer} vroeg ons om nooit meer contact op te nemen. Bel "
                "alleen deze persoon zelf, op het eigen nummer. Ga niet zomaar langs. Overleg "
                "eerst met de coördinator.",
            )


def _zaak_id(dubbel: Dubbel) -> int | None:
    return dubbel.zaak.pk if dubbel.zaak else None
