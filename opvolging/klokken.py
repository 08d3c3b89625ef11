"""Starting and stopping clocks. How a clock counts is decided in `termijnen`, of what it reminds
in `ladder`; here both become rows, and the outcome is frozen when the clock stops.

A clock keeps the opening hours, holidays and closing days with which its deadlines were promised,
and counts with those until it stops, whatever the gemeente changes meanwhile. Its own outcome is
`gestopt_op` against `streef_op` and `grens_op`. The report also wants the outcome in the two
countings that every gemeente is compared by; it reads begun minutes, which are rounded up, so that
one second over the deadline is over it and both ways to look say the same.
"""

import datetime
from collections.abc import Iterable

from django.db import transaction

from meldingen.models import Melding
from opvolging import herinneringen
from opvolging.kalender import lokaal
from opvolging.ladder import LADDERS, Klok, plan
from opvolging.models import Herinnering, Termijn, Zaak
from opvolging.termijnen import Kalender, Telling, begonnen_minuten, loopt_af_op
from opvolging.termijnuitleg import uitleg
from signaalpunt.models import Gebruiker, Gemeente

UREN = {  # to the target, to the limit
    Termijn.Soort.EERSTE_CONTACT: (24, 48),
    Termijn.Soort.HEROPEND: (24, 48),
}
REGELVERSIE = 1  # of the counting; the ladder has its own


def kalender(gemeente: Gemeente) -> Kalender:
    """When this gemeente is open, in the words of `termijnen`."""
    return Kalender(
        van=gemeente.opent_om,
        tot=gemeente.sluit_om,
        goede_vrijdag=gemeente.is_dicht_op_goede_vrijdag,
        vijf_mei=gemeente.is_dicht_op_5_mei,
        carnaval=gemeente.is_dicht_met_carnaval,
        sluitingsdagen=frozenset(gemeente.sluitingsdagen.values_list("datum", flat=True)),
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
    dagen = kalender(melding.gemeente)
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
        aantal_uren_streef=uren_streef,
        aantal_uren_grens=uren_grens,
        gestart_op=nu,
        streef_op=streef.moment,
        grens_op=grens.moment,
        kalender=dagen.als_gegevens(lokaal(nu).date()),
        uitleg=f"Streefmoment: {uitleg(streef)} Grens: {uitleg(grens)}",
    )
    Herinnering.objects.bulk_create(_ladder(termijn, dagen))
    return termijn


def aantal_stappen(soort: Termijn.Soort) -> int:
    """How many reminders a clock of this kind has."""
    return len(LADDERS[soort].stappen)


@transaction.atomic
def vul_ladder_aan(termijn: Termijn) -> None:
    """Plan the steps of a clock that are missing from the ledger, whoever they were for."""
    aanwezig = set(termijn.herinneringen.select_for_update().values_list("stap", flat=True))
    rijen = _ladder(termijn, _kalender_van_start(termijn))
    ontbreekt = [rij for rij in rijen if rij.stap not in aanwezig]
    Herinnering.objects.bulk_create(ontbreekt, ignore_conflicts=True)


def _ladder(termijn: Termijn, dagen: Kalender) -> list[Herinnering]:
    ladder = LADDERS[termijn.soort]
    klok = Klok(
        start=termijn.gestart_op,
        uren_streef=termijn.aantal_uren_streef,
        uren_grens=termijn.aantal_uren_grens,
        telling=Telling(termijn.telling),
        kalender=dagen,
    )
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


@transaction.atomic
def stop(zaak: Zaak, *, reden: Termijn.Stopreden, nu: datetime.datetime) -> None:
    """Stop the running clocks of `zaak` at `nu`, of all that were started by then.

    Freezes what they counted, cancels their reminders and withdraws mails that did not leave.
    A clock that stopped before stays as it is.
    """
    van_zaak = Termijn.objects.filter(melding__zaakmelding__zaak=zaak)
    lopend = van_zaak.lopend().filter(gestart_op__lte=nu)
    rijen = list(lopend.select_related("gemeente").select_for_update(of=("self",)))
    for termijn in rijen:
        _bevries(termijn, reden=reden, nu=nu)
    herinneringen.annuleer([termijn.pk for termijn in rijen], nu=nu)


@transaction.atomic
def hervat(termijn: Termijn, *, aan: Gebruiker) -> None:
    """Let a clock that was stopped by mistake run on as if it never stopped; a running one does.

    Its start, target and limit are those of the melding: a mistake of ours is no new promise. The
    reminders that the stop cancelled are planned again, for `aan`; steps that passed leave as one.
    """
    Termijn.objects.filter(pk=termijn.pk).update(
        gestopt_op=None,
        stopreden="",
        aantal_minuten=None,
        aantal_minuten_werkdag=None,
        aantal_minuten_klok=None,
    )
    herinneringen.herstel(termijn)
    herinneringen.heradresseer(termijn.melding, aan=aan)


def _bevries(termijn: Termijn, *, reden: Termijn.Stopreden, nu: datetime.datetime) -> None:
    eigen, werkdag, klok = minuten(
        termijn, (Telling(termijn.telling), Telling.WERKDAGUREN, Telling.KLOKUREN), tot=nu
    )
    Termijn.objects.lopend().filter(pk=termijn.pk).update(
        gestopt_op=nu,
        stopreden=reden,
        aantal_minuten=eigen,
        aantal_minuten_werkdag=werkdag,
        aantal_minuten_klok=klok,
    )


def minuten(termijn: Termijn, tellingen: Iterable[Telling], *, tot: datetime.datetime) -> list[int]:
    """The minutes that the clock has begun to count at `tot`, in each of `tellingen`."""
    dagen = _kalender_van_start(termijn)
    return [begonnen_minuten(termijn.gestart_op, tot, telling, dagen) for telling in tellingen]


def _kalender_van_start(termijn: Termijn) -> Kalender:
    if termijn.kalender is None:  # started before calendars were kept
        return kalender(termijn.gemeente)
    return Kalender.uit_gegevens(termijn.kalender)
