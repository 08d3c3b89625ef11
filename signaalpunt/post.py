"""Outgoing mail: a row first, a mail later.

`leg_klaar` writes a Bericht in the transaction of the act it belongs to, so a mail exists exactly
when the act does and no web request waits for a mail server. `verstuur` claims, renders, sends and
wipes. A mail may gather what it says (`verzamel`): whoever has more to say to the same person adds
to the mail that waits, until a sender begins with it; then its content is looked up in `INHOUD`.
A mail that fails is tried again with growing pauses until OPGEVEN_NA, or until its address is
refused: then it waits for a person who has seen it. A mail server that
does not answer costs no mail an attempt. Sending is at least once: a sender that dies between
sending and marking sends again, under the same Message-ID.
"""

import datetime
import json
import logging
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models.functions import Now
from django.template.loader import render_to_string

from signaalpunt.claimen import BEZIG, LOS, Greep, claim, huur, laat_los
from signaalpunt.mailserver import Lijn, Onbereikbaar, is_geweigerd
from signaalpunt.models import Bericht, Gemeente
from signaalpunt.zoekhash import sleutelhash

PAUZE = datetime.timedelta(minutes=1)  # after the first failure; doubles with each next one
PAUZE_HOOGSTENS = datetime.timedelta(minutes=30)
OPGEVEN_NA = datetime.timedelta(days=5)  # RFC 5321, 4.5.4.1

NIET_WEG = (Bericht.Status.KLAAR, Bericht.Status.BEZIG)
GEWIST = {"aan": "", "gegevens": ""}


@dataclass(frozen=True)
class Inhoud:
    """What a mail says and to whom, of a mail that is written when it leaves."""

    aan: str
    gegevens: Mapping[str, object]


class NogNiet(Exception):
    """This mail may not leave before `tot`; that is no failure."""

    def __init__(self, tot: datetime.datetime) -> None:
        super().__init__()
        self.tot = tot


# Mails that are written when they leave: kind → what to say, or None when nothing is left to say.
INHOUD: dict[str, Callable[[Bericht, datetime.datetime], Inhoud | None]] = {}
# What must be known elsewhere when a mail of this kind is given up; in the same transaction.
NA_OPGEVEN: dict[str, Callable[[Bericht, datetime.datetime], None]] = {}

logger = logging.getLogger(__name__)


@dataclass
class Verstuurd:
    """What one run did, in mails."""

    nu: datetime.datetime
    begonnen: float = field(default_factory=lambda: time.monotonic())
    verzonden: int = 0
    uitgesteld: int = 0
    mislukt: int = 0
    is_bereikbaar: bool = True

    def straks(self) -> datetime.datetime:
        """`nu` plus what the run took already: a slow mail server may keep it until after hours."""
        return self.nu + datetime.timedelta(seconds=time.monotonic() - self.begonnen)


def leg_klaar(
    *,
    gemeente: Gemeente,
    soort: str,
    aan: str,
    gegevens: Mapping[str, object],
    sleutel: str,
    nu: datetime.datetime,
) -> None:
    """Write a mail to send, in the transaction of the caller; a known `sleutel` changes nothing.

    `soort` names the template in templates/post/, `gegevens` (fit for JSON) is its context.
    """
    bericht = Bericht(
        gemeente=gemeente,
        soort=soort,
        aan=aan,
        gegevens=json.dumps(gegevens),
        sleutel=sleutel,
        klaar_op=nu,
        volgende_poging_op=nu,
    )
    Bericht.objects.bulk_create([bericht], ignore_conflicts=True)


def verzamel(
    *, gemeente: Gemeente, soort: str, aan: str, voor: str, sleutel: str, nu: datetime.datetime
) -> Bericht:
    """The mail that gathers for `voor`, held until the end of the caller's transaction.

    Several engines add to one mail; it leaves after `geef_vrij`, or by itself when all died.
    """
    gezocht = Bericht.objects.select_for_update().filter(verzamelt_voor=voor)
    while (bericht := gezocht.first()) is None:  # also when a sender began with it just now
        nieuw = Bericht(
            gemeente=gemeente,
            soort=soort,
            aan=aan,
            gegevens="{}",
            sleutel=sleutel,
            verzamelt_voor=voor,
            klaar_op=nu,
            volgende_poging_op=nu + datetime.timedelta(seconds=settings.VERZAMEL_SECONDEN),
        )
        Bericht.objects.bulk_create([nieuw], ignore_conflicts=True)
    return bericht


def geef_op_zonder_mail(
    *, gemeente: Gemeente, soort: str, sleutel: str, nu: datetime.datetime
) -> Bericht:
    """A mail that could not even be made: nothing to send, only for a person to see."""
    nieuw = Bericht(
        gemeente=gemeente,
        soort=soort,
        sleutel=sleutel,
        status=Bericht.Status.MISLUKT,
        klaar_op=nu,
        volgende_poging_op=nu,
    )
    Bericht.objects.bulk_create([nieuw], ignore_conflicts=True)
    return Bericht.objects.get(sleutel=sleutel)


def geef_vrij(*, nu: datetime.datetime) -> None:
    """Let the mails that gather leave now."""
    verzamelend = Bericht.objects.exclude(verzamelt_voor="")
    verzamelend.filter(volgende_poging_op__gt=nu).update(volgende_poging_op=nu)


def trek_in(sleutels: Collection[str]) -> int:
    """Withdraw and wipe the mails that have not left yet; return how many."""
    niet_weg = Bericht.objects.filter(sleutel__in=sleutels, status__in=NIET_WEG)
    return niet_weg.update(status=Bericht.Status.INGETROKKEN, **GEWIST, **LOS)


def laat_verlopen_claims_los(*, marge: datetime.timedelta) -> int:
    """Give back the mails whose claim ran out more than `marge` ago; return how many."""
    verlopen = Bericht.objects.filter(status=BEZIG, claim_tot__lt=Now() - marge)
    return verlopen.update(status=Bericht.Status.KLAAR, **LOS)


def ruim_op(*, tot: datetime.datetime) -> None:
    """Throw away the mails that were laid ready before `tot`, also those that never left."""
    Bericht.objects.filter(klaar_op__lt=tot).delete()


def adres(gemeente: Gemeente, pad: str) -> str:
    """Full address of a page of this gemeente, for a link in a mail."""
    basis = f"https://{gemeente.hostnaam}" if gemeente.hostnaam else settings.ADRES
    return f"{basis}{pad}"


def verstuur(*, nu: datetime.datetime) -> Verstuurd:
    """One run of the sweep: send every mail that is due at `nu`."""
    uitslag = Verstuurd(nu=nu)
    te_doen = Bericht.objects.filter(status__in=NIET_WEG, volgende_poging_op__lte=nu)
    if not te_doen.exists():
        return uitslag
    lijn = Lijn()
    try:
        lijn.open()
        while (greep := claim(te_doen.order_by("volgende_poging_op"))).ids:
            _verstuur_greep(greep, lijn, uitslag)
    except Onbereikbaar:
        uitslag.is_bereikbaar = False
        logger.exception("De mailserver antwoordt niet")
    finally:
        lijn.sluit()
    return uitslag


def _verstuur_greep(greep: Greep, lijn: Lijn, uitslag: Verstuurd) -> None:
    try:
        for pk in greep.ids:
            if bericht := _nog_van_ons(pk, greep):
                _verstuur_een(bericht, lijn, uitslag)
    finally:
        # After a break in the line others need not wait until the claim has run out.
        over = Bericht.objects.filter(pk__in=greep.ids)
        laat_los(over, greep.token, status=Bericht.Status.KLAAR)


def _nog_van_ons(pk: int, greep: Greep) -> Bericht | None:
    """Extend the claim for one mail; None when it was withdrawn or another engine took it.

    From here on it gathers no more: what is added later is said in the next mail.
    """
    eigen = Bericht.objects.filter(pk=pk, claim=greep.token)
    if not eigen.update(claim_tot=huur(), verzamelt_voor=""):
        return None
    return eigen.select_related("gemeente").first()


def _verstuur_een(bericht: Bericht, lijn: Lijn, uitslag: Verstuurd) -> None:
    try:
        lijn.open()  # before anything counts as being on its way
        if not _vul_in(bericht, nu=uitslag.straks()):
            _werk_af(bericht, status=Bericht.Status.INGETROKKEN, **GEWIST)
            return
        lijn.stuur(stel_op(bericht))
    except Onbereikbaar:
        raise  # no fault of this mail
    except NogNiet as wacht:
        _werk_af(bericht, status=Bericht.Status.KLAAR, volgende_poging_op=wacht.tot)
        return
    except Exception as fout:
        # Whatever is wrong with this mail, the next one must go.
        logger.exception("Bericht niet verstuurd", extra={"bericht_id": bericht.pk})
        _na_mislukking(bericht, fout, uitslag)
        lijn.na_storing(fout)
        return
    _werk_af(bericht, status=Bericht.Status.VERZONDEN, verzonden_op=uitslag.nu, **GEWIST)
    uitslag.verzonden += 1


def _vul_in(bericht: Bericht, *, nu: datetime.datetime) -> bool:
    """Look up what a mail says that is written when it leaves; whether there is anything to say."""
    if schrijf := INHOUD.get(bericht.soort):
        inhoud = schrijf(bericht, nu)
        if inhoud is None:
            return False
        bericht.aan, bericht.gegevens = inhoud.aan, json.dumps(inhoud.gegevens)
    return True


def stel_op(bericht: Bericht) -> EmailMessage:
    """Render the mail; the first line of the template is its subject."""
    gegevens = json.loads(bericht.gegevens)
    tekst = render_to_string(f"post/{bericht.soort}.txt", gegevens, using="post")
    onderwerp, _, inhoud = tekst.strip().partition("\n")
    return EmailMessage(
        subject=onderwerp,
        body=f"{inhoud.strip()}\n",
        to=[bericht.aan],
        reply_to=[bericht.gemeente.teammail],
        headers={"Message-ID": bericht_id(bericht.sleutel), "Auto-Submitted": "auto-generated"},
    )


def bericht_id(sleutel: str) -> str:
    """The Message-ID of a mail: always the same for the same `sleutel`."""
    domein = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    return f"<{kenmerk(sleutel)}@{domein}>"


def kenmerk(sleutel: str) -> str:
    """What makes the Message-ID of a mail its own; who never got that mail cannot guess it."""
    return sleutelhash("bericht", sleutel)[:40]


@transaction.atomic
def kwam_terug(pk: int, *, nu: datetime.datetime) -> bool:
    """Note that a mail which was sent did not arrive after all; False when that was known."""
    verstuurd = Bericht.objects.filter(pk=pk, status__in=(*NIET_WEG, Bericht.Status.VERZONDEN))
    if not verstuurd.update(status=Bericht.Status.MISLUKT, **GEWIST, **LOS):
        return False
    _vertel_dat_het_niet_aankwam(Bericht.objects.get(pk=pk), nu)
    return True


def _na_mislukking(bericht: Bericht, fout: Exception, uitslag: Verstuurd) -> None:
    """Give up when the address is refused or after OPGEVEN_NA; otherwise try again later."""
    nu = uitslag.nu
    if is_geweigerd(fout) or nu - bericht.klaar_op >= OPGEVEN_NA:
        logger.error("Bericht opgegeven", extra={"bericht_id": bericht.pk})
        _geef_op(bericht, nu=nu)
        uitslag.mislukt += 1
        return
    _stel_uit(bericht, nu=nu)
    uitslag.uitgesteld += 1


@transaction.atomic
def _geef_op(bericht: Bericht, *, nu: datetime.datetime) -> None:
    if _werk_af(bericht, status=Bericht.Status.MISLUKT, **GEWIST):
        _vertel_dat_het_niet_aankwam(bericht, nu)


def _vertel_dat_het_niet_aankwam(bericht: Bericht, nu: datetime.datetime) -> None:
    if noteer := NA_OPGEVEN.get(bericht.soort):
        noteer(bericht, nu)


def _stel_uit(bericht: Bericht, *, nu: datetime.datetime) -> None:
    """Try again after a pause that grows."""
    pauze = min(PAUZE * 2 ** min(bericht.aantal_pogingen, 10), PAUZE_HOOGSTENS)
    _werk_af(
        bericht,
        status=Bericht.Status.KLAAR,
        aantal_pogingen=bericht.aantal_pogingen + 1,
        volgende_poging_op=nu + pauze,
    )


def _werk_af(bericht: Bericht, **velden: object) -> bool:
    """Conditional: a mail that was withdrawn or taken over meanwhile stays as it is."""
    eigen = Bericht.objects.filter(pk=bericht.pk, claim=bericht.claim, status=BEZIG)
    return bool(eigen.update(**velden, **LOS))
