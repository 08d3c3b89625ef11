"""Making an appointment with the person, calling it off, and taking it to a calendar.

A calendar stands outside: it gets the number of the zaak and no name, and the place only when
whoever made the appointment wants it there.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from icalendar import Calendar, Event

from opvolging import eenmalig, zonder_akkoord
from opvolging.models import Afspraak, Contact, Gebeurtenis, Zaak
from opvolging.verloop import schrijf_bij, vergrendel, vergrendel_bij
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker

SPELING = timedelta(minutes=2)  # between the clock of somebody's computer and ours
HOOGSTENS = timedelta(days=365)


@transaction.atomic
def maak(
    zaak: Zaak,
    *,
    wijze: Contact.Wijze,
    begint_op: datetime,
    aantal_minuten: int,
    met: Gebruiker,
    plek: str = "",
    plek_in_agenda: bool = False,
    sleutel: UUID | None = None,
    door: Gebruiker,
    nu: datetime,
) -> Afspraak:
    """Write down when `met` speaks the person; the same form (`sleutel`) again, once.

    Raises Geweigerd when the moment is over or far away, the person does not want contact, or the
    zaak is closed.
    """
    zaak = vergrendel(zaak)
    inhoud: dict[str, Any] = {
        "wijze": wijze,
        "begint_op": begint_op,
        "aantal_minuten": aantal_minuten,
        "met": met,
        "plek": plek,
    }
    if eerder := eenmalig.eerder(zaak.afspraken.all(), sleutel, **inhoud):
        return eerder
    zonder_akkoord.weiger_zonder_besluit(zaak)
    _controleer(begint_op, nu)
    afspraak = Afspraak.objects.create(
        gemeente_id=zaak.gemeente_id,
        zaak=zaak,
        sleutel=sleutel or uuid4(),
        plek_in_agenda=plek_in_agenda,
        gemaakt_op=nu,
        gemaakt_door=door,
        **inhoud,
    )
    _schrijf(afspraak, Gebeurtenis.Soort.AFSPRAAK, door=door, nu=nu)
    return afspraak


@transaction.atomic
def zeg_af(afspraak: Afspraak, *, door: Gebruiker, nu: datetime) -> bool:
    """Call it off, also of a closed zaak; whether it still stood.

    Raises Geweigerd when it just moved to another zaak.
    """
    vergrendel_bij(afspraak)
    stond_nog = Afspraak.objects.filter(pk=afspraak.pk, afgezegd_op=None)
    if not stond_nog.update(afgezegd_op=nu):
        return False
    _schrijf(afspraak, Gebeurtenis.Soort.AFSPRAAK_AF, door=door, nu=nu)
    return True


def agenda(afspraak: Afspraak) -> bytes:
    """The appointment as a calendar reads it; taken over again it is the same appointment."""
    boek, regel = Calendar(), Event()
    boek.add("prodid", "-//Signaalpunt//NL")
    boek.add("version", "2.0")
    regel.add("uid", f"{afspraak.sleutel}@signaalpunt")
    regel.add("dtstamp", afspraak.gemaakt_op)
    regel.add("dtstart", afspraak.begint_op)
    regel.add("dtend", afspraak.begint_op + timedelta(minutes=afspraak.aantal_minuten))
    regel.add("summary", f"Afspraak zaak {afspraak.zaak_id}")
    regel.add("class", "PRIVATE")
    if afspraak.plek and afspraak.plek_in_agenda:
        regel.add("location", afspraak.plek)
    boek.add_component(regel)
    inhoud: bytes = boek.to_ical()
    return inhoud


def _controleer(begint_op: datetime, nu: datetime) -> None:
    if begint_op < nu - SPELING:
        raise Geweigerd(
            "Dit moment is al voorbij. Was het gesprek er al? Leg het dan vast bij ‘Contact’."
        )
    if begint_op > nu + HOOGSTENS:
        raise Geweigerd("Dit is meer dan een jaar ver weg. Kijk de datum na.")


def _schrijf(
    afspraak: Afspraak, soort: Gebeurtenis.Soort, *, door: Gebruiker, nu: datetime
) -> None:
    lokaal = timezone.localtime(afspraak.begint_op)
    wijze = Contact.Wijze(afspraak.wijze).label.capitalize()
    tekst = f"{wijze} op {lokaal:%d-%m-%Y} om {lokaal:%H:%M}."
    schrijf_bij(afspraak.zaak, soort, door=door, nu=nu, tekst=tekst, afspraak=afspraak)
