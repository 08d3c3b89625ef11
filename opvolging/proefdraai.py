"""A rehearsal: what other rules, ladders or days would have done to the clocks of the last weeks.

How many would have been late, and how many mails each person would have got: what is due for one
person at one moment is one mail, as the dispatcher sends it. Who took something up is taken to have
had it since; who was away is left out of it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from opvolging import klokrekening
from opvolging.herinneringspost import WAAR_DE_ZAAK_IS
from opvolging.kalender import DAG, Kalender, lokaal, maak_lokaal
from opvolging.klokkensoorten import HOUDT_AAN
from opvolging.kloksoort import Kloksoort
from opvolging.ladder import Anker, Klok, Ladder, Ontvanger, Stap, die_weggaan, plan
from opvolging.models import Termijn
from opvolging.termijnen import Telling
from signaalpunt.models import Gebruiker, Gemeente

TERUG = timedelta(days=90)
HOOGSTENS = 1000  # the newest; enough to compare, and a page of seconds in the largest town
TEAM = "het team"
NODIG = tuple(f"{zaak}__behandelaar__plaatsvervanger" for zaak in WAAR_DE_ZAAK_IS)


@dataclass(frozen=True)
class Opzet:
    """How long clocks of a kind run, whom they remind, and by which hours if not by their own."""

    soort: Kloksoort
    stappen: Sequence[Stap]
    telling: Telling | None = None
    dagen: Kalender | None = None


Opzetten = Mapping[Termijn.Soort, Opzet]


@dataclass(frozen=True)
class Mails:
    """How many mails one person would have got."""

    aan: str
    nu: int
    dan: int


@dataclass(frozen=True)
class Proef:
    """The same clocks under both: `alle` there were, `klokken` of them were counted."""

    alle: int
    klokken: int
    te_laat_nu: int
    te_laat_dan: int
    mails: list[Mails]


@dataclass(frozen=True)
class _Gelopen:
    termijn: Termijn
    klok: Klok
    stappen: Sequence[Stap]
    einde: datetime

    @property
    def is_te_laat(self) -> bool:
        return self.einde > self.klok.anker(Anker.GRENS)


def proefdraai(gemeente: Gemeente, *, huidig: Opzetten, voorstel: Opzetten, nu: datetime) -> Proef:
    """Send nothing, but count what both would have done to the clocks that ran since TERUG.

    Of the kinds that both are about.
    """
    begin = nu - TERUG
    van_soort = Termijn.objects.filter(gemeente=gemeente, soort__in=huidig)
    recent = van_soort.lopend() | van_soort.filter(gestopt_op__gte=begin)
    met_alles = recent.select_related("gemeente", "regel", *NODIG).prefetch_related("pauzes")
    termijnen = list(met_alles.order_by("-gestart_op", "pk")[:HOOGSTENS])
    onder_nu = [_gelopen(termijn, huidig, nu) for termijn in termijnen]
    onder_dan = [_gelopen(termijn, voorstel, nu) for termijn in termijnen]
    mails_nu, mails_dan = (_mails(alle, gemeente, begin) for alle in (onder_nu, onder_dan))
    return Proef(
        alle=recent.count(),
        klokken=len(termijnen),
        te_laat_nu=sum(een.is_te_laat for een in onder_nu),
        te_laat_dan=sum(een.is_te_laat for een in onder_dan),
        mails=[
            Mails(aan, mails_nu[aan], mails_dan[aan])
            for aan in sorted({*mails_nu, *mails_dan}, key=lambda aan: (aan != TEAM, aan))
        ],
    )


def _gelopen(termijn: Termijn, opzetten: Opzetten, nu: datetime) -> _Gelopen:
    opzet = opzetten[Termijn.Soort(termijn.soort)]
    klok = klokrekening.klok_onder(termijn, opzet.soort, telling=opzet.telling, dagen=opzet.dagen)
    # a step that left before a pause did not wait for its end
    return _Gelopen(termijn, replace(klok, stil_tot=None), opzet.stappen, termijn.gestopt_op or nu)


def _mails(alle: Iterable[_Gelopen], gemeente: Gemeente, begin: datetime) -> "Counter[str]":
    """The mails of each person since `begin`."""
    apart = {
        (_wie(een.termijn, ontvanger, op, gemeente), op)
        for een in alle
        for ontvanger, op in _verstuurd(een)
        if op >= begin
    }
    return Counter(aan for aan, _ in apart)


def _verstuurd(gelopen: _Gelopen) -> Iterator[tuple[Ontvanger, datetime]]:
    """To whom it would have gone before the clock stopped; of several at once only the highest."""
    gepland = plan(Ladder(0, tuple(gelopen.stappen)), gelopen.klok)
    voor_het_einde = [een for een in gepland if een.gepland_op < gelopen.einde]
    for een in die_weggaan(voor_het_einde):
        yield een.ontvanger, een.gepland_op
    houdt_aan = gelopen.termijn.soort in HOUDT_AAN and gelopen.is_te_laat
    if houdt_aan and len(voor_het_einde) == len(gepland):
        for op in _elke_werkdag_daarna(gelopen.klok, gepland[-1].gepland_op, gelopen.einde):
            yield Ontvanger.TEAMLEIDER, op


def _elke_werkdag_daarna(klok: Klok, laatste: datetime, einde: datetime) -> Iterator[datetime]:
    """What `aanhouden` sends until somebody reacts."""
    for dag in klok.kalender.werkdagen_vanaf(lokaal(laatste).date() + DAG):
        op = maak_lokaal(datetime.combine(dag, klok.kalender.van))
        if op >= einde:
            return
        yield op


def _wie(termijn: Termijn, ontvanger: Ontvanger, op: datetime, gemeente: Gemeente) -> str:
    zaak = termijn.van_zaak
    behandelaar = zaak.behandelaar if zaak and zaak.opgepakt_op <= op else None
    if ontvanger == Ontvanger.TEAM:
        return _naam(behandelaar)
    if ontvanger == Ontvanger.PLAATSVERVANGER and behandelaar and behandelaar.plaatsvervanger:
        return _naam(behandelaar.plaatsvervanger)
    return _naam(gemeente.teamleider)


def _naam(gebruiker: Gebruiker | None) -> str:
    return gebruiker.naam if gebruiker else TEAM
