"""A town with a year of meldingen, written in bulk: the same figures every time."""

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any

from django.core.management import call_command

from meldingen.models import Deur, Kanaal, Leeftijdsgroep, Melding
from opvolging.models import Termijn, Zaak, ZaakMelding
from signaalpunt.models import Gemeente
from tests import bouwers

WIJKEN = (
    ("WK093500", "Centrum", 20635),
    ("WK093501", "Buitenwijk Zuidwest", 9145),
    ("WK093502", "Buitenwijk West", 35920),
    ("WK093503", "Buitenwijk Noordwest", 2135),
    ("WK093504", "Buitenwijk Oost", 31025),
    ("WK093505", "Buitenwijk Noordoost", 2700),
    ("WK093506", "Buitenwijk Zuidoost", 21170),
)

# how often each value comes along in a round of twenty
DEUREN = [Deur.MIJZELF] * 7 + [Deur.IEMAND_ANDERS] * 8 + [Deur.PROFESSIONAL] * 5
KANALEN = [Kanaal.WEB] * 13 + [Kanaal.TELEFOON] * 5 + [Kanaal.BALIE, Kanaal.EMAIL]
WIJK = [0, 0, 0, 1, 1, 2, 2, 2, 2, 2, 4, 4, 4, 4, 6, 6, 6, 6, 3, None]
LEEFTIJD = (
    [Leeftijdsgroep.VAN_65] * 6 + [Leeftijdsgroep.VAN_80] * 6 + [Leeftijdsgroep.VAN_45] * 3
    + [Leeftijdsgroep.VAN_27] * 2 + [Leeftijdsgroep.VAN_18] + [Leeftijdsgroep.ONBEKEND] * 2
)  # fmt: skip
# (working-day minutes, elapsed minutes); None: closed without contact
MINUTEN = (
    [(600, 600)] * 10 + [(1300, 4180)] * 2 + [(2000, 2000)] * 2 + [(2700, 5580)] * 2
    + [(4000, 6880)] * 2 + [None] * 2
)  # fmt: skip
OORDEEL = ["terecht"] * 15 + ["niet_terecht"] * 2 + ["niet_te_bepalen"] + [""] * 2
UITKOMST = (
    ["advies"] * 3 + ["activiteit"] * 4 + ["maatje"] * 3 + ["professional"] * 3
    + ["wil_geen_hulp"] * 2 + ["niet_bereikt"] * 2 + ["niet_terecht"] + [""] * 2
)  # fmt: skip

_nummers = count(10_000_000)


def verzin_demo(**anders: Any) -> None:
    """The town of `demodata`, by its command."""
    call_command(
        "demodata", **{"meldingen": 120, "jaren": 2, "zaad": 7, "tot": date(2026, 3, 4)} | anders
    )


def _keuze(lijst: list[Any], nummer: int, stap: int) -> Any:
    """Another order per property, so that they do not run in step."""
    return lijst[(nummer * stap + nummer // 20) % 20]


def gemeente_met_wijken(**velden: Any) -> Gemeente:
    stad = bouwers.gemeente(**velden)
    for code, naam, inwoners in WIJKEN:
        wijk = bouwers.wijk(gemeente=stad, code=code, naam=naam, aantal_inwoners=inwoners)
        bouwers.buurt(wijk=wijk, code=f"BU{code[2:]}01", naam=f"Buurt in {naam}")
    return stad


def jaar_vol_meldingen(stad: Gemeente, jaar: int, aantal: int = 320) -> None:
    """`aantal` meldingen spread over the year, nine of ten taken up, with their clocks stopped."""
    buurten = {b.wijk.code: b for b in stad.buurten.select_related("wijk")}
    meldingen = Melding.objects.bulk_create(
        _melding(stad, buurten, jaar, nummer, aantal) for nummer in range(aantal)
    )
    door = bouwers.gebruiker(gemeente=stad)
    opgepakt = [(nr, melding) for nr, melding in enumerate(meldingen) if nr % 10]
    zaken = Zaak.objects.bulk_create(_zaak(stad, door, nr, m) for nr, m in opgepakt)
    ZaakMelding.objects.bulk_create(
        ZaakMelding(
            gemeente=zaak.gemeente, zaak=zaak, melding=melding, toegevoegd_op=zaak.opgepakt_op
        )
        for zaak, (_, melding) in zip(zaken, opgepakt, strict=True)
    )
    Termijn.objects.bulk_create(_termijnen(stad, meldingen))


def _melding(stad: Gemeente, buurten: dict, jaar: int, nummer: int, aantal: int) -> Melding:
    dag = date(jaar, 1, 1) + timedelta(days=nummer * 364 // aantal)
    wijk = _keuze(WIJK, nummer, 7)
    uniek = next(_nummers)
    return Melding(
        gemeente=stad,
        deur=_keuze(DEUREN, nummer, 1),
        kanaal=_keuze(KANALEN, nummer, 3),
        leeftijdsgroep=_keuze(LEEFTIJD, nummer, 9),
        buurt=None if wijk is None else buurten[WIJKEN[wijk][0]],
        buurt_anders="onbekend" if wijk is None else "",
        ontvangen_dag=dag,
        ontvangen_op=datetime.combine(dag, time(10), UTC),
        sleutel=uuid.UUID(int=uniek),
        inhoud_hash=f"{uniek:064}",
        volgcode_hash=f"{uniek:064}",
    )


def _zaak(stad: Gemeente, door: Any, nummer: int, melding: Melding) -> Zaak:
    uitkomst = _keuze(UITKOMST, nummer, 11)
    return Zaak(
        gemeente=stad,
        behandelaar=door,
        opgepakt_op=melding.ontvangen_op,
        oordeel=_keuze(OORDEEL, nummer, 13),
        uitkomst=uitkomst,
        status="afgesloten" if uitkomst else "opgepakt",
        afgesloten_op=melding.ontvangen_op if uitkomst else None,
    )


def _termijnen(stad: Gemeente, meldingen: list[Melding]) -> Iterator[Termijn]:
    for nummer, melding in enumerate(meldingen):
        minuten = _keuze(MINUTEN, nummer, 17)
        werkdag, klok = minuten or (900, 900)
        yield Termijn(
            gemeente=stad,
            melding=melding,
            soort=Termijn.Soort.EERSTE_CONTACT,
            telling="werkdaguren",
            regelversie=1,
            aantal_uren_streef=24,
            aantal_uren_grens=48,
            gestart_op=melding.ontvangen_op,
            streef_op=melding.ontvangen_op,
            grens_op=melding.ontvangen_op,
            uitleg="",
            gestopt_op=melding.ontvangen_op,
            stopreden="contact" if minuten else "afgesloten",
            aantal_minuten=werkdag,
            aantal_minuten_werkdag=werkdag,
            aantal_minuten_klok=klok,
        )


def koppelingen(stad: Gemeente, jaar: int, liep_al: int = 12, gestart: int = 18) -> None:
    """Koppelingen on the first zaken of the year; each third one ended in the year."""
    nieuwjaar = datetime(jaar, 1, 1, 12, tzinfo=UTC)
    zaken = Zaak.objects.filter(zaakmeldingen__melding__ontvangen_dag__year=jaar).order_by("pk")
    maatje = bouwers.maatje(
        gemeente=stad,
        training_op=date(jaar - 2, 1, 1),
        overeenkomst_op=date(jaar - 2, 1, 1),
    )
    for nummer, zaak in enumerate(zaken[: liep_al + gestart]):
        begin = timedelta(days=-40 if nummer < liep_al else nummer)
        is_geeindigd = nummer % 3 == 0
        bouwers.koppeling(
            deelnemer=bouwers.deelnemer(zaak=zaak),
            maatje=maatje,
            status="beeindigd" if is_geeindigd else "actief",
            gestart_op=nieuwjaar + begin,
            geeindigd_op=nieuwjaar + timedelta(days=200) if is_geeindigd else None,
            eindreden=("afgerond" if nummer % 2 else "geen_klik") if is_geeindigd else "",
        )
