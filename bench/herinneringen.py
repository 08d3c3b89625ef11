"""The dispatcher at scale: 100.000 running clocks of which 10.000 have a reminder due at once.

Drained by one, two and four engines at the same time, against bare claiming with SKIP LOCKED in SQL
by as many: five rows a claim, as the design has it, and beside it as many a claim as the dispatcher
takes. Each drain is checked: every row sent exactly once, each in one mail. Memory is that of one
engine, with a hundredth and with all of it due.
"""

import datetime
import json
import subprocess
import sys
from statistics import median
from zoneinfo import ZoneInfo

from django.db import connection

from bench.meten import Regel
from bench.vullen import verdeel_behandelaars, voeg_in, vul
from opvolging.herinneringen import PER_GREEP
from opvolging.models import Herinnering, Termijn
from signaalpunt.ingebouwd.plaats import WORTEL

KLOKKEN = 100_000
TE_DOEN = 10_000
MOTOREN = (1, 2, 4)
RONDEN = 3
# A moment in opening hours: at night the dispatcher would only put everything off.
NU = datetime.datetime(2026, 9, 15, 11, tzinfo=ZoneInfo("Europe/Amsterdam"))
LADDER = "(ARRAY[12, 24, 46, 48, 72])[s]"


def _vul_grootboek() -> None:
    """Every clock runs, with its five steps ahead; nothing is due yet."""
    vul(KLOKKEN)
    verdeel_behandelaars(40)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE opvolging_termijn SET gestopt_op = NULL, stopreden = '', aantal_minuten = NULL,"
            " aantal_minuten_werkdag = NULL, aantal_minuten_klok = NULL, gestart_op = %s,"
            " streef_op = %s, grens_op = %s",
            [NU, NU + datetime.timedelta(hours=24), NU + datetime.timedelta(hours=48)],
        )
    voeg_in(
        Herinnering,
        "opvolging_termijn t CROSS JOIN generate_series(1, 5) AS s"
        " LEFT JOIN opvolging_zaakmelding zm ON zm.melding_id = t.melding_id"
        " LEFT JOIN opvolging_zaak z ON z.id = zm.zaak_id",
        gemeente_id="t.gemeente_id",
        termijn_id="t.id",
        regelversie="1",
        stap="s",
        ontvanger="CASE WHEN z.id IS NULL THEN 'team' ELSE 'behandelaar' END",
        gebruiker_id="z.behandelaar_id",
        gepland_op=f"t.gestart_op + {LADDER} * interval '1 hour'",
        status="'gepland'",
    )


def _maak_aan_de_beurt(aantal: int) -> None:
    """Let the first step of `aantal` clocks be due, and put back what an earlier round did."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE opvolging_herinnering SET status = 'gepland', claim = NULL, claim_tot = NULL,"
            " aantal_pogingen = 0, bericht_id = NULL, ging_naar_id = NULL, waarom = '',"
            " afgehandeld_op = NULL"
            " WHERE status <> 'gepland'"
        )
        cursor.execute("DELETE FROM signaalpunt_bericht")
        cursor.execute(
            "WITH aan_de_beurt AS (SELECT id, CASE WHEN termijn_id IN ("
            " SELECT id FROM opvolging_termijn ORDER BY md5(id::text) LIMIT %s)"
            " THEN %s ELSE %s END AS op FROM opvolging_herinnering WHERE stap = 1)"
            " UPDATE opvolging_herinnering h SET gepland_op = a.op FROM aan_de_beurt a"
            " WHERE a.id = h.id AND h.gepland_op <> a.op",
            [aantal, NU, NU + datetime.timedelta(hours=12)],
        )
        cursor.execute("VACUUM ANALYZE opvolging_herinnering")


def _leeg_met(soort: str, motoren: int) -> tuple[float, list[dict[str, float]]]:
    """Seconds until the last engine found nothing more, and what each of them says."""
    opdracht = [sys.executable, "-m", "bench.motor", soort, NU.isoformat()]
    draaiend = [
        subprocess.Popen(
            opdracht, cwd=WORTEL, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(motoren)
    ]
    for proces in draaiend:
        if not proces.stdout or proces.stdout.readline() != "klaar\n":
            raise RuntimeError("een motor begon niet")
    for proces in draaiend:
        if proces.stdin:
            proces.stdin.write("\n")
            proces.stdin.flush()
    uitslagen = [json.loads(proces.communicate()[0]) for proces in draaiend]
    return max(uitslag["seconden"] for uitslag in uitslagen), uitslagen


def _controleer(aantal: int, *, met_mail: bool) -> None:
    """Raises RuntimeError when a due row was not sent, or a row that was not due was."""
    verzonden = Herinnering.objects.filter(status=Herinnering.Status.VERZONDEN)
    in_mail = verzonden.filter(bericht__isnull=False).count() if met_mail else aantal
    if (verzonden.count(), in_mail) != (aantal, aantal):
        raise RuntimeError(f"{verzonden.count()} verzonden, {in_mail} in een mail, niet {aantal}")


def _meet(motoren: int) -> Regel:
    echt, ruw, ruim, rekentijd, geheugen = [], [], [], [], []
    for _ in range(RONDEN):
        _maak_aan_de_beurt(TE_DOEN)
        ruw.append(_leeg_met("ruw", motoren)[0])
        _controleer(TE_DOEN, met_mail=False)
        _maak_aan_de_beurt(TE_DOEN)
        ruim.append(_leeg_met("ruim", motoren)[0])
        _controleer(TE_DOEN, met_mail=False)
        _maak_aan_de_beurt(TE_DOEN)
        seconden, uitslagen = _leeg_met("echt", motoren)
        _controleer(TE_DOEN, met_mail=True)
        echt.append(seconden)
        geheugen += [uitslag["mb"] for uitslag in uitslagen]
        rekentijd.append(sum(uitslag["rekentijd"] for uitslag in uitslagen))
    per_seconde = round(TE_DOEN / median(echt))
    return Regel(
        f"{TE_DOEN} herinneringen leeg met {motoren} motor(en)",
        median(echt) * 1000,
        "kaal pakken en merken in SQL, met evenveel, vijf per greep",
        median(ruw) * 1000,
        extra={
            "per seconde": per_seconde,
            "rekentijd van de motoren samen, s": round(median(rekentijd), 2),
            f"kaal met {PER_GREEP} per greep, ms": round(median(ruim) * 1000),
            "piekgeheugen MB per motor": round(max(geheugen)),
        },
    )


def _geheugen() -> Regel:
    """What one engine needs for a hundredth of the work, beside what it needs for all."""
    _maak_aan_de_beurt(TE_DOEN // 100)
    seconden, [klein] = _leeg_met("echt", 1)
    return Regel(
        f"{TE_DOEN // 100} herinneringen leeg met 1 motor",
        seconden * 1000,
        extra={"piekgeheugen MB": round(klein["mb"])},
    )


def meet() -> list[Regel]:
    """The drains, and the memory."""
    _vul_grootboek()
    if Termijn.objects.lopend().count() != KLOKKEN:
        raise RuntimeError("niet elke klok loopt")
    regels = [_geheugen(), *(_meet(motoren) for motoren in MOTOREN)]
    een, twee = regels[1].ms, regels[2].ms
    regels[2].extra["sneller dan met 1"] = round(een / twee, 2)
    regels[3].extra["sneller dan met 2"] = round(twee / regels[3].ms, 2)
    return regels
