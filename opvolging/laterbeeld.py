"""The later question as the page of a zaak shows it; no query: it came with clocks and history."""

from dataclasses import dataclass
from datetime import datetime

from opvolging.models import Gebeurtenis, Termijn, Zaak
from opvolging.zaakbeeld import Zaakbeeld


@dataclass(frozen=True)
class Laterbeeld:
    """`op` is when somebody asks once more, if that was agreed."""

    op: datetime | None
    kan_afspreken: bool


def laterbeeld(zaak: Zaak, beeld: Zaakbeeld) -> Laterbeeld:
    """What to show of `zaak`: a day that stands, the form to agree on one, or nothing."""
    termijnen = (klok.termijn for klok in beeld.klokken if klok.stand)
    op = next((t.streef_op for t in termijnen if t.soort == Termijn.Soort.LATER), None)
    gevraagd = Gebeurtenis.Soort.LATER_GEVRAAGD
    is_gevraagd = any(regel.soort == gevraagd for regel in beeld.geschiedenis)
    wil_niet = zaak.uitkomst == Zaak.Uitkomst.WIL_GEEN_HULP
    kan = wil_niet and op is None and not is_gevraagd and not beeld.is_nooit_meer
    return Laterbeeld(op, kan)
