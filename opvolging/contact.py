"""Attempts to reach somebody, and the real contact that stops the clock."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from opvolging import klokken
from opvolging.models import Contact, Gebeurtenis, Termijn, Zaak
from opvolging.verloop import schrijf_bij, verander_status, vergrendel
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker

SPELING = timedelta(minutes=2)  # between the clock of somebody's computer and ours


@transaction.atomic
def leg_vast(
    zaak: Zaak,
    *,
    wijze: Contact.Wijze,
    is_bereikt: bool,
    door: Gebruiker,
    nu: datetime,
    op: datetime | None = None,
    notitie: str = "",
    opnieuw_op: datetime | None = None,
    sleutel: UUID | None = None,
) -> Contact:
    """Record an attempt, or with `is_bereikt` real contact; `op` is when it was, if not now.

    Contact stops the clocks of the zaak at `op`, an attempt stops nothing. The same `sleutel` again
    returns what was recorded then. Raises Geweigerd when the moments cannot be right, a flyer is
    called contact, or the zaak is closed.
    """
    zaak = vergrendel(zaak)
    if sleutel and (eerder := zaak.contacten.filter(sleutel=sleutel).first()):
        return eerder
    contact = Contact(
        gemeente_id=zaak.gemeente_id,
        zaak=zaak,
        sleutel=sleutel or uuid4(),
        wijze=wijze,
        is_bereikt=is_bereikt,
        op=min(op or nu, nu),
        door=door,
        notitie=notitie,
        opnieuw_op=None if is_bereikt else opnieuw_op,
    )
    _controleer(contact, op or nu, nu)
    contact.save()
    _schrijf_bij(contact, nu)
    if is_bereikt:
        klokken.stop(zaak, reden=Termijn.Stopreden.CONTACT, nu=contact.op)
    return contact


def _controleer(contact: Contact, op: datetime, nu: datetime) -> None:
    if contact.is_bereikt and contact.wijze == Contact.Wijze.FLYER:
        raise Geweigerd("Een flyer is een poging. Kies bij echt contact hoe u iemand sprak.")
    if op > nu + SPELING:
        raise Geweigerd("Dit moment ligt in de toekomst. Vul in wanneer het contact was.")
    eerste = contact.zaak.zaakmeldingen.order_by("melding__ontvangen_op").first()
    if eerste and op < eerste.melding.ontvangen_op:
        raise Geweigerd("Dit moment ligt vóór de melding. Kijk de datum en de tijd na.")
    if contact.opnieuw_op and contact.opnieuw_op <= nu:
        raise Geweigerd('Kies voor "opnieuw proberen" een moment dat nog komt.')


def _schrijf_bij(contact: Contact, nu: datetime) -> None:
    """One Gebeurtenis; the first real contact also moves the zaak on."""
    zaak, door = contact.zaak, contact.door
    if contact.is_bereikt and zaak.status == Zaak.Status.OPGEPAKT:
        naar, soort = Zaak.Status.CONTACT_GELEGD, Gebeurtenis.Soort.CONTACT
        verander_status(zaak, naar, soort, door=door, nu=nu, contact=contact)
        return
    soort = Gebeurtenis.Soort.CONTACT if contact.is_bereikt else Gebeurtenis.Soort.POGING
    schrijf_bij(zaak, soort, door=door, nu=nu, contact=contact)
