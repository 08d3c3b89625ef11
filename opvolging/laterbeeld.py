"""The later question as the page of a zaak shows it; no query: it came with clocks and history."""

from dataclasses import dataclass
from datetime import datetime

from opvolging.models import Gebeurtenis, Zaak
from opvolging.zaakbeeld import Zaakbeeld, later_op


@dataclass(frozen=True)
class Laterbeeld:
    """`op` is when somebody asks once more, if that was agreed."""

    op: datetime | None
    kan_afspreken: bool


def laterbeeld(zaak: Zaak, beeld: Zaakbeeld) -> Laterbeeld:
    """What to show of `zaak`: a day that stands, the form to agree on one, or nothing."""
    op = later_op(beeld.klokken)
    gevraagd = Gebeurtenis.Soort.LATER_GEVRAAGD
    is_gevraagd = any(regel.soort == gevraagd for regel in beeld.geschiedenis)
    wil_niet = zaak.uitkomst == Zaak.Uitkomst.WIL_GEEN_HULP
    kan = wil_niet and op is None and not is_gevraagd and not beeld.is_nooit_meer
    return Laterbeeld(op, kan)
