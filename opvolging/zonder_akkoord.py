"""When somebody knows of the melding and does not want it: advice to the melder, and no more.

Until a coördinator decides otherwise, with the reason. As long as that is so: `akkoord`.
"""

from datetime import datetime

from django.db import transaction

from opvolging import klokken
from opvolging.akkoord import alleen_advies
from opvolging.models import Gebeurtenis, Termijn, Zaak
from opvolging.verloop import schrijf_bij, verander_status, vergrendel
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker
from signaalpunt.rollen import Rol, werkt_hier


def weiger_zonder_besluit(zaak: Zaak) -> None:
    """Raises Geweigerd when the person did not want this and no coördinator decided otherwise."""
    if alleen_advies(zaak):
        raise Geweigerd(
            "Deze persoon wil niet dat wij contact opnemen. Er is niets opgeslagen. Geef de melder "
            "advies, of vraag een coördinator om een besluit."
        )


@transaction.atomic
def sta_contact_toe(zaak: Zaak, *, reden: str, door: Gebruiker, nu: datetime) -> None:
    """Decide that the person may be contacted after all; asked twice, once.

    The clock of the first contact runs again from its own beginning when advice had stopped it.
    Raises Geweigerd for who is no coördinator, without a reason, when nothing has to be decided,
    or when the zaak is closed.
    """
    if not werkt_hier(door, zaak.gemeente_id, (Rol.COORDINATOR,)):
        raise Geweigerd(f"Dit besluit is aan een coördinator. {_vraag_het_aan(zaak)}".strip())
    if not reden.strip():
        raise Geweigerd("Schrijf op waarom wij deze persoon toch benaderen.")
    zaak = vergrendel(zaak)
    if zaak.contact_toegestaan_op:
        return
    if not alleen_advies(zaak):
        raise Geweigerd("Hier hoeft niets besloten te worden: u mag deze persoon benaderen.")
    soort, besluit = Gebeurtenis.Soort.CONTACT_TOEGESTAAN, {"contact_toegestaan_op": nu}
    if zaak.status == Zaak.Status.OPGEPAKT:
        Zaak.objects.filter(pk=zaak.pk).update(**besluit)
        schrijf_bij(zaak, soort, door=door, nu=nu, tekst=reden)
    else:
        naar = Zaak.Status.OPGEPAKT
        verander_status(zaak, naar, soort, samen_met=besluit, door=door, nu=nu, tekst=reden)
    _laat_weer_lopen(zaak, nu)


def _laat_weer_lopen(zaak: Zaak, nu: datetime) -> None:
    van_zaak = Termijn.objects.filter(melding__zaakmelding__zaak=zaak)
    gestopt = van_zaak.filter(stopreden=Termijn.Stopreden.ADVIES).select_related("melding")
    for termijn in gestopt.oudste_per_melding():
        klokken.hervat(termijn, aan=zaak.behandelaar, nu=nu)


def _vraag_het_aan(zaak: Zaak) -> str:
    wie = Gebruiker.objects.filter(gemeente=zaak.gemeente_id, rol=Rol.COORDINATOR, is_active=True)
    namen = sorted(gebruiker.naam for gebruiker in wie)
    return f"Vraag het aan: {', '.join(namen)}." if namen else ""
