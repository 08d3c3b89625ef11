"""Attempts to reach somebody, and the real contact that stops the clock.

With the melder instead, while the person does not want it: see `akkoord`.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from opvolging import akkoord, eenmalig, informeren, klokken, zonder_akkoord
from opvolging.models import Contact, Gebeurtenis, Termijn, Zaak
from opvolging.terugkoppeling import meld_aanvaard
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
    is_met_melder: bool = False,
    door: Gebruiker,
    nu: datetime,
    op: datetime | None = None,
    notitie: str = "",
    opnieuw_op: datetime | None = None,
    sleutel: UUID | None = None,
    is_verteld: bool = False,
) -> Contact:
    """Record an attempt, or with `is_bereikt` real contact; `op` is when it was, if not now.

    Contact stops the clocks of the zaak at `op`, an attempt stops nothing. With `is_verteld` the
    person also heard in that conversation what we know about them. The same `sleutel` again
    returns what was recorded then. Raises Geweigerd when the moments cannot be right, a flyer is
    called contact, the person did not want the melding, or the zaak is closed.
    """
    zaak = vergrendel(zaak)
    inhoud: dict[str, Any] = {
        "wijze": wijze,
        "is_bereikt": is_bereikt,
        "is_met_melder": is_met_melder,
        "notitie": notitie,
    }
    if eerder := eenmalig.eerder(zaak.contacten.all(), sleutel, **inhoud):
        return eerder
    _controleer_met_wie(zaak, is_met_melder=is_met_melder)
    contact = Contact(
        gemeente_id=zaak.gemeente_id,
        zaak=zaak,
        sleutel=sleutel or uuid4(),
        op=min(op or nu, nu),
        door=door,
        opnieuw_op=None if is_bereikt else opnieuw_op,
        **inhoud,
    )
    _controleer(contact, op, nu)
    _bewaar(contact, nu)
    if is_verteld and is_bereikt and not is_met_melder:
        _vertel(contact, op, nu)
    return contact


def _vertel(contact: Contact, op: datetime | None, nu: datetime) -> None:
    manier = informeren.MANIEREN[Contact.Wijze(contact.wijze)]
    informeren.vertel(contact.zaak, manier=manier, op=op and contact.op, door=contact.door, nu=nu)


def _bewaar(contact: Contact, nu: datetime) -> None:
    """Write it down, let the melder hear that somebody is at it, and stop what waited for it."""
    contact.save()
    _schrijf_bij(contact, nu)
    meld_aanvaard(contact.zaak, nu=nu)
    op = contact.op if contact.op < nu else None
    bereikt = [(_stopreden(contact), op)] if contact.is_bereikt else []
    klokken.stop_om(contact.zaak, [*bereikt, (Termijn.Stopreden.POGING, None)], nu=nu)
    if contact.opnieuw_op:
        klokken.start(
            contact.zaak,
            soort=Termijn.Soort.OPNIEUW,
            datum=contact.opnieuw_op,
            aan=contact.zaak.behandelaar,
            nu=nu,
        )


def _controleer_met_wie(zaak: Zaak, *, is_met_melder: bool) -> None:
    if not is_met_melder:
        zonder_akkoord.weiger_zonder_besluit(zaak)
    elif not akkoord.alleen_advies(zaak):
        raise Geweigerd(
            "U mag deze persoon zelf benaderen. Er is niets opgeslagen. Ververs de pagina en leg "
            "het contact met de persoon vast."
        )


def _stopreden(contact: Contact) -> Termijn.Stopreden:
    is_advies = contact.is_met_melder
    return Termijn.Stopreden.ADVIES if is_advies else Termijn.Stopreden.CONTACT


def _controleer(contact: Contact, op: datetime | None, nu: datetime) -> None:
    """`op` is when it was said to be, which the clock of a computer can put a little ahead."""
    if contact.is_bereikt and contact.wijze == Contact.Wijze.FLYER:
        raise Geweigerd("Een flyer is een poging. Kies bij echt contact hoe u iemand sprak.")
    if op:  # what happens now is never before the melding, whatever our own clock says
        _controleer_wanneer(contact.zaak, op, nu)
    if contact.opnieuw_op and contact.opnieuw_op <= nu:
        raise Geweigerd('Kies voor "opnieuw proberen" een moment dat nog komt.')


def _controleer_wanneer(zaak: Zaak, op: datetime, nu: datetime) -> None:
    if op > nu + SPELING:
        raise Geweigerd("Dit moment ligt in de toekomst. Vul in wanneer het contact was.")
    informeren.weiger_voor_de_melding(zaak, op)


def _schrijf_bij(contact: Contact, nu: datetime) -> None:
    """One Gebeurtenis; the first real contact also moves the zaak on."""
    zaak, door, soort = contact.zaak, contact.door, _soort(contact)
    if contact.is_bereikt and zaak.status == Zaak.Status.OPGEPAKT:
        naar = Zaak.Status.CONTACT_GELEGD
        verander_status(zaak, naar, soort, door=door, nu=nu, contact=contact)
    else:
        schrijf_bij(zaak, soort, door=door, nu=nu, contact=contact)


def _soort(contact: Contact) -> Gebeurtenis.Soort:
    if not contact.is_bereikt:
        return Gebeurtenis.Soort.POGING
    met_melder = contact.is_met_melder
    return Gebeurtenis.Soort.MELDER_GESPROKEN if met_melder else Gebeurtenis.Soort.CONTACT
