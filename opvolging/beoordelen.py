"""What we think of the worry after contact, and what the person wants."""

from datetime import datetime
from typing import Any

from django.db import transaction

from opvolging import informeren, koppelen, zonder_akkoord
from opvolging import toestemming as register
from opvolging.models import Gebeurtenis, Toestemming, Zaak
from opvolging.verloop import is_laatste, schrijf_bij, verander_status, vergrendel
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker


@transaction.atomic
def beoordeel(
    zaak: Zaak,
    *,
    oordeel: Zaak.Oordeel,
    hulpwens: Zaak.Hulpwens | None = None,
    toelichting: str = "",
    toestemming: Toestemming.Manier | None = None,
    gezien: str | None = None,
    door: Gebruiker,
    nu: datetime,
) -> None:
    """Record whether the worry was terecht and what the person wants; may be done again.

    Who wants something comes into begeleiding when that person agreed, as `toestemming` says or the
    register; who no longer does leaves it and takes an open offer to a maatje along. Asked twice
    the same without a new toelichting, nothing is added. Raises Geweigerd when a hulpwens is given
    before anybody was spoken to or against the wish of the person, somebody would come into
    begeleiding who did not agree or hear what we know, a maatje said yes already, a colleague
    judged it since `gezien`, or the zaak is closed.
    """
    zaak = vergrendel(zaak)
    if hulpwens and zaak.status == Zaak.Status.OPGEPAKT:
        raise Geweigerd("Wat iemand wil, weten we pas na een gesprek. Leg eerst het contact vast.")
    if hulpwens:
        zonder_akkoord.weiger_zonder_besluit(zaak)
    uitslag = {"oordeel": oordeel, "hulpwens": hulpwens or ""}
    soort, tekst = Gebeurtenis.Soort.BEOORDEELD, samenvatting(oordeel, hulpwens, toelichting)
    zelfde = uitslag == {veld: getattr(zaak, veld) for veld in uitslag}
    if zelfde and (not toelichting or is_laatste(zaak, soort, tekst)):
        return
    _weiger_over_een_ander_heen(zaak, gezien)
    naar = _status_bij(zaak, hulpwens)
    gegeven = None
    if naar == Zaak.Status.IN_BEGELEIDING != zaak.status:
        informeren.weiger_zonder_informatie(zaak)
        gegeven = _eis_toestemming(zaak, toestemming, door=door, nu=nu)
    if naar != Zaak.Status.IN_BEGELEIDING:
        koppelen.zoek_niet_verder(zaak, door=door, nu=nu)
    regel: dict[str, Any] = {"door": door, "nu": nu, "tekst": tekst, "toestemming": gegeven}
    if naar == zaak.status:
        Zaak.objects.filter(pk=zaak.pk).update(**uitslag)
        schrijf_bij(zaak, soort, feiten=uitslag, **regel)
    else:
        verander_status(zaak, naar, soort, samen_met=uitslag, **regel)


def _eis_toestemming(
    zaak: Zaak, manier: Toestemming.Manier | None, *, door: Gebruiker, nu: datetime
) -> Toestemming | None:
    """The yes to begeleiding; raises Geweigerd without."""
    soort = register.Soort.BEGELEIDING
    if manier:
        return register.bevestig(zaak, soort, manier=manier, door=door, nu=nu)
    register.weiger_zonder(zaak, soort)
    return None


def stand(zaak: Zaak) -> str:
    """What somebody saw who opened the form, to be sent along with it."""
    return f"{zaak.oordeel}/{zaak.hulpwens}"


def _weiger_over_een_ander_heen(zaak: Zaak, gezien: str | None) -> None:
    if gezien is None or gezien == stand(zaak):
        return
    laatste = zaak.gebeurtenissen.filter(soort=Gebeurtenis.Soort.BEOORDEELD).last()
    wie = laatste.van_wie if laatste else "Een collega"
    raise Geweigerd(
        f"{wie} heeft dit zojuist beoordeeld. Er is niets opgeslagen. Lees het in de geschiedenis. "
        "Klopt uw antwoord dan nog? Bewaar het opnieuw."
    )


def samenvatting(oordeel: Zaak.Oordeel, hulpwens: Zaak.Hulpwens | None, toelichting: str) -> str:
    """The assessment as a line of the history."""
    delen = [f"Zorg {oordeel.label}", hulpwens.label if hulpwens else ""]
    kop = ", ".join(filter(None, delen)) + "."
    return f"{kop} {toelichting}".strip()


def _status_bij(zaak: Zaak, hulpwens: Zaak.Hulpwens | None) -> Zaak.Status:
    if zaak.status == Zaak.Status.OPGEPAKT:
        return Zaak.Status.OPGEPAKT
    wil_iets = hulpwens == Zaak.Hulpwens.JA
    return Zaak.Status.IN_BEGELEIDING if wil_iets else Zaak.Status.CONTACT_GELEGD
