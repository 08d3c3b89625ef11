"""What melders let us know later, on its way to somebody of the team who reads it."""

from datetime import datetime

from django.db import transaction

from meldingen.models import Melding
from opvolging import afsluiten, triage
from opvolging.models import Aanvulling, Zaak, ZaakMelding
from opvolging.models.volgen import AanvullingQuerySet
from signaalpunt.models import Gebruiker

_ZAAK = "melding__zaakmelding__zaak"


def nieuws(gebruiker: Gebruiker) -> AanvullingQuerySet:
    """What `gebruiker` may see and nobody has read yet; the text stays closed.

    First what speaks of danger, then the oldest.
    """
    return (
        Aanvulling.objects.zichtbaar_voor(gebruiker)
        .ongelezen()
        .select_related(f"{_ZAAK}__behandelaar")
        .only(
            "soort",
            "op",
            "melding__rij",
            "melding__is_spoed",
            "melding__betrokkene_naam",
            f"{_ZAAK}__status",
            f"{_ZAAK}__behandelaar__rij",
            f"{_ZAAK}__behandelaar__naam",
        )
        .order_by("-melding__is_spoed", "op", "pk")
    )


@transaction.atomic
def lees(melding: Melding, *, tot: int, door: Gebruiker, nu: datetime) -> None:
    """Mark what the melder added to `melding`, up to aanvulling `tot`, as read by `door`.

    What came in after the page was opened stays new; who was first stays the reader. Where the work
    stayed closed, reading was all there was to do: then it is afgerond for this melder again.
    """
    tot_hier = melding.aanvullingen.filter(gelezen_op__isnull=True, pk__lte=tot)
    if tot_hier.update(gelezen_op=nu, gelezen_door=door):
        gesloten = ZaakMelding.objects.filter(melding=melding, zaak__status=Zaak.Status.AFGESLOTEN)
        gesloten.filter(afgerond_op=None).update(afgerond_op=nu)


@transaction.atomic
def sluit_ingetrokken(melding: Melding, *, door: Gebruiker, nu: datetime) -> Zaak:
    """Take up and close in one go what its melder took back; the clock stops with it.

    What the melder wrote stays new: closing from a list shows nobody those words. Raises Geweigerd
    when a colleague was first, or not every melder of the zaak took it back.
    """
    zaak = triage.pak_op(melding, door=door, nu=nu)
    afsluiten.sluit_af(zaak, uitkomst=Zaak.Uitkomst.INGETROKKEN, door=door, nu=nu)
    nieuw = melding.aanvullingen.ongelezen()
    zonder_woorden = [aanvulling.pk for aanvulling in nieuw if not aanvulling.tekst]
    nieuw.filter(pk__in=zonder_woorden).update(gelezen_op=nu, gelezen_door=door)
    return zaak
