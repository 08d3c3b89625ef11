"""Starting and stopping clocks. How a clock counts is decided in `termijnen`, of what it reminds
in `ladder`; here both become rows, and the outcome is frozen when the clock stops.

A clock keeps the opening hours, holidays and closing days with which its deadlines were promised,
and counts with those until it stops, whatever the gemeente changes meanwhile. Its own outcome is
`gestopt_op` against `streef_op` and `grens_op`. The report also wants the outcome in the two
countings that every gemeente is compared by; it reads begun minutes, which are rounded up, so that
one second over the deadline is over it and both ways to look say the same.

A pause is known with its end from the start, and the deadlines are counted with it at once: a clock
resumes without anything having to run. Its pauses are left out of the counted hours, never out of
the elapsed ones.
"""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Subquery

from meldingen.models import Melding
from opvolging import herinneringen
from opvolging.kalender import lokaal
from opvolging.ladder import LADDERS, Klok, Ladder, plan
from opvolging.models import Herinnering, Ladderversie, Pauze, Termijn, Zaak
from opvolging.models.termijn import TermijnQuerySet
from opvolging.termijnen import Afloop, Kalender, Telling, begonnen_minuten, loopt_af_op
from opvolging.termijnen import Pauze as Stilstand
from opvolging.termijnuitleg import uitleg
from signaalpunt.models import Gebruiker, Gemeente

UREN = {  # to the target, to the limit
    Termijn.Soort.EERSTE_CONTACT: (24, 48),
    Termijn.Soort.HEROPEND: (24, 48),
}
# Waiting until somebody can be called; nothing else waits for that.
TE_PAUZEREN = (Termijn.Soort.EERSTE_CONTACT, Termijn.Soort.HEROPEND)
REGELVERSIE = 1  # of the counting; the ladder has its own


def kalender(gemeente: Gemeente) -> Kalender:
    """When this gemeente is open, in the words of `termijnen`."""
    return _kalender(gemeente, gemeente.sluitingsdagen.values_list("datum", flat=True))


def _kalender(gemeente: Gemeente, sluitingsdagen: Iterable[datetime.date | None]) -> Kalender:
    return Kalender(
        van=gemeente.opent_om,
        tot=gemeente.sluit_om,
        goede_vrijdag=gemeente.is_dicht_op_goede_vrijdag,
        vijf_mei=gemeente.is_dicht_op_5_mei,
        carnaval=gemeente.is_dicht_met_carnaval,
        sluitingsdagen=frozenset(filter(None, sluitingsdagen)),
    )


@transaction.atomic(savepoint=False)  # a part of one act: no savepoint of its own
def start(
    melding: Melding,
    *,
    nu: datetime.datetime,
    soort: Termijn.Soort = Termijn.Soort.EERSTE_CONTACT,
) -> Termijn:
    """Start a clock at `nu`, that of the first contact if not told otherwise, with its reminders.

    In the transaction of the caller. A clock that was started before stays as it is; one that may
    run again is started again when it stands still.
    """
    eerder = Termijn.objects.filter(melding=melding, soort=soort)
    if bestaand := (eerder if soort == Termijn.Soort.EERSTE_CONTACT else eerder.lopend()).first():
        return bestaand
    dagen, ladder = _kalender_en_ladder(melding.gemeente, soort)
    telling = Telling(melding.gemeente.telling)
    uren_streef, uren_grens = UREN[soort]
    streef = loopt_af_op(nu, uren_streef, telling, dagen)
    grens = loopt_af_op(nu, uren_grens, telling, dagen)
    termijn = Termijn.objects.create(
        gemeente=melding.gemeente,
        melding=melding,
        soort=soort,
        telling=telling.value,
        regelversie=REGELVERSIE,
        ladder=ladder,
        aantal_uren_streef=uren_streef,
        aantal_uren_grens=uren_grens,
        gestart_op=nu,
        streef_op=streef.moment,
        grens_op=grens.moment,
        kalender=dagen.als_gegevens(lokaal(nu).date()),
        uitleg=_uitleg(streef, grens),
    )
    Herinnering.objects.bulk_create(_ladder(termijn, _klok(termijn, dagen)))
    return termijn


def _kalender_en_ladder(
    gemeente: Gemeente, soort: Termijn.Soort
) -> tuple[Kalender, Ladderversie | None]:
    """What a clock is counted and reminded with that starts now; one query as a rule."""
    nieuwste = Ladderversie.objects.filter(gemeente=gemeente.pk, soort=soort).order_by("-versie")
    rijen = Gemeente.objects.filter(pk=gemeente.pk).values_list(
        "sluitingsdagen__datum", Subquery(nieuwste.values("pk")[:1])
    )
    dagen, versies = zip(*rijen, strict=True)
    ladder = nieuwste.get(pk=versies[0]) if versies[0] else None
    return _kalender(gemeente, dagen), ladder


def ladder_van(termijn: Termijn) -> Ladder:
    """The reminders that this clock started with."""
    return termijn.ladder.als_ladder() if termijn.ladder else LADDERS[termijn.soort]


@transaction.atomic
def vul_ladder_aan(termijn: Termijn) -> None:
    """Plan the steps of a clock that are missing from the ledger, whoever they were for."""
    aanwezig = set(termijn.herinneringen.select_for_update().values_list("stap", flat=True))
    rijen = _ladder(termijn, klok_van(termijn))
    ontbreekt = [rij for rij in rijen if rij.stap not in aanwezig]
    Herinnering.objects.bulk_create(ontbreekt, ignore_conflicts=True)


def _klok(termijn: Termijn, dagen: Kalender, pauzes: tuple[Stilstand, ...] = ()) -> Klok:
    return Klok(
        start=termijn.gestart_op,
        uren_streef=termijn.aantal_uren_streef,
        uren_grens=termijn.aantal_uren_grens,
        telling=Telling(termijn.telling),
        kalender=dagen,
        pauzes=pauzes,
        stil_tot=termijn.stil_tot,
    )


def klok_van(termijn: Termijn) -> Klok:
    """All that decides when this clock is where, with its pauses."""
    return _klok(termijn, _kalender_van_start(termijn), _stilstanden(termijn))


def _stilstanden(termijn: Termijn) -> tuple[Stilstand, ...]:
    if termijn.stil_tot is None:  # never paused: nothing to look up
        return ()
    return tuple((pauze.van, pauze.tot) for pauze in termijn.pauzes.all())


def _ladder(termijn: Termijn, klok: Klok) -> list[Herinnering]:
    ladder = ladder_van(termijn)
    return [
        Herinnering(
            gemeente_id=termijn.gemeente_id,
            termijn=termijn,
            regelversie=ladder.versie,
            stap=gepland.stap,
            ontvanger=gepland.ontvanger.value,
            gepland_op=gepland.gepland_op,
        )
        for gepland in plan(ladder, klok)
    ]


def te_pauzeren(zaak: Zaak) -> TermijnQuerySet:
    """The running clocks of `zaak` that a pause can be about, held until the transaction ends."""
    van_soort = _van(zaak).lopend().filter(soort__in=TE_PAUZEREN)
    return van_soort.select_related("gemeente").select_for_update(of=("self",)).order_by("pk")


@transaction.atomic
def zet_stil(
    termijn: Termijn,
    *,
    tot: datetime.datetime,
    reden: Pauze.Reden,
    door: Gebruiker,
    nu: datetime.datetime,
) -> None:
    """Let a running clock stand still from `nu` to `tot`: its deadlines and reminders move."""
    Pauze.objects.create(
        gemeente_id=termijn.gemeente_id, termijn=termijn, van=nu, tot=tot, reden=reden, door=door
    )
    _herbereken(termijn, stil_tot=tot)


def volg_pauze(melding: Melding, *, zaak: Zaak, door: Gebruiker, nu: datetime.datetime) -> None:
    """Let the clock of a melding that joins `zaak` stand still as long as the others there do."""
    van_anderen = Pauze.objects.filter(termijn__in=_van(zaak).lopend(), tot__gt=nu)
    if pauze := van_anderen.order_by("-tot").first():
        eigen = te_pauzeren(zaak).filter(melding=melding, stil_tot=None, grens_op__gt=nu)
        for termijn in eigen:
            zet_stil(termijn, tot=pauze.tot, reden=Pauze.Reden(pauze.reden), door=door, nu=nu)


@transaction.atomic
def laat_weer_lopen(termijn: Termijn, *, nu: datetime.datetime) -> None:
    """End the pause of a clock that stands still at `nu`, as if that was its end all along."""
    termijn.pauzes.filter(tot__gt=nu).update(tot=nu)
    _herbereken(termijn, stil_tot=nu)


def _herbereken(termijn: Termijn, *, stil_tot: datetime.datetime) -> None:
    """Count again with the pauses as they are now, and plan again what did not leave."""
    termijn.stil_tot = stil_tot
    klok = klok_van(termijn)
    streef, grens = (klok.afloop(uren) for uren in (klok.uren_streef, klok.uren_grens))
    termijn.streef_op, termijn.grens_op = streef.moment, grens.moment
    termijn.uitleg = _uitleg(streef, grens, _redenen(termijn))
    termijn.save(update_fields=["stil_tot", "streef_op", "grens_op", "uitleg"])
    herinneringen.herplan(termijn.pk, {r.stap: r.gepland_op for r in _ladder(termijn, klok)})


def _redenen(termijn: Termijn) -> dict[datetime.datetime, str]:
    return {pauze.van: pauze.get_reden_display() for pauze in termijn.pauzes.all()}


def _uitleg(
    streef: Afloop, grens: Afloop, redenen: dict[datetime.datetime, str] | None = None
) -> str:
    return f"Streefmoment: {uitleg(streef, redenen)} Grens: {uitleg(grens, redenen)}"


def _van(zaak: Zaak) -> TermijnQuerySet:
    return Termijn.objects.filter(melding__zaakmelding__zaak=zaak)


@transaction.atomic
def stop(zaak: Zaak, *, reden: Termijn.Stopreden, nu: datetime.datetime) -> None:
    """Stop the running clocks of `zaak` at `nu`, of all that were started by then.

    Freezes what they counted, cancels their reminders and withdraws mails that did not leave.
    A clock that stopped before stays as it is.
    """
    lopend = _van(zaak).lopend().filter(gestart_op__lte=nu)
    rijen = list(lopend.select_related("gemeente").select_for_update(of=("self",)))
    for termijn in rijen:
        _bevries(termijn, reden=reden, nu=nu)
    herinneringen.annuleer([termijn.pk for termijn in rijen], nu=nu)


@transaction.atomic
def hervat(termijn: Termijn, *, aan: Gebruiker, nu: datetime.datetime) -> None:
    """Let a clock that was stopped by mistake run on as if it never stopped; a running one does.

    Its start, target and limit are those of the melding: a mistake of ours is no new promise. The
    reminders that the stop cancelled are planned again, for `aan`; steps that passed leave as one.
    A later clock on contact with the same person stops: nobody is waited for twice.
    """
    _stop_latere(termijn, nu=nu)
    Termijn.objects.filter(pk=termijn.pk).update(
        gestopt_op=None,
        stopreden="",
        aantal_minuten=None,
        aantal_minuten_werkdag=None,
        aantal_minuten_klok=None,
        aantal_minuten_pauze=0,
    )
    herinneringen.herstel(termijn)
    herinneringen.heradresseer(termijn.melding, aan=aan)


def _stop_latere(termijn: Termijn, *, nu: datetime.datetime) -> None:
    zelfde_contact = Termijn.objects.lopend().filter(
        melding=termijn.melding_id, soort__in=TE_PAUZEREN, gestart_op__gt=termijn.gestart_op
    )
    rijen = list(zelfde_contact.select_related("gemeente").select_for_update(of=("self",)))
    for latere in rijen:
        _bevries(latere, reden=Termijn.Stopreden.OPGEGAAN, nu=nu)
    herinneringen.annuleer([latere.pk for latere in rijen], nu=nu)


def _bevries(termijn: Termijn, *, reden: Termijn.Stopreden, nu: datetime.datetime) -> None:
    telling = Telling(termijn.telling)
    eigen = minuten(termijn, telling, tot=nu)
    doorgeteld = minuten(termijn, telling, tot=nu, met_pauzes=False)
    Termijn.objects.lopend().filter(pk=termijn.pk).update(
        gestopt_op=nu,
        stopreden=reden,
        aantal_minuten=eigen,
        aantal_minuten_werkdag=minuten(termijn, Telling.WERKDAGUREN, tot=nu),
        aantal_minuten_klok=minuten(termijn, Telling.KLOKUREN, tot=nu, met_pauzes=False),
        aantal_minuten_pauze=doorgeteld - eigen,
    )


def minuten(
    termijn: Termijn, telling: Telling, *, tot: datetime.datetime, met_pauzes: bool = True
) -> int:
    """The minutes that the clock has begun to count at `tot`; its pauses do not count, or do."""
    klok = klok_van(termijn)
    stil = klok.pauzes if met_pauzes else ()
    return begonnen_minuten(klok.start, tot, telling, klok.kalender, stil)


def _kalender_van_start(termijn: Termijn) -> Kalender:
    if termijn.kalender is None:  # started before calendars were kept
        return kalender(termijn.gemeente)
    return Kalender.uit_gegevens(termijn.kalender)
