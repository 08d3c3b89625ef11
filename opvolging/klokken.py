"""Starting and stopping clocks. How a clock counts is decided in `termijnen`, of what it reminds in
its ladder, how the kinds differ in `klokkensoorten`; here it all becomes rows, and the outcome is
frozen when the clock stops.

The outcome of a clock is `gestopt_op` against `streef_op` and `grens_op`. The report also wants the
outcome in the two countings that every gemeente is compared by; it reads begun minutes, which are
rounded up, so that one second over the deadline is over it and both ways to look say the same.
"""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db import connection, transaction
from django.db.models import Manager

from meldingen.models import Deur, Melding
from opvolging import bijstellen
from opvolging.kalender import Kalender, lokaal
from opvolging.klokkensoorten import OM_CONTACT, SOORTEN, stopt_bij
from opvolging.klokrekening import (
    kalender_met,
    klok_van,
    ladder_van,
    minuten,
    rijen_van_ladder,
    sleutel,
    verklaring,
)
from opvolging.ladder import Anker
from opvolging.models import (
    Doorverwijzing,
    Herinnering,
    Koppeling,
    Ladderversie,
    Maatje,
    Regelversie,
    Termijn,
    Zaak,
    zaak_van,
)
from opvolging.models.termijn import TermijnQuerySet
from opvolging.termijnen import Telling
from signaalpunt.models import Gebruiker, Gemeente

Soort = Termijn.Soort
Onderwerp = Melding | Zaak | Koppeling | Maatje | Doorverwijzing
Versie = TypeVar("Versie", Ladderversie, Regelversie)


@dataclass(frozen=True)
class _Regels:
    """With what the clocks of a gemeente are counted and reminded that start now."""

    kalender: Kalender
    ladders: dict[str, Ladderversie]  # of the kinds that the gemeente changed; so are the rules
    regels: dict[str, Regelversie]


@transaction.atomic(savepoint=False)  # a part of one act: no savepoint of its own
def start(
    onderwerp: Onderwerp,
    *,
    nu: datetime.datetime,
    soort: Termijn.Soort = Soort.EERSTE_CONTACT,
    datum: datetime.datetime | None = None,
    aan: Gebruiker | None = None,
) -> Termijn:
    """Start a clock at `nu`, that of the first contact if not told otherwise, with its reminders.

    In the transaction of the caller. `datum` is what a clock counts from that goes by a date, `aan`
    who looks after it. A clock that was started before stays as it is; one that may run again is
    started again when it stands still.
    """
    eerder = Termijn.objects.filter(soort=soort, **_waarop(onderwerp, soort))
    if bestaand := (eerder if SOORTEN[soort].eenmalig else eerder.lopend()).first():
        return bestaand
    return _start(onderwerp, [soort], nu=nu, datum=datum, aan=aan)[0]


def start_alle(melding: Melding, *, nu: datetime.datetime) -> list[Termijn]:
    """Start the clocks that a new melding begins with, in the transaction of the caller."""
    return _start(melding, soorten_van(melding), nu=nu)


def start_samen(
    onderwerp: Onderwerp,
    soorten: Sequence[Termijn.Soort],
    *,
    aan: Gebruiker,
    nu: datetime.datetime,
) -> list[Termijn]:
    """Start several clocks at once for `aan`, in the transaction of the caller."""
    return _start(onderwerp, soorten, nu=nu, aan=aan)


def vul_aan(melding: Melding) -> list[Termijn]:
    """Start what a melding should have begun with and did not; taken up is taken up."""
    aanwezig = set(melding.termijnen.values_list("soort", flat=True))
    if zaak_van(melding):
        aanwezig.add(Soort.OPPAKKEN)
    ontbreekt = [soort for soort in soorten_van(melding) if soort not in aanwezig]
    return _start(melding, ontbreekt, nu=melding.ontvangen_op)


def soorten_van(melding: Melding) -> list[Termijn.Soort]:
    """With which clocks a melding begins; who reports somebody else makes us tell that person."""
    altijd = [Soort.EERSTE_CONTACT, Soort.OPPAKKEN]
    return altijd if melding.deur == Deur.MIJZELF else [*altijd, Soort.INFORMATIEPLICHT]


def _start(
    onderwerp: Onderwerp,
    soorten: Sequence[Termijn.Soort],
    *,
    nu: datetime.datetime,
    datum: datetime.datetime | None = None,
    aan: Gebruiker | None = None,
) -> list[Termijn]:
    """Write the clocks of these kinds with all their reminders; three queries together."""
    regels = _regels(onderwerp.gemeente, soorten)
    termijnen = [_termijn(onderwerp, soort, regels, nu, datum) for soort in soorten]
    Termijn.objects.bulk_create(termijnen)
    rijen = [rij for deze in termijnen for rij in rijen_van_ladder(deze, klok_van(deze))]
    if aan:
        bijstellen.adresseer(rijen, aan=aan)
    Herinnering.objects.bulk_create(rijen)
    return termijnen


def _termijn(
    onderwerp: Onderwerp,
    soort: Termijn.Soort,
    regels: _Regels,
    nu: datetime.datetime,
    datum: datetime.datetime | None,
) -> Termijn:
    regel = regels.regels.get(soort)
    deze = SOORTEN[soort].met(regel.als_regel()) if regel else SOORTEN[soort]
    klok = deze.klok(nu, Telling(onderwerp.gemeente.telling), regels.kalender, datum=datum)
    return Termijn(
        gemeente=onderwerp.gemeente,
        **_waarop(onderwerp, soort),
        soort=soort,
        telling=klok.telling.value,
        regelversie=regel.versie if regel else 1,
        regel=regel,
        ladder=regels.ladders.get(soort),
        aantal_uren_streef=deze.streef.uren if deze.in_uren else None,
        aantal_uren_grens=deze.grens.uren if deze.in_uren else None,
        gestart_op=nu,
        streef_op=klok.anker(Anker.STREEF),
        grens_op=klok.anker(Anker.GRENS),
        kalender=regels.kalender.als_gegevens(lokaal(nu).date()),
        uitleg=verklaring(deze, klok, datum=datum),
    )


def _waarop(onderwerp: Onderwerp, soort: Termijn.Soort) -> dict[str, Onderwerp]:
    naam = type(onderwerp).__name__.lower()
    if naam != SOORTEN[soort].onderwerp:
        raise ValueError(f"{soort} loopt niet op een {naam}")
    return {naam: onderwerp}


# Written out: by the ORM these are three queries, or one that is slower than all of them.
_WAT_NU_GELDT = """
    SELECT 'dag', NULL, datum FROM signaalpunt_sluitingsdag WHERE gemeente_id = %(gemeente)s
    UNION ALL
    (SELECT DISTINCT ON (soort) 'ladder', id, NULL::date FROM opvolging_ladderversie
     WHERE gemeente_id = %(gemeente)s AND soort = ANY(%(soorten)s) ORDER BY soort, versie DESC)
    UNION ALL
    (SELECT DISTINCT ON (soort) 'regel', id, NULL::date FROM opvolging_regelversie
     WHERE gemeente_id = %(gemeente)s AND soort = ANY(%(soorten)s) ORDER BY soort, versie DESC)
"""


def _regels(gemeente: Gemeente, soorten: Sequence[Termijn.Soort]) -> _Regels:
    """One query, and one more where a ladder was changed, and one where a rule was."""
    with connection.cursor() as cursor:
        cursor.execute(_WAT_NU_GELDT, {"gemeente": gemeente.pk, "soorten": list(map(str, soorten))})
        rijen = cursor.fetchall()
    return _Regels(
        kalender_met(gemeente, [dag for wat, _, dag in rijen if wat == "dag"]),
        _per_soort(Ladderversie.objects, [pk for wat, pk, _ in rijen if wat == "ladder"]),
        _per_soort(Regelversie.objects, [pk for wat, pk, _ in rijen if wat == "regel"]),
    )


def _per_soort(versies: "Manager[Versie]", eigen: Sequence[int]) -> dict[str, Versie]:
    gewijzigd = versies.filter(pk__in=eigen) if eigen else ()
    return {versie.soort: versie for versie in gewijzigd}


@transaction.atomic
def vul_ladder_aan(termijn: Termijn) -> None:
    """Plan the steps of a clock that are missing from the ledger, whoever they were for."""
    rijen = rijen_van_ladder(termijn, klok_van(termijn))
    van_ladder = termijn.herinneringen.filter(regelversie=ladder_van(termijn).versie)
    aanwezig = {sleutel(rij) for rij in van_ladder.select_for_update()}
    ontbreekt = [rij for rij in rijen if sleutel(rij) not in aanwezig]
    Herinnering.objects.bulk_create(ontbreekt, ignore_conflicts=True)


def stop(
    waarvan: Onderwerp,
    *,
    reden: Termijn.Stopreden,
    nu: datetime.datetime,
    op: datetime.datetime | None = None,
    alleen: Collection[Termijn.Soort] = (),
) -> None:
    """Stop the running clocks of `waarvan` that `reden` stops.

    Of a zaak those are its own and those of all that belongs to it. Freezes what they counted,
    cancels their reminders and withdraws mails that did not leave. A clock that stopped before
    stays as it is. With `op` it happened before now: then at that moment, and only clocks that ran
    by then. With `alleen` only clocks of those kinds.
    """
    stop_om(waarvan, [(reden, op)], nu=nu, alleen=alleen)


@transaction.atomic
def stop_om(
    waarvan: Onderwerp,
    redenen: Sequence[tuple[Termijn.Stopreden, datetime.datetime | None]],
    *,
    nu: datetime.datetime,
    alleen: Collection[Termijn.Soort] = (),
) -> None:
    """The same for several reasons, each with its `op`; of two for one clock the first counts."""
    stopt = {reden: stopt_bij(reden) for reden, _ in redenen}
    soorten = {soort for deze in stopt.values() for soort in deze if not alleen or soort in alleen}
    rijen = _houd_vast(_van(waarvan, soorten).lopend())
    eerste = {
        termijn: (reden, op or nu)
        for reden, op in reversed(redenen)
        for termijn in rijen
        if termijn.soort in stopt[reden] and (op is None or termijn.gestart_op <= op)
    }
    _stop([(termijn, *hoe) for termijn, hoe in eerste.items()], nu=nu)


def _van(waarvan: Onderwerp, soorten: Collection[str]) -> TermijnQuerySet:
    if isinstance(waarvan, Melding | Zaak):
        return Termijn.objects.van(waarvan, soorten)
    eigen = {type(waarvan).__name__.lower(): waarvan}
    return Termijn.objects.filter(soort__in=sorted(soorten), **eigen)


def _houd_vast(termijnen: TermijnQuerySet) -> list[Termijn]:
    return list(termijnen.select_for_update(of=("self",)))


def _stop(
    termijnen: Sequence[tuple[Termijn, Termijn.Stopreden, datetime.datetime]],
    *,
    nu: datetime.datetime,
) -> None:
    """Stop each clock, for its reason and at its moment."""
    for termijn, reden, op in termijnen:
        # The clock of a machine can be set back; what stands here never ends before it begins.
        _bevries(termijn, reden=reden, op=max(op, termijn.gestart_op))
    if termijnen:
        bijstellen.annuleer([termijn.pk for termijn, *_ in termijnen], nu=nu)


@transaction.atomic
def hervat(termijn: Termijn, *, aan: Gebruiker, nu: datetime.datetime) -> None:
    """Let a clock that was stopped by mistake run on as if it never stopped; a running one does.

    Its start, target and limit are those of the melding: a mistake of ours is no new promise. The
    reminders that the stop cancelled are planned again, for `aan`; steps that passed leave as one.
    A later clock on contact with the same person stops: nobody is waited for twice.
    """
    if termijn.soort in OM_CONTACT:
        latere = Termijn.objects.om_contact().lopend().filter(melding=termijn.melding_id)
        later = latere.filter(gestart_op__gt=termijn.gestart_op)
        opgegaan = Termijn.Stopreden.OPGEGAAN
        _stop([(deze, opgegaan, nu) for deze in _houd_vast(later)], nu=nu)
    Termijn.objects.filter(pk=termijn.pk).update(
        gestopt_op=None,
        stopreden="",
        aantal_minuten=None,
        aantal_minuten_werkdag=None,
        aantal_minuten_klok=None,
        aantal_minuten_pauze=0,
    )
    bijstellen.herstel(termijn)
    if termijn.melding:
        bijstellen.heradresseer(termijn.melding, aan=aan)


def _bevries(termijn: Termijn, *, reden: Termijn.Stopreden, op: datetime.datetime) -> None:
    telling = Telling(termijn.telling)
    eigen = minuten(termijn, telling, tot=op)
    doorgeteld = minuten(termijn, telling, tot=op, met_pauzes=False)
    Termijn.objects.lopend().filter(pk=termijn.pk).update(
        gestopt_op=op,
        stopreden=reden,
        aantal_minuten=eigen,
        aantal_minuten_werkdag=minuten(termijn, Telling.WERKDAGUREN, tot=op),
        aantal_minuten_klok=minuten(termijn, Telling.KLOKUREN, tot=op, met_pauzes=False),
        aantal_minuten_pauze=doorgeteld - eigen,
    )
