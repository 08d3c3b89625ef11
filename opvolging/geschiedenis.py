"""The history as the truth: replaying its lines gives the zaak as it is.

Nothing reads the state from here in daily work. It proves that no act changes a zaak without
saying so, and tells later how a zaak stood at any moment.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from opvolging.models import Gebeurtenis, Huisgenoot, Zaak

_TERUG = Gebeurtenis.Soort.TOESTEMMING_INGETROKKEN
_WEG = Gebeurtenis.Soort.HUISGENOOT_AF


@dataclass(frozen=True)
class Stand:
    """How a zaak stands: what its row says, what the person agrees to, and who lives there too."""

    status: str = ""
    oordeel: str = ""
    hulpwens: str = ""
    uitkomst: str = ""
    behandelaar: int = 0
    toestemmingen: frozenset[tuple[str, str]] = field(default=frozenset())
    huisgenoten: frozenset[int] = field(default=frozenset())


def speel_af(regels: Iterable[Gebeurtenis]) -> Stand:
    """How a zaak stands after these lines, oldest first."""
    stand = Stand()
    for regel in regels:
        feiten: dict[str, Any] = dict(regel.feiten)
        # beside who has it now: who had it, for `kijkrecht`; and how to put a melding back
        for apart in ("was_van", "klokken"):
            feiten.pop(apart, None)
        if regel.status:
            feiten["status"] = regel.status
        if deze := regel.toestemming:
            waarvoor = {(deze.soort, deze.partner_hash)}
            goed = stand.toestemmingen
            feiten["toestemmingen"] = goed - waarvoor if regel.soort == _TERUG else goed | waarvoor
        if wie := feiten.pop("huisgenoot", None):
            in_huis = stand.huisgenoten
            feiten["huisgenoten"] = in_huis - {wie} if regel.soort == _WEG else in_huis | {wie}
        stand = replace(stand, **feiten)
    return stand


def stand_van(zaak: Zaak) -> Stand:
    """The same as its rows say it."""
    geldend = zaak.toestemmingen.geldend().values_list("soort", "partner_hash")
    return Stand(
        status=zaak.status,
        oordeel=zaak.oordeel,
        hulpwens=zaak.hulpwens,
        uitkomst=zaak.uitkomst,
        behandelaar=zaak.behandelaar_id,
        toestemmingen=frozenset(geldend),
        huisgenoten=frozenset(deze.naast(zaak) for deze in Huisgenoot.objects.geldend().van(zaak)),
    )
