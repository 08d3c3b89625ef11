"""The register of consents as the page of a zaak shows it; no query: it came with the history."""

from collections.abc import Sequence
from dataclasses import dataclass

from opvolging.models import Gebeurtenis, Koppeling, Toestemming, Zaak
from opvolging.toestemming import Soort, hoe


@dataclass(frozen=True)
class Toestemmingregel:
    """One of them; `gevolg` is what stops with it."""

    toestemming: Toestemming
    hoe: str
    gevolg: str = ""

    @property
    def naam(self) -> str:
        """Its place on the page."""
        return f"toestemming-{self.toestemming.pk}"


@dataclass(frozen=True)
class Toestemmingbeeld:
    """What holds and what was taken back, oldest first."""

    geldend: list[Toestemmingregel]
    ingetrokken: list[Toestemmingregel]

    def heeft(self, soort: Toestemming.Soort) -> bool:
        """Whether the person agreed to this."""
        return any(regel.toestemming.soort == soort for regel in self.geldend)

    @property
    def mag_melder_horen(self) -> bool:
        """Whether the melder may hear how it went."""
        return self.heeft(Soort.TERUGKOPPELING)

    @property
    def mag_verhaal(self) -> bool:
        """Whether a story may be kept."""
        return self.heeft(Soort.VERHAAL)


def toestemmingbeeld(
    zaak: Zaak, geschiedenis: Sequence[Gebeurtenis], koppeling: Koppeling | None
) -> Toestemmingbeeld:
    """What to show of `zaak`, whose lines and running koppeling were fetched."""
    alle = {regel.toestemming.pk: regel.toestemming for regel in geschiedenis if regel.toestemming}
    op_volgorde = sorted(alle.values(), key=lambda deze: (deze.vastgelegd_op, deze.pk))
    terug: dict[tuple[str, str], list[Toestemming]] = {}
    for deze in op_volgorde:
        if deze.ingetrokken_op:
            terug.setdefault((deze.soort, deze.partner_hash), []).append(deze)
    geldend: list[Toestemmingregel] = []
    ingetrokken: list[Toestemmingregel] = []
    for deze in op_volgorde:
        zelfde = terug.get((deze.soort, deze.partner_hash), [])
        is_terug = any(t.ingetrokken_op and t.ingetrokken_op > deze.vastgelegd_op for t in zelfde)
        regel = Toestemmingregel(deze, hoe(deze), _gevolg(zaak, deze, koppeling))
        (ingetrokken if deze.ingetrokken_op or is_terug else geldend).append(regel)
    return Toestemmingbeeld(geldend, ingetrokken)


def _gevolg(zaak: Zaak, deze: Toestemming, koppeling: Koppeling | None) -> str:
    """What stops when this is taken back, to be said before somebody does."""
    zonder_maatje = deze.soort in (Soort.MAATJE, Soort.BEGELEIDING) and koppeling is not None
    if zonder_maatje and koppeling and koppeling.status == Koppeling.Status.VOORGESTELD:
        return "Het voorstel aan het maatje gaat dan ook terug."
    if zonder_maatje:
        return "De koppeling stopt dan ook. Bel het maatje."
    if deze.soort == Soort.BEGELEIDING and zaak.status == Zaak.Status.IN_BEGELEIDING:
        return "De begeleiding stopt dan ook."
    return ""
