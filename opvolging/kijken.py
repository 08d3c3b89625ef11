"""Who has a zaak open now, among those who may see it: "Fatima heeft dit nu open".

The page in the browser says so itself, when it opens and as long as it is looked at. Two minutes
after the last time nobody is told any more, and soon after that the row is gone.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from opvolging.models import Kijker, Zaak
from signaalpunt.models import Gebruiker

DUUR = timedelta(minutes=2)  # the page says it again every 45 seconds


def kijk(zaak: Zaak, *, door: Gebruiker, nu: datetime) -> None:
    """Note that `door` has `zaak` open, and forget whoever stopped looking; two queries."""
    ruim_op(nu=nu)
    kijker = Kijker(gemeente_id=zaak.gemeente_id, zaak=zaak, gebruiker=door, tot=nu + DUUR)
    Kijker.objects.bulk_create(
        [kijker],
        update_conflicts=True,
        unique_fields=["zaak", "gebruiker"],
        update_fields=["tot"],
    )


def wie_kijkt(gebruiker: Gebruiker, *, nu: datetime, zaak: Zaak | None = None) -> dict[int, str]:
    """Of each zaak that colleagues have open what `gebruiker` may know of it; one query."""
    kijkers = Kijker.objects.zichtbaar_voor(gebruiker).nu_open(nu).exclude(gebruiker=gebruiker)
    if zaak:
        kijkers = kijkers.filter(zaak=zaak)
    namen = defaultdict(list)
    for kijker in kijkers.select_related("gebruiker").order_by("zaak_id", "gebruiker_id"):
        namen[kijker.zaak_id].append(kijker.gebruiker.naam)
    return {zaak_id: zin(van_zaak) for zaak_id, van_zaak in namen.items()}


def zin(namen: Sequence[str]) -> str:
    """What is said of these colleagues."""
    *voorste, laatste = namen
    if not voorste:
        return f"{laatste} heeft dit nu open"
    return f"{', '.join(voorste)} en {laatste} hebben dit nu open"


def ruim_op(*, nu: datetime) -> int:
    """Forget who no longer looks; returns how many."""
    return Kijker.objects.filter(tot__lte=nu).delete()[0]
