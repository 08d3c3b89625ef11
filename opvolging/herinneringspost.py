"""To whom a reminder goes and what it says: a number, a question, a reason and one link.

Nothing about a person. The recipient is looked up when the reminder leaves, so that it reaches
somebody who works here now; when nobody is left it goes to the team's own address.

What looks like spam and was taken up by nobody shares one mail for each half day: a flood of a
thousand is one line in somebody's mailbox, and a real one among them is still asked after.
"""

import datetime
import logging
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from opvolging.models import Herinnering
from signaalpunt import post
from signaalpunt.rollen import Rol, werkt_hier

WAAROM = {
    Herinnering.Ontvanger.TEAM: "U krijgt deze mail omdat u bij het team hoort.",
    Herinnering.Ontvanger.BEHANDELAAR: "U krijgt deze mail omdat u deze zaak behandelt.",
    Herinnering.Ontvanger.TEAMLEIDER: "U krijgt deze mail omdat u teamleider bent.",
}

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Brief:
    """Template, address, context and key of one mail; a key is sent once."""

    soort: str
    aan: str
    gegevens: dict[str, str]
    sleutel: str


def sleutel(herinnering_id: int) -> str:
    """Under which key the mail of a row of its own is laid ready: one mail for each row, ever."""
    return f"herinnering-{herinnering_id}"


def is_gebundeld(rij: Herinnering) -> bool:
    """Whether it shares a mail: its melding looks like spam and nobody took it up."""
    return rij.termijn.melding.is_verdacht and _zaak_id(rij) is None


def schrijf(rij: Herinnering, *, nu: datetime.datetime) -> Brief:
    """The mail of one row of the ledger, or the one that it shares."""
    wie = ontvanger(rij)
    return _gebundeld(rij, wie, nu) if is_gebundeld(rij) else _eigen(rij, wie)


def _gebundeld(rij: Herinnering, wie: Herinnering.Ontvanger, nu: datetime.datetime) -> Brief:
    gegevens = {
        "waarom": WAAROM[wie],
        "url": post.adres(rij.gemeente, f"{reverse('werkvoorraad')}?kijk=1"),
    }
    halve_dag = f"{timezone.localtime(nu):%Y-%m-%d-%p}"
    return Brief(
        "lijkt_spam", adres(rij, wie), gegevens, f"lijkt-spam-{rij.gemeente_id}-{wie}-{halve_dag}"
    )


def _eigen(rij: Herinnering, wie: Herinnering.Ontvanger) -> Brief:
    with translation.override("nl"):
        gegevens = {
            "wat": wat(rij),
            "streef": moment(rij.termijn.streef_op),
            "grens": moment(rij.termijn.grens_op),
            "waarom": WAAROM[wie],
            "url": post.adres(rij.gemeente, pad(rij)),
        }
    soort = f"{rij.termijn.soort}_{rij.stap}"
    return Brief(soort, adres(rij, wie), gegevens, sleutel(rij.pk))


def ontvanger(rij: Herinnering) -> Herinnering.Ontvanger:
    """Who gets it now: a behandelaar who left is replaced by the teamleider, both by the team."""
    wie = Herinnering.Ontvanger(rij.ontvanger)
    if wie == Herinnering.Ontvanger.BEHANDELAAR and not werkt_hier(rij.gebruiker, rij.gemeente_id):
        wie = Herinnering.Ontvanger.TEAMLEIDER
    if wie == Herinnering.Ontvanger.TEAMLEIDER and not werkt_hier(
        rij.gemeente.teamleider, rij.gemeente_id, (Rol.COORDINATOR,)
    ):
        logger.error(
            "Geen teamleider: herinnering gaat naar het team", extra={"termijn_id": rij.termijn_id}
        )
        wie = Herinnering.Ontvanger.TEAM
    return wie


def adres(rij: Herinnering, wie: Herinnering.Ontvanger) -> str:
    """The e-mail address of `wie`."""
    if wie == Herinnering.Ontvanger.BEHANDELAAR and rij.gebruiker:
        return rij.gebruiker.email
    if wie == Herinnering.Ontvanger.TEAMLEIDER and rij.gemeente.teamleider:
        return rij.gemeente.teamleider.email
    return rij.gemeente.teammail


def _zaak_id(rij: Herinnering) -> int | None:
    zaakmelding = getattr(rij.termijn.melding, "zaakmelding", None)
    return zaakmelding and zaakmelding.zaak_id


def wat(rij: Herinnering) -> str:
    """The number by which the team knows it."""
    melding = f"melding {rij.termijn.melding_id}"
    return f"zaak {zaak_id} ({melding})" if (zaak_id := _zaak_id(rij)) else melding


def pad(rij: Herinnering) -> str:
    """Where the work waits."""
    if zaak_id := _zaak_id(rij):
        return reverse("zaak", kwargs={"zaak_id": zaak_id})
    return reverse("werkvoorraad")


def moment(wanneer: datetime.datetime) -> str:
    """`dinsdag 22 september om 09:00 uur`, local time."""
    return date_format(timezone.localtime(wanneer), r"l j F \o\m H:i \u\u\r")
