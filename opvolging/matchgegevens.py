"""From rows to what `matchscore` judges: no name, phone or address goes along."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q
from django.utils import timezone
from django.utils.translation import override

from meldingen.keuzes import Taal
from meldingen.models import Buurt
from opvolging.matchbegrippen import Profiel, Punt, Wens
from opvolging.matchwoorden import Aard, Eis, Geslacht, Vorm
from opvolging.models import Deelnemer, Koppeling, Maatje
from opvolging.models.maatje import Kant, MaatjeQuerySet

_S = Koppeling.Status


def met_bezetting(maatjes: MaatjeQuerySet) -> MaatjeQuerySet:
    """Add to each maatje how many places are taken and since when none is: what `profiel` reads."""
    status = "koppelingen__status"
    return maatjes.annotate(
        aantal_koppelingen=Count(
            "koppelingen", filter=Q(**{f"{status}__in": [_S.GEACCEPTEERD, _S.ACTIEF]})
        ),
        aantal_voorstellen=Count("koppelingen", filter=Q(**{status: _S.VOORGESTELD})),
        laatst_geeindigd_op=Max("koppelingen__geeindigd_op", filter=Q(**{status: _S.BEEINDIGD})),
    )


def profiel(maatje: Maatje, *, nu: datetime) -> Profiel:
    """A maatje of `met_bezetting` as `matchscore` sees it."""
    bezetting: Any = maatje  # with the annotations of met_bezetting
    is_vrij = not bezetting.aantal_koppelingen and not bezetting.aantal_voorstellen
    vrij_sinds = max(filter(None, [maatje.aangemeld_op, bezetting.laatst_geeindigd_op]))
    return Profiel(
        **_kant(maatje),
        is_beschikbaar=maatje.inzet == Maatje.Inzet.BESCHIKBAAR,
        vog_geldig_tot=maatje.vog_geldig_tot,
        training_op=maatje.training_op,
        overeenkomst_op=maatje.overeenkomst_op,
        aantal_plaatsen=maatje.aantal_plaatsen,
        aantal_koppelingen=bezetting.aantal_koppelingen,
        aantal_voorstellen=bezetting.aantal_voorstellen,
        max_km=maatje.max_km,
        leeftijd=maatje.leeftijdsgroep,
        is_dierenvriend=maatje.is_dierenvriend,
        heeft_vervoer=maatje.heeft_vervoer,
        aantal_dagen_vrij=(nu - vrij_sinds).days if is_vrij else 0,
    )


def met_bekendheid(maatjes: MaatjeQuerySet, deelnemer: Deelnemer) -> MaatjeQuerySet:
    """Add to each maatje whether it is family of or known to `deelnemer`."""
    bekenden = Deelnemer.niet_met.through.objects.filter(deelnemer_id=deelnemer.pk)
    return maatjes.annotate(is_bekend=Exists(bekenden.filter(maatje_id=OuterRef("pk"))))


def wens(deelnemer: Deelnemer, eerdere: Iterable[Koppeling], bekenden: Iterable[int]) -> Wens:
    """A deelnemer as `matchscore` sees it.

    `eerdere` are all koppelingen of this deelnemer, `bekenden` the numbers of known maatjes.
    """
    return Wens(
        **_kant(deelnemer),
        leeftijden=frozenset(deelnemer.leeftijden),
        wil_dierenvriend=deelnemer.wil_dierenvriend,
        wil_vervoer=deelnemer.wil_vervoer,
        geen_klik=frozenset(
            k.maatje_id for k in eerdere if k.eindreden == Koppeling.Eindreden.GEEN_KLIK
        ),
        conflicten=frozenset(bekenden),
    )


def taalwoorden(codes: Iterable[str]) -> frozenset[str]:
    """Languages in Dutch words, whatever language the screen has."""
    with override("nl"):
        return frozenset(str(Taal(code).label) for code in codes)


def lokale_dag(nu: datetime) -> Any:
    """The date in the Netherlands at `nu`."""
    return timezone.localtime(nu).date()


def _kant(kant: Kant) -> dict[str, Any]:
    return {
        "id": kant.pk,
        "vormen": frozenset(Vorm(vorm) for vorm in kant.vormen),
        "dagdelen": frozenset(kant.dagdelen),
        "talen": taalwoorden(kant.talen),
        "interesses": frozenset(kant.interesses),
        "ervaringen": frozenset(kant.ervaringen),
        "eisen": frozenset(Eis(eis) for eis in kant.eisen),
        "geslacht": Geslacht(kant.geslacht) if kant.geslacht else None,
        "rookt": kant.rookt,
        "heeft_huisdier": kant.heeft_huisdier,
        "aard": Aard(kant.aard) if kant.aard else None,
        "punt": _punt(kant.buurt),
    }


def _punt(buurt: Buurt | None) -> Punt | None:
    return Punt(buurt.breedte, buurt.lengte) if buurt else None
