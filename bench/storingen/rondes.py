"""The rounds: which programs run, what happens to them, and what must be true afterwards."""

import math
import random
import shlex
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bench.storingen import mailbus
from bench.storingen.melder import Melder
from bench.storingen.punten import PUNTEN, bestand
from bench.storingen.uitslag import Gebeurd, Uitslag, tel
from bench.storingen.wereld import Wereld, vrije_poort, wereld
from signaalpunt.ingebouwd.toezicht import programmas

WACHT_OP_PUNT = 4  # seconds
RUST = 6  # seconds between kills while nobody died at some point yet: who just started does nothing
AFMAKEN = 180  # seconds in which what is due must have left when all faults are over

Storing = Callable[[Wereld], object]


@dataclass(frozen=True)
class Ronde:
    """One round; moments and pauses in seconds."""

    naam: str
    aantal: int  # reminders that fall due
    seconden: float  # in which they fall due and faults happen
    programmas: dict[str, tuple[str, ...]]
    doelen: tuple[str, ...]  # programs that are killed in turn, while rows are held
    kills: int  # at least this many; a slow machine takes longer than `seconden`
    storingen: tuple[tuple[float, Storing], ...] = ()
    met_web: bool = False
    per_punt: int = 0  # how often an engine dies at each marked point, at least


def _zoals_geleverd(naam: str) -> tuple[str, ...]:
    """The command line with which the product starts this program."""
    return tuple(shlex.split(programmas(0)[naam]))


def beat(nummer: int) -> tuple[str, ...]:
    """A beat with a schedule file of its own."""
    return tuple(
        deel.replace("var/beat/schema", f"{{map}}/schema{nummer}")
        for deel in _zoals_geleverd("beat")
    )


def leeg_redis(deze: Wereld) -> None:
    """FLUSHALL: every queued message is gone."""
    deze.redis().flushall()


def bevries_redis(deze: Wereld) -> None:
    """It accepts connections and says nothing."""
    deze.diensten["redis"].send_signal(signal.SIGSTOP)


def ontdooi_redis(deze: Wereld) -> None:
    deze.diensten["redis"].send_signal(signal.SIGCONT)


def stop_redis(deze: Wereld) -> None:
    deze.stop_dienst("redis", signal.SIGTERM)


def start_redis(deze: Wereld) -> None:
    deze.start_dienst("redis")


def mail(gedrag: str) -> Storing:
    """The mail server hangs, refuses, or takes a mail and dies before it says so."""

    def gedraag(deze: Wereld) -> None:
        mailbus.zet(deze.map, gedrag)

    return gedraag


def mailstoringen(begin: float) -> tuple[tuple[float, Storing], ...]:
    """Each way to fail, in twelve seconds from `begin` on."""
    return (
        (begin, mail(mailbus.HANGT)),
        (begin + 4, mail(mailbus.GOED)),
        (begin + 5, mail(mailbus.WEIGERT)),
        (begin + 8, mail(mailbus.GOED)),
        *((begin + 9 + deel, mail(mailbus.STERFT)) for deel in range(3)),
    )


def herstart_postgres(sein: signal.Signals) -> Storing:
    """SIGINT is a fast stop, SIGQUIT an immediate one, SIGKILL a crash."""

    def herstart(deze: Wereld) -> None:
        deze.stop_dienst("postgres", sein)
        deze.start_dienst("postgres")

    return herstart


def alles(begin: float, tempo: float = 1) -> tuple[tuple[float, Storing], ...]:
    """Every fault once, from `begin` on, in 13 seconds divided by `tempo`."""
    stoten: list[tuple[float, Storing]] = [
        (0, leeg_redis),
        (1, bevries_redis),
        (4, ontdooi_redis),
        (5, stop_redis),
        (7, start_redis),
        (8, herstart_postgres(signal.SIGINT)),
        (10, herstart_postgres(signal.SIGQUIT)),
        (12, herstart_postgres(signal.SIGKILL)),
    ]
    return tuple((begin + na / tempo, stoot) for na, stoot in stoten)


WORKER, LUS = _zoals_geleverd("worker"), _zoals_geleverd("lus")
WORKERS = {f"worker{nummer}": WORKER for nummer in (1, 2, 3)}
BEATS = {f"beat{nummer}": beat(nummer) for nummer in (1, 2)}
LUSSEN = {f"lus{nummer}": LUS for nummer in (1, 2)}
KORT = Ronde(
    "kort",
    aantal=100,
    seconden=10,
    programmas={"worker1": WORKER} | BEATS | LUSSEN,
    doelen=("worker1", "lus1", "lus2"),
    kills=4,
    storingen=(*alles(1, tempo=1.6), (2, mail(mailbus.STERFT))),
    met_web=True,
)
LANG = (
    Ronde(
        "alleen Celery: twee beats, drie workers die steeds gedood worden",
        aantal=500,
        seconden=150,
        programmas=WORKERS | BEATS,
        doelen=tuple(WORKERS),
        kills=60,
        storingen=tuple((20.0 + 30 * keer, leeg_redis) for keer in range(4)),
        per_punt=2,
    ),
    Ronde(
        "alleen de lus, twee tegelijk, Redis weg",
        aantal=500,
        seconden=60,
        programmas=dict(LUSSEN),
        doelen=tuple(LUSSEN),
        kills=30,
        storingen=((0, stop_redis), (59, start_redis)),
        per_punt=2,
    ),
    Ronde(
        "alles tegelijk, terwijl er gemeld wordt",
        aantal=500,
        seconden=150,
        programmas=WORKERS | BEATS | LUSSEN,
        doelen=(*WORKERS, *LUSSEN, "beat1"),
        kills=30,
        storingen=(
            *(stoot for keer in range(4) for stoot in alles(2 + 18 * keer)),
            (80, stop_redis),
            (140, start_redis),
            *mailstoringen(84),
            *mailstoringen(104),
        ),
        met_web=True,
        per_punt=2,
    ),
)


@dataclass
class Verloop:
    """What happened during a round; `redis_weg` are stretches on the monotonic clock."""

    kills_midden: int = 0
    storingen: int = 0
    beurt: int = 0
    volgende_kill: float = 0
    punt: str | None = None  # where the next engine will die
    gezet: float = 0
    gezet_op: Counter[str] = field(default_factory=Counter)  # how often each point was marked
    per_punt: Counter[str] = field(default_factory=Counter)  # how often somebody died there
    redis_weg: list[list[float]] = field(default_factory=list)

    def noteer(self, storing: Storing) -> None:
        """Remember the fault, and when Redis went away and came back."""
        self.storingen += 1
        if storing in (bevries_redis, stop_redis):
            self.redis_weg.append([time.monotonic(), math.inf])
        elif storing in (ontdooi_redis, start_redis):
            self.redis_weg[-1][1] = time.monotonic()


def draai(ronde: Ronde, map_: Path) -> Uitslag:
    """Run one round in `map_` and count."""
    begin = time.monotonic()
    with wereld(map_) as deze:
        deze.voer_uit("-m", "bench.storingen.zaai", str(ronde.aantal))
        for naam, opdracht in ronde.programmas.items():
            deze.zet_neer(naam, *(deel.format(map=map_) for deel in opdracht))
        melder = _begin_te_melden(deze) if ronde.met_web else None
        _zet_moment(deze, ronde)
        verloop = _stoor(deze, ronde)
        if melder:
            melder.klaar.set()
        _maak_af(deze)
        return tel(
            deze,
            Gebeurd(
                ronde=ronde.naam,
                herinneringen=ronde.aantal,
                seconden=round(time.monotonic() - begin),
                kills=deze.kills,
                kills_terwijl_rijen_vast_zaten=verloop.kills_midden,
                kills_per_punt=min(verloop.per_punt[punt] for punt in PUNTEN),
                storingen=verloop.storingen,
            ),
            melder or Melder(poort=0),
            verloop.redis_weg,
        )


def _begin_te_melden(deze: Wereld) -> Melder:
    poort = vrije_poort()
    deze.zet_neer("web", *shlex.split(programmas(poort)["web"]))
    melder = Melder(poort)
    threading.Thread(target=melder.loop, daemon=True).start()
    while not melder.bedankt:
        deze.houd_levend()
        time.sleep(0.1)
    return melder


def _zet_moment(deze: Wereld, ronde: Ronde) -> None:
    """Let the first step of each sown clock fall due during the round, and no other step."""
    deze.vraag(
        "UPDATE opvolging_herinnering SET gepland_op = CASE stap WHEN 1"
        " THEN now() + random() * %s * interval '1 second' ELSE now() + interval '1 year' END"
        " FROM opvolging_termijn t JOIN meldingen_melding m ON m.id = t.melding_id"
        " WHERE t.id = termijn_id AND m.kanaal = 'balie'",
        ronde.seconden,
    )


def _stoor(deze: Wereld, ronde: Ronde) -> Verloop:
    """The round itself: keep everything alive, and kill and break as planned."""
    verloop = Verloop()
    nog_te_storen = sorted(ronde.storingen, key=lambda stoot: stoot[0])
    begin = time.monotonic()
    while (
        (verstreken := time.monotonic() - begin) < ronde.seconden
        or nog_te_storen
        or (verstreken < 2 * ronde.seconden and _wil_meer(deze, ronde, verloop))
    ):
        deze.houd_levend()
        _zet_punt(deze, ronde, verloop)
        while nog_te_storen and nog_te_storen[0][0] <= verstreken:
            storing = nog_te_storen.pop(0)[1]
            verloop.noteer(storing)
            storing(deze)
        if verstreken > verloop.volgende_kill:
            _dood_er_een(deze, ronde, verloop, verstreken)
        time.sleep(0.02)
    return verloop


def _wil_meer(deze: Wereld, ronde: Ronde, verloop: Verloop) -> bool:
    return deze.kills < ronde.kills or _heeft_open_punt(ronde, verloop)


def _heeft_open_punt(ronde: Ronde, verloop: Verloop) -> bool:
    """Whether too few died yet at some marked point."""
    return any(verloop.per_punt[punt] < ronde.per_punt for punt in PUNTEN)


def _zet_punt(deze: Wereld, ronde: Ronde, verloop: Verloop) -> None:
    """Mark the next point as soon as somebody died at the one before, or nobody comes by there.

    Points where too few died so far come first: by some of them an engine comes only now and then.
    """
    nu = time.monotonic()
    if verloop.punt is not None:
        if bestand(deze.map, verloop.punt).exists() and nu - verloop.gezet < WACHT_OP_PUNT:
            return
        try:
            bestand(deze.map, verloop.punt).unlink()
        except FileNotFoundError:
            verloop.per_punt[verloop.punt] += 1

    def beurt(punt: str) -> tuple[bool, int]:
        return verloop.per_punt[punt] >= ronde.per_punt, verloop.gezet_op[punt]

    verloop.punt, verloop.gezet = min(PUNTEN, key=beurt), nu
    verloop.gezet_op[verloop.punt] += 1
    bestand(deze.map, verloop.punt).touch()


def _dood_er_een(deze: Wereld, ronde: Ronde, verloop: Verloop, verstreken: float) -> None:
    """Kill the next target a moment after somebody took rows; nobody when nothing is taken."""
    if not _bezig(deze):
        return
    time.sleep(random.random() * 0.2)
    midden = _bezig(deze)
    doel = deze.programmas[ronde.doelen[verloop.beurt % len(ronde.doelen)]]
    gedood = doel.dood()
    verloop.beurt += 1
    verloop.kills_midden += gedood and midden
    pauze = RUST if _heeft_open_punt(ronde, verloop) else 0.5
    verloop.volgende_kill = verstreken + pauze + random.random()


def _bezig(deze: Wereld) -> bool:
    [(bezig,)] = deze.vraag(
        "SELECT EXISTS (SELECT FROM opvolging_herinnering WHERE status = 'bezig')"
        " OR EXISTS (SELECT FROM signaalpunt_bericht WHERE status = 'bezig')"
    )
    return bool(bezig)


def _maak_af(deze: Wereld) -> None:
    """Keep everything alive until all has left, or time is up: then it is lost."""
    for punt in PUNTEN:
        bestand(deze.map, punt).unlink(missing_ok=True)
    mailbus.zet(deze.map, mailbus.GOED)
    einde = time.monotonic() + AFMAKEN
    while _nog_te_doen(deze) and time.monotonic() < einde:
        deze.houd_levend()
        time.sleep(0.2)


def _nog_te_doen(deze: Wereld) -> int:
    """How many reminders of this round and mails have not left."""
    [(aantal,)] = deze.vraag(
        "SELECT (SELECT count(*) FROM opvolging_herinnering WHERE status IN ('gepland', 'bezig')"
        " AND gepland_op < now() + interval '1 hour')"
        " + (SELECT count(*) FROM signaalpunt_bericht WHERE status IN ('klaar', 'bezig'))"
    )
    return int(aantal)
