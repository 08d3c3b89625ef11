"""What the holder of a volgcode may know: ontvangen, opgepakt or afgerond, and nothing else."""

from meldingen.models import Melding
from meldingen.volgcode import volgcode_hash
from opvolging.models import Zaak

ONTVANGEN = "ontvangen"
OPGEPAKT = "opgepakt"
AFGEROND = "afgerond"


def stand(code: str) -> str | None:
    """How far the melding with this code is; None for every code that leads nowhere."""
    meldingen = Melding.objects.filter(volgcode_hash=volgcode_hash(code))
    statussen = list(meldingen.values_list("zaakmelding__zaak__status", flat=True))
    if not statussen:
        return None
    if statussen[0] is None:
        return ONTVANGEN
    return AFGEROND if statussen[0] == Zaak.Status.AFGESLOTEN else OPGEPAKT
