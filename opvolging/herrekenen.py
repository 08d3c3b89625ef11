"""Letting clocks that run follow a change of rule, ladder or calendar after all.

They are counted and planned again. Only the beheerder, after a rehearsal and with a reason that
stands in the history of each zaak.
What was said is not said again: a step that left once never leaves twice, and of what would have
been due by now only the highest leaves. But who was told that it is late and got more time, is told
so once more at the new limit, where `aanhouden` does not do that every day. Pauses stay. A clock
that stopped meanwhile stays stopped.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce

from opvolging import bijstellen, klokrekening, ladderbeheer, regelbeheer
from opvolging.herinneringspost import WAAR_DE_ZAAK_IS
from opvolging.kalender import Kalender, lokaal
from opvolging.klokkensoorten import HOUDT_AAN, SOORTEN
from opvolging.klokregels import datum_van
from opvolging.kloksoort import Kloksoort
from opvolging.klokstand import moment
from opvolging.ladder import Anker, Klok, Ladder, Stap
from opvolging.models import Gebeurtenis, Herinnering, Ladderversie, Regelversie, Termijn, Zaak
from opvolging.models.termijn import TermijnQuerySet
from opvolging.verloop import schrijf_bij
from signaalpunt.claimen import LOS
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker, Gemeente

AL_GEZEGD = "ging al weg voor deze wijziging"


@dataclass(frozen=True)
class _Nieuw:
    """What the clocks follow from now on, and every ladder by which they may have been planned."""

    soort: Kloksoort
    regel: Regelversie | None
    ladder: Ladderversie | None
    ladders: Mapping[int, Ladder]
    dagen: Kalender | None = None  # None: each keeps its own


class Herreken(Protocol):
    """Lets running clocks follow what holds now; returns for how many that changed."""

    def __call__(self, gemeente: Gemeente, *, reden: str, door: Gebruiker, nu: datetime) -> int: ...


def lopende(gemeente: Gemeente, soort: Termijn.Soort | None = None) -> TermijnQuerySet:
    """The clocks it would be about: of this kind, or all."""
    alle = Termijn.objects.lopend().filter(gemeente=gemeente)
    return alle.filter(soort=soort) if soort else alle


@transaction.atomic
def herreken(
    gemeente: Gemeente, *, soort: Termijn.Soort, reden: str, door: Gebruiker, nu: datetime
) -> int:
    """Let the running clocks of `soort` follow what holds now; return for how many that changed.

    Raises Geweigerd without a reason.
    """
    _weiger_zonder(reden)
    nieuw = _nieuw(gemeente, soort)
    return sum(
        _herreken(termijn, nieuw, reden=reden, door=door, nu=nu)
        for termijn in _houd_vast(lopende(gemeente, soort))
        if (termijn.regel, termijn.ladder) != (nieuw.regel, nieuw.ladder)
    )


@transaction.atomic
def herreken_openingen(gemeente: Gemeente, *, reden: str, door: Gebruiker, nu: datetime) -> int:
    """Let every running clock follow the opening hours and days of now, by its own rule and ladder.

    Raises Geweigerd without a reason.
    """
    _weiger_zonder(reden)
    gemeente = Gemeente.objects.get(pk=gemeente.pk)
    dagen = klokrekening.kalender(gemeente)
    return sum(
        _herreken(
            termijn,
            _Nieuw(klokrekening.soort_van(termijn), termijn.regel, termijn.ladder, {}, dagen),
            reden=reden,
            door=door,
            nu=nu,
        )
        for termijn in _houd_vast(lopende(gemeente))
        if klokrekening.klok_van(termijn).kalender.versie != dagen.versie
    )


def _weiger_zonder(reden: str) -> None:
    if not reden.strip():
        raise Geweigerd("Schrijf kort op waarom dit ook geldt voor klokken die al lopen.")


def _houd_vast(alle: TermijnQuerySet) -> list[Termijn]:
    _houd_zaken_vast(alle)
    met_alles = alle.select_related("gemeente", "regel", "ladder").prefetch_related("pauzes")
    return list(met_alles.order_by("pk").select_for_update(of=("self",)))


@transaction.atomic
def bewaar_ook_voor_lopende(
    bewaar: Callable[[], object],
    herreken: Herreken,
    gemeente: Gemeente,
    *,
    reden: str,
    door: Gebruiker,
    nu: datetime,
) -> int:
    """Keep a change and let running clocks follow it: both or neither. Raises Geweigerd."""
    bewaar()
    return herreken(gemeente, reden=reden, door=door, nu=nu)


def _nieuw(gemeente: Gemeente, soort: Termijn.Soort) -> _Nieuw:
    alle_ladders = list(ladderbeheer.versies(gemeente, soort))
    standaard = SOORTEN[soort].ladder
    return _Nieuw(
        soort=regelbeheer.soort_van(gemeente, soort),
        regel=regelbeheer.versies(gemeente, soort).first(),
        ladder=alle_ladders[0] if alle_ladders else None,
        ladders={standaard.versie: standaard}
        | {versie.versie: versie.als_ladder() for versie in alle_ladders},
    )


def _houd_zaken_vast(alle: TermijnQuerySet) -> None:
    """First the zaken and then their clocks, as every act does: otherwise two wait forever."""
    van_wie = alle.order_by().values_list(Coalesce(*WAAR_DE_ZAAK_IS))
    zaken = Zaak.objects.filter(pk__in=van_wie).order_by("pk").select_for_update(of=("self",))
    list(zaken.values_list("pk", flat=True))


def _herreken(
    termijn: Termijn, nieuw: _Nieuw, *, reden: str, door: Gebruiker, nu: datetime
) -> bool:
    klok = klokrekening.klok_onder(termijn, nieuw.soort, dagen=nieuw.dagen)
    was, ladder_was = (termijn.streef_op, termijn.grens_op), klokrekening.ladder_van(termijn)
    _schrijf(termijn, klok, nieuw)
    if klokrekening.ladder_van(termijn).versie == ladder_was.versie:
        _verplaats(termijn, klok, nu)
    else:
        bijstellen.laat_vervallen(termijn, nu=nu)
        Herinnering.objects.bulk_create(_rijen(termijn, klok, nieuw, nu))
    is_gelijk = nieuw.dagen and was == (termijn.streef_op, termijn.grens_op)
    if (zaak := termijn.van_zaak) and not is_gelijk:  # a calendar that changes nothing is no news
        tekst = _wat_er_gebeurde(termijn, was, nu)
        schrijf_bij(
            zaak, Gebeurtenis.Soort.HERREKEND, door=door, nu=nu, tekst=f"{tekst} {reden.strip()}"
        )
    return True


def _schrijf(termijn: Termijn, klok: Klok, nieuw: _Nieuw) -> None:
    redenen = {pauze.van: pauze.get_reden_display() for pauze in termijn.pauzes.all()}
    datum = datum_van(klokrekening.soort_van(termijn), termijn.streef_op, termijn.grens_op)
    termijn.regel, termijn.ladder = nieuw.regel, nieuw.ladder
    termijn.regelversie = nieuw.regel.versie if nieuw.regel else 1
    termijn.telling = klok.telling.value
    if nieuw.soort.in_uren:
        termijn.aantal_uren_streef = nieuw.soort.streef.uren
        termijn.aantal_uren_grens = nieuw.soort.grens.uren
    termijn.streef_op, termijn.grens_op = klok.anker(Anker.STREEF), klok.anker(Anker.GRENS)
    termijn.uitleg = klokrekening.verklaring(nieuw.soort, klok, datum=datum, redenen=redenen)
    if nieuw.dagen:
        termijn.kalender = nieuw.dagen.als_gegevens(lokaal(termijn.gestart_op).date())
    termijn.save(
        update_fields=[
            "regel", "ladder", "regelversie", "telling", "aantal_uren_streef",
            "aantal_uren_grens", "streef_op", "grens_op", "uitleg", "kalender",
        ]
    )  # fmt: skip


def _verplaats(termijn: Termijn, klok: Klok, nu: datetime) -> None:
    """Give the same steps their new moments; who is not late any more is no longer chased."""
    rijen = klokrekening.rijen_van_ladder(termijn, klok)
    bijstellen.herplan(termijn.pk, {rij.stap: rij.gepland_op for rij in rijen})
    erboven = Q(stap__gt=max(rij.stap for rij in rijen))
    if termijn.soort not in HOUDT_AAN:
        wachtte = _laat_vallen(termijn, erboven, nu)
        if wachtte or termijn.grens_op > nu:
            _zeg_opnieuw(termijn, rijen, nu)
    elif termijn.grens_op > nu:
        _laat_vallen(termijn, erboven, nu)


def _zeg_opnieuw(termijn: Termijn, rijen: list[Herinnering], nu: datetime) -> None:
    """Plan above the ladder what it says from the limit on, when any of that was said before."""
    ladder = klokrekening.ladder_van(termijn)
    te_laat = [stap.nummer for stap in ladder.stappen if _zegt_te_laat(stap)]
    eigen = termijn.herinneringen.filter(regelversie=ladder.versie)
    if not eigen.filter(stap__in=te_laat).exclude(status__in=bijstellen.OPEN).exists():
        return
    _laat_vallen(termijn, Q(stap__in=te_laat), nu)
    hoger = max(eigen.values_list("stap", flat=True)) - min(te_laat) + 1
    nieuw = [rij for rij in rijen if rij.stap in te_laat]
    for rij in nieuw:
        rij.stap += hoger
    if zaak := termijn.van_zaak:
        bijstellen.adresseer(nieuw, aan=zaak.behandelaar)
    Herinnering.objects.bulk_create(nieuw)


def _laat_vallen(termijn: Termijn, welke: Q, nu: datetime) -> int:
    """Close which of these did not leave; how many."""
    return termijn.herinneringen.filter(welke, status__in=bijstellen.OPEN).update(
        status=Herinnering.Status.VERVALLEN,
        reden=bijstellen.ANDERE_LADDER,
        afgehandeld_op=nu,
        **LOS,
    )


def _rijen(termijn: Termijn, klok: Klok, nieuw: _Nieuw, nu: datetime) -> list[Herinnering]:
    """The rows of the new ladder; what was said before is in there too, as vervallen.

    Asked after what did not leave was closed: what is still sent then, arrives.
    """
    weg = list(termijn.herinneringen.filter(status=Herinnering.Status.VERZONDEN))
    gezegd = {_stap_van(rij, nieuw.ladders) for rij in weg}
    laatst = max((rij.gepland_op for rij in weg), default=None)
    rijen = klokrekening.rijen_van_ladder(termijn, klok)
    hoogste = max((rij.stap for rij in rijen if rij.gepland_op <= nu), default=0)
    for rij in rijen:
        stap = _stap_van(rij, nieuw.ladders)
        is_gezegd = (stap in gezegd and not _begint_opnieuw(termijn, stap, nu)) or (
            rij.stap < hoogste
        )
        if rij.stap == hoogste and laatst and rij.gepland_op <= laatst:
            # a later reminder said more, unless this is the first to say that it is late
            is_gezegd = is_gezegd or (stap is not None and not _zegt_te_laat(stap[0]))
        if is_gezegd:
            rij.status, rij.reden = Herinnering.Status.VERVALLEN, AL_GEZEGD
            rij.afgehandeld_op = nu
    if zaak := termijn.van_zaak:
        bijstellen.adresseer(rijen, aan=zaak.behandelaar)
    return rijen


def _stap_van(rij: Herinnering, ladders: Mapping[int, Ladder]) -> tuple[Stap, str] | None:
    """When and for whom a row is, whatever its number; None for what `aanhouden` added."""
    nummer, aan = klokrekening.sleutel(rij)
    stappen = ladders[rij.regelversie].stappen
    return next(((stap.wanneer, aan) for stap in stappen if stap.nummer == nummer), None)


def _begint_opnieuw(termijn: Termijn, stap: tuple[Stap, str] | None, nu: datetime) -> bool:
    """Whether this step says that it is late, of a limit that lies ahead (again)."""
    if stap is None or termijn.soort in HOUDT_AAN:
        return False
    return _zegt_te_laat(stap[0]) and termijn.grens_op > nu


def _zegt_te_laat(stap: Stap) -> bool:
    return stap.anker == Anker.GRENS and not stap.is_waarschuwing


def _wat_er_gebeurde(termijn: Termijn, was: tuple[datetime, datetime], nu: datetime) -> str:
    wat = termijn.get_soort_display().capitalize()
    nieuw = termijn.streef_op, termijn.grens_op
    anders = [
        f"{naam} was {moment(toen, nu, 'om')} en is nu {moment(dan, nu, 'om')}"
        for naam, toen, dan in zip(("het streefmoment", "de grens"), was, nieuw, strict=True)
        if toen != dan
    ]
    # the limit is what counts
    return f"{wat}: {anders[-1] if anders else 'andere herinneringen'}."
