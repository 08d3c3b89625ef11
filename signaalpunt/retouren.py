"""Mail that came back: some mail server says, later, that it could not deliver one of ours.

Such a report (RFC 3464) brings the head of our mail along, and in it the Message-ID that we gave
it. Nothing else of it is used and nothing is kept. Anybody may send us anything: what is no such
report, or of no mail of ours, is counted and forgotten.
"""

import datetime
import email
import logging
import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from email.message import Message
from enum import StrEnum

from django.db.models import Q

from signaalpunt import post
from signaalpunt.models import Bericht

HOOGSTENS = 1_000_000  # bytes that are read of one mail; the head of ours stands far before that
TERUG_TOT = datetime.timedelta(days=28)  # mail servers give up after days, some after weeks
MET_ONZE_KOP = {"message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers"}
_KENMERK = re.compile(r"<([0-9a-f]{40})@[^<>\s]+>")

logger = logging.getLogger(__name__)


class Uitkomst(StrEnum):
    """What a mail that came in turned out to be."""

    NIET_AANGEKOMEN = "niet aangekomen; dit staat nu op de werkvoorraad"
    AL_BEKEND = "genegeerd: was al bekend"
    ONBEKEND = "genegeerd: gaat niet over een mail van ons van de laatste vier weken"
    NOG_BEZIG = "genegeerd: de mailserver probeert het nog"
    GEEN_RETOUR = "genegeerd: geen bericht over bezorging"
    ONLEESBAAR = "genegeerd: niet te lezen"


@dataclass(frozen=True)
class Retour:
    """What a report says: about which mail, and whether its server gave up."""

    kenmerk: str
    is_definitief: bool


def verwerk(mails: Iterable[bytes], *, nu: datetime.datetime) -> Counter[Uitkomst]:
    """Make a task of every mail of ours that did not arrive; count what became of each report."""
    geteld: Counter[Uitkomst] = Counter()
    gezocht: Counter[str] = Counter()
    for ruw in mails:
        gelezen = _lees_veilig(ruw)
        if isinstance(gelezen, Retour):
            gezocht[gelezen.kenmerk] += 1
        else:
            geteld[gelezen] += 1
    gevonden = _noteer(gezocht, nu=nu)
    for kenmerk, aantal in gezocht.items():
        geteld[gevonden.get(kenmerk, Uitkomst.ONBEKEND)] += 1
        geteld[Uitkomst.AL_BEKEND if kenmerk in gevonden else Uitkomst.ONBEKEND] += aantal - 1
    return +geteld


def _lees_veilig(ruw: bytes) -> Retour | Uitkomst:
    """The report, or why it is ignored; never raises, whatever somebody sent."""
    try:
        retour = lees(ruw)
    except Exception:
        logger.exception("Een mail die binnenkwam is niet te lezen")
        return Uitkomst.ONLEESBAAR
    if retour is None:
        return Uitkomst.GEEN_RETOUR
    return retour if retour.is_definitief else Uitkomst.NOG_BEZIG


def lees(ruw: bytes) -> Retour | None:
    """What a mail says when it is a delivery report about a mail of ours, otherwise None."""
    mail = email.message_from_bytes(ruw[:HOOGSTENS])
    if mail.get_content_type() != "multipart/report" or not mail.is_multipart():
        return None
    delen = [deel for deel in mail.get_payload() if isinstance(deel, Message)]
    acties = [actie for deel in delen for actie in _acties(deel)]
    koppen = [kop for deel in delen if (kop := _onze_kop(deel))]
    kenmerken = [k for kop in koppen for k in _KENMERK.findall(str(kop.get("Message-ID", "")))]
    if not acties or not kenmerken:
        return None
    return Retour(kenmerken[0], is_definitief="failed" in acties)


def _acties(deel: Message) -> list[str]:
    """What became of each recipient: failed, delayed, delivered, relayed or expanded."""
    if deel.get_content_type() != "message/delivery-status" or not deel.is_multipart():
        return []
    blokken = [blok for blok in deel.get_payload() if isinstance(blok, Message)]
    return [str(blok["Action"]).strip().lower() for blok in blokken if blok["Action"]]


def _onze_kop(deel: Message) -> Message | None:
    """The head of the mail that the report is about, when it stands in this part."""
    if deel.get_content_type() not in MET_ONZE_KOP:
        return None
    if deel.is_multipart():
        kop = deel.get_payload(0)
        return kop if isinstance(kop, Message) else None
    inhoud = deel.get_payload(decode=True)
    return email.message_from_bytes(inhoud) if isinstance(inhoud, bytes) else None


def _noteer(gezocht: Collection[str], *, nu: datetime.datetime) -> dict[str, Uitkomst]:
    """Note which of the mails we sent lately came back; by kenmerk what became of it."""
    gevonden: dict[str, Uitkomst] = {}
    if not gezocht:
        return gevonden
    van_ons = Bericht.objects.filter(
        Q(verzonden_op__gt=nu - TERUG_TOT) | Q(status__in=post.NIET_WEG)
    )
    for bericht in van_ons.only("sleutel").iterator():
        if (kenmerk := post.kenmerk(bericht.sleutel)) in gezocht:
            is_nieuw = post.kwam_terug(bericht.pk, nu=nu)
            gevonden[kenmerk] = Uitkomst.NIET_AANGEKOMEN if is_nieuw else Uitkomst.AL_BEKEND
    return gevonden
