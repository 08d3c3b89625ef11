"""Looking is an act too: every opening is written down, with who and when.

Who brought a melding is a record apart, with a permission and a log of its own.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from meldingen.models import Melder, Melding
from opvolging.models import Inzage, InzageMelder, Zaak
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker


def noteer(zaak: Zaak, *, door: Gebruiker, nu: datetime) -> None:
    """Log that `door` opened `zaak`."""
    Inzage.objects.create(gemeente_id=zaak.gemeente_id, zaak=zaak, gebruiker=door, op=nu)


def noteer_alle(zaken: Iterable[Zaak], *, door: Gebruiker, nu: datetime) -> None:
    """The same for several at once, as on a list; one query."""
    Inzage.objects.bulk_create(
        Inzage(gemeente_id=zaak.gemeente_id, zaak=zaak, gebruiker=door, op=nu) for zaak in zaken
    )


def noteer_melding(melding: Melding, *, door: Gebruiker, nu: datetime) -> None:
    """Log that `door` opened `melding`, which nobody has taken up yet."""
    Inzage.objects.create(gemeente_id=melding.gemeente_id, melding=melding, gebruiker=door, op=nu)


@transaction.atomic
def toon_melder(
    zaak: Zaak, melding_id: int, *, reden: InzageMelder.Reden | None, door: Gebruiker, nu: datetime
) -> Melder:
    """Who brought this melding of `zaak`, once the look is in the log.

    Raises Geweigerd when the melding is not (or no longer) of this zaak, has no melder, or `door`
    may not see who it was.
    """
    melders = Melder.objects.zichtbaar_voor(door)
    melder = melders.filter(melding=melding_id, melding__zaakmelding__zaak=zaak).first()
    if melder is None:
        raise Geweigerd("Deze melding hoort niet meer bij deze zaak. Ververs de pagina.")
    InzageMelder.objects.create(
        gemeente_id=zaak.gemeente_id,
        zaak=zaak,
        melding_id=melding_id,
        gebruiker=door,
        op=nu,
        reden=reden or "",
    )
    return melder
