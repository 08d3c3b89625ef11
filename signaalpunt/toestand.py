"""How the installation is doing, point by point, in words for a person.

`/healthz` shows the yes or no of some points, `controleer` shows all of them, and a banner tells
the team what stands still.
"""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from celery import current_app
from django.conf import settings
from django.core import checks
from django.core.cache import caches
from django.db import DatabaseError, InterfaceError, connection
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from kombu.exceptions import OperationalError as BrokerFout

from signaalpunt import hartslag, post
from signaalpunt.ingebouwd.omgeving import DEMO_DOMEIN
from signaalpunt.mailserver import Lijn, Onbereikbaar
from signaalpunt.models import Bericht, Gebruiker

BLIJFT_LIGGEN = datetime.timedelta(minutes=10)
GEWEIGERD_HOOGSTENS = 2  # mails refused for good with none taken since: more is no coincidence
# What only the apps above know of reminders: name → how many lie still at `nu`.
LIGT_STIL: dict[str, Callable[[datetime.datetime], int]] = {}
STILSTAND = "stilstand"
ONTHOUDEN = 15  # seconds


@dataclass(frozen=True)
class Punt:
    """One point of attention; `advies` says what to do when it is not well."""

    naam: str
    is_goed: bool
    tekst: str
    advies: str = ""


def database_antwoordt() -> bool:
    """Whether a query comes back."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        return False
    return True


def diensten() -> Iterator[Punt]:
    """PostgreSQL, Redis and the mail server, asked now; not for a web request."""
    yield _dienst("databank", database_antwoordt(), "Start PostgreSQL, of bin/start.")
    yield _dienst("Redis", redis_antwoordt(), "Start Redis. De lus verstuurt zolang alles.")
    yield _dienst(
        "mailserver", mailserver_antwoordt(), "De mail wacht. Controleer SIGNAALPUNT_MAIL_URL."
    )


def _dienst(naam: str, antwoordt: bool, advies: str) -> Punt:
    return Punt(naam, antwoordt, "antwoordt" if antwoordt else "antwoordt niet", advies)


def redis_antwoordt() -> bool:
    """Whether the broker lets us in within a few seconds."""
    with current_app.connection_for_read() as verbinding:
        try:
            verbinding.ensure_connection(max_retries=1, timeout=3)
        except (BrokerFout, OSError):
            return False
    return True


def mailserver_antwoordt() -> bool:
    """Whether the mail server lets us in; sends nothing."""
    lijn = Lijn()
    try:
        lijn.open()
    except Onbereikbaar:
        return False
    lijn.sluit()
    return True


@dataclass(frozen=True)
class Stilstand:
    """What stands still now: one answer for /healthz, `controleer` and the banner of the team."""

    motoren: tuple[hartslag.Stand, ...]
    mail_blijft_liggen: int = 0
    herinneringen_te_laat: int = 0

    def __bool__(self) -> bool:
        return bool(self.stille_motoren) or self.is_ernstig

    @property
    def is_ernstig(self) -> bool:
        """Whether people are not reminded now."""
        return not (self.herinneringen_gaan and self.mail_gaat)

    @property
    def herinneringen_gaan(self) -> bool:
        return self._leeft(hartslag.VERZENDERS) and not self.herinneringen_te_laat

    @property
    def mail_gaat(self) -> bool:
        return self._leeft(hartslag.POSTBODEN) and not self.mail_blijft_liggen

    def _leeft(self, namen: set[str]) -> bool:
        """Whether one of these engines does the work, so that the others may be silent."""
        return not namen <= set(self.stille_motoren)

    @property
    def stille_motoren(self) -> list[str]:
        return [stand.naam for stand in self.motoren if stand.is_stil]


def stilstand(*, nu: datetime.datetime) -> Stilstand:
    """Ask the heartbeats, the mail that waits and the reminders that wait.

    What waited while nothing ran gets its time after a start, as the engines do.
    """
    motoren = tuple(hartslag.standen(nu=nu))
    if nu - hartslag.begonnen_op() < BLIJFT_LIGGEN:
        return Stilstand(motoren)
    return Stilstand(
        motoren=motoren,
        mail_blijft_liggen=blijft_liggen(nu=nu),
        herinneringen_te_laat=sum(aantal(nu) for aantal in LIGT_STIL.values()),
    )


def stilstand_van_zojuist(*, nu: datetime.datetime) -> Stilstand:
    """`stilstand`, at most ONTHOUDEN old: for every page of the team, so mostly without a query."""
    proces = caches["proces"]
    bekend: Stilstand | None = proces.get(STILSTAND)
    if bekend is None:
        bekend = stilstand(nu=nu)
        proces.set(STILSTAND, bekend, ONTHOUDEN)
    return bekend


def motoren(*, nu: datetime.datetime) -> Iterator[Punt]:
    """The engines that send reminders and mail."""
    for stand in stilstand(nu=nu).motoren:
        yield Punt(
            stand.naam,
            not stand.is_stil,
            _laatst(stand.laatst_op),
            "Kijk of bin/start draait, en in var/log/.",
        )


def _laatst(op: datetime.datetime | None) -> str:
    return f"laatst op {timezone.localtime(op):%d-%m-%Y om %H:%M:%S}" if op else "nog niet gezien"


def blijft_liggen(*, nu: datetime.datetime) -> int:
    """How many mails stand still because no mail leaves.

    Due for longer than BLIJFT_LIGGEN and not tried; or tried in vain since then, or refused for
    good one after the other, while no mail succeeded since it was ready. One that fails while
    others leave has a fault of its own, and one that waits until we open is not due.
    """
    grens = nu - BLIJFT_LIGGEN
    later_gelukt = Bericht.objects.filter(verzonden_op__gt=OuterRef("klaar_op"))
    lukt_niet = Q(aantal_pogingen__gt=0, klaar_op__lt=grens) & ~Exists(later_gelukt)
    wacht = Bericht.objects.filter(status__in=post.NIET_WEG)
    liggen = wacht.filter(Q(volgende_poging_op__lt=grens) | lukt_niet).count()
    geweigerd = (
        Bericht.objects.niet_aangekomen()
        .filter(~Exists(later_gelukt), klaar_op__gt=nu - datetime.timedelta(days=1))
        .count()
    )
    return liggen + (geweigerd if geweigerd > GEWEIGERD_HOOGSTENS else 0)


def mail(*, nu: datetime.datetime) -> Iterator[Punt]:
    """Mail that does not leave, and mail that was given up."""
    liggen = blijft_liggen(nu=nu)
    yield Punt(
        "mail die wacht",
        not liggen,
        f"{liggen} langer dan tien minuten, of telkens geweigerd",
        "Kijk of de mailserver en de programma's hierboven werken.",
    )
    mislukt = Bericht.objects.filter(
        status=Bericht.Status.MISLUKT, klaar_op__gt=nu - 2 * post.OPGEVEN_NA
    ).count()
    yield Punt(
        "mail die mislukte",
        not mislukt,
        f"{mislukt} opgegeven in de laatste tien dagen",
        "Vraag de beheerder van de mailserver waarom hij weigert.",
    )


def accounts() -> Iterator[Punt]:
    """Outside a demo: accounts of the demo, which nobody can use and which should go."""
    if settings.IS_DEMO:
        return
    van_demo = Gebruiker.objects.filter(email__iendswith=f"@{DEMO_DOMEIN}")
    adressen = ", ".join(van_demo.order_by("email").values_list("email", flat=True)[:5])
    yield Punt(
        "accounts van een demo",
        not adressen,
        adressen or "geen",
        "Begin met een lege databank: in deze staan verzonnen mensen.",
    )


def instellingen() -> Iterator[Punt]:
    """What Django's own checks say; in production the deployment checks too."""
    meldingen = checks.run_checks(include_deployment_checks=not settings.IS_DEMO)
    ernstig = [melding for melding in meldingen if melding.level >= checks.WARNING]
    tekst = "; ".join(map(str, ernstig)) or "in orde"
    yield Punt("instellingen", not ernstig, tekst, "Pas de omgevingsvariabelen aan.")
