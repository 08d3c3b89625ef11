"""The register of what somebody agreed to. Without a yes the act that needs it refuses.

Taking back is in `intrekken`, because more follows from it.
"""

from datetime import date, datetime

from django.db import transaction

from opvolging import zonder_akkoord
from opvolging.kalender import lokaal
from opvolging.klokstand import DAGEN, MAANDEN
from opvolging.models import Gebeurtenis, Toestemming, Zaak
from opvolging.models.toestemming import ToestemmingQuerySet
from opvolging.verloop import schrijf_bij, vergrendel
from signaalpunt import zoekhash
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker

Soort = Toestemming.Soort
Manier = Toestemming.Manier

# What cannot be done without it, as the refusal says it.
WAARVOOR: dict[Toestemming.Soort, str] = {
    Soort.BEGELEIDING: "U kunt deze persoon pas verder helpen als die dat goed vindt.",
    Soort.SCHAAL: "De vragenlijst kan alleen als deze persoon dat goed vindt.",
    Soort.DELEN: "U kunt met deze organisatie pas iets delen als deze persoon dat goed vindt.",
    Soort.MAATJE: "Een maatje zoeken kan alleen als deze persoon dat goed vindt.",
    Soort.VERHAAL: "Een verhaal bewaren kan alleen als deze persoon dat goed vindt.",
    Soort.LATER: "Later nog eens vragen kan alleen als deze persoon dat goed vindt.",
    Soort.TERUGKOPPELING: "Vertel de melder niet hoe het ging: deze persoon gaf daar geen "
    "toestemming voor.",
}


class ToestemmingOntbreekt(Geweigerd):
    """The person did not agree to this, or took it back."""

    def __init__(self, soort: Toestemming.Soort) -> None:
        super().__init__(
            f'{WAARVOOR[soort]} Er is niets opgeslagen. Leg eerst bij "Toestemming" vast hoe '
            "deze persoon ja zei."
        )


def geldende(zaak: Zaak, soort: Toestemming.Soort, partner: str = "") -> ToestemmingQuerySet:
    """The yes that holds now for this, if there is one; `partner` for sharing only."""
    deze = Toestemming.objects.filter(zaak=zaak, soort=soort)
    return deze.filter(partner_hash=zoekhash.naam(partner)).geldend()


def heeft(zaak: Zaak, soort: Toestemming.Soort, partner: str = "") -> bool:
    """Whether the person agreed to this and did not take it back; one query."""
    return geldende(zaak, soort, partner).exists()


def weiger_zonder(zaak: Zaak, soort: Toestemming.Soort, partner: str = "") -> None:
    """Raises ToestemmingOntbreekt when the person did not agree to this."""
    if not heeft(zaak, soort, partner):
        raise ToestemmingOntbreekt(soort)


@transaction.atomic
def geef(
    zaak: Zaak,
    *,
    soort: Toestemming.Soort,
    manier: Toestemming.Manier,
    partner: str = "",
    op: date | None = None,
    door: Gebruiker,
    nu: datetime,
) -> Toestemming:
    """Record that the person agreed, on the day `op` if not today; asked twice, once.

    Raises Geweigerd when nobody spoke to the person, the person did not want us, the day lies
    ahead, it is not said with whom we may share, or the zaak is closed.
    """
    zaak = vergrendel(zaak)
    zonder_akkoord.weiger_zonder_besluit(zaak)
    if zaak.status == Zaak.Status.OPGEPAKT:
        raise Geweigerd("Toestemming krijgt u in een gesprek. Leg eerst het contact vast.")
    if soort == Soort.DELEN and not zoekhash.naam(partner):
        raise Geweigerd("Vul in met welke organisatie u mag delen.")
    partner = partner if soort == Soort.DELEN else ""
    if bestaand := geldende(zaak, soort, partner).last():
        return bestaand
    deze = bevestig(zaak, soort, manier=manier, partner=partner, op=op, door=door, nu=nu)
    schrijf_bij(
        zaak,
        Gebeurtenis.Soort.TOESTEMMING,
        door=door,
        nu=nu,
        toestemming=deze,
        tekst=f"{deze.waarvoor}. {hoe(deze)}",
    )
    return deze


def bevestig(
    zaak: Zaak,
    soort: Toestemming.Soort,
    *,
    manier: Toestemming.Manier,
    partner: str = "",
    op: date | None = None,
    door: Gebruiker,
    nu: datetime,
) -> Toestemming:
    """The yes to this: the one that holds, or a new one.

    For an act that holds `zaak` and writes the line, which carries what this returns. Raises
    Geweigerd when the day lies ahead, or before it was taken back.
    """
    if bestaand := geldende(zaak, soort, partner).last():
        return bestaand
    vandaag = lokaal(nu).date()
    gegeven_op = op or vandaag
    if gegeven_op > vandaag:
        raise Geweigerd("De dag van de toestemming ligt in de toekomst. Kijk de datum na.")
    partner_hash = zoekhash.naam(partner)
    eerder = Toestemming.objects.filter(zaak=zaak, soort=soort, partner_hash=partner_hash)
    terug = eerder.exclude(ingetrokken_op=None).order_by("ingetrokken_op").last()
    if terug and terug.ingetrokken_op and gegeven_op < lokaal(terug.ingetrokken_op).date():
        raise Geweigerd(
            f"Deze persoon trok dit in op {dag(lokaal(terug.ingetrokken_op).date())}. Er is niets "
            "opgeslagen. Vraag het opnieuw, en vul de dag in van het nieuwe ja."
        )
    return Toestemming.objects.create(
        gemeente_id=zaak.gemeente_id,
        zaak=zaak,
        soort=soort,
        partner=partner,
        partner_hash=partner_hash,
        manier=manier,
        gegeven_op=gegeven_op,
        vastgelegd_op=nu,
        vastgelegd_door=door,
    )


def hoe(deze: Toestemming) -> str:
    """How and on which day somebody agreed, as a sentence."""
    manier = deze.get_manier_display()
    return f"{manier[:1].upper()}{manier[1:]}, op {dag(deze.gegeven_op)}."


def dag(op: date) -> str:
    """A day in words."""
    return f"{DAGEN[op.weekday()]} {op.day} {MAANDEN[op.month - 1]}"
