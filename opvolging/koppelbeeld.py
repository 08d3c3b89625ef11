"""What pages say about the rhythm of a koppeling: what comes next, and when."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from opvolging.evalueren import dag
from opvolging.models import RITME, Koppeling, Termijn

_RITME = Prefetch(
    "termijnen",
    Termijn.objects.lopend().filter(soort__in=RITME).order_by("streef_op", "pk"),
    to_attr="ritme",
)


def met_ritme(koppelingen: "QuerySet[Koppeling]") -> "QuerySet[Koppeling]":
    """Fetch along what `hierna` reads; one query more, however many."""
    return koppelingen.select_related("verlenging").prefetch_related(_RITME)


def hierna(koppeling: Koppeling, *, nu: datetime) -> str:
    """What comes next, of a koppeling that came by `met_ritme`; "" when it does not run."""
    ritme: Iterable[Termijn] = getattr(koppeling, "ritme", ())
    klok = next(iter(ritme), None)
    if klok is None:
        return ""
    if klok.soort != Termijn.Soort.STOP_24:
        return f"{klok.get_soort_display().capitalize()}: {_wanneer(klok, nu)}."
    if nu >= klok.grens_op:
        return "De tijd is om. Neem afscheid en beëindig de koppeling."
    keuze = "" if hasattr(koppeling, "verlenging") else "Kies: verlengen of afronden. "
    return f"{keuze}Stopt uiterlijk op {dag(klok.grens_op)}."


def _wanneer(klok: Termijn, nu: datetime) -> str:
    if nu > klok.grens_op:
        return f"te laat, de grens was {dag(klok.grens_op)}"
    return f"{'nu, sinds' if nu >= klok.streef_op else 'rond'} {dag(klok.streef_op)}"
