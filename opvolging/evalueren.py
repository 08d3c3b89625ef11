"""The talks about how a koppeling goes, at two, six and twelve months, and going on after a year.

All clocks are planned when the koppeling starts, each counted from that start: a talk that is held
late moves no other, and an early end stops them all. A talk stops its own clock and those of the
talks before it that never came. After the end talk a koppeling can go on once, with a reason, until
its clock of 24 months; no longer.
"""

from datetime import datetime

from django.db import transaction
from django.utils.formats import date_format

from opvolging import klokken
from opvolging.kalender import lokaal, maanden_later
from opvolging.models import GESPREKKEN, Evaluatie, Gebeurtenis, Koppeling, Termijn, Verlenging
from opvolging.verloop import houd_koppeling, schrijf_bij
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker

# In months, halfway from the talk before: what comes earlier was that one.
VROEGST = {Termijn.Soort.EVALUATIE_6: 4, Termijn.Soort.EINDGESPREK: 9}


def dag(moment: datetime) -> str:
    """The day of a moment in words."""
    return date_format(lokaal(moment), "j F Y")


def te_voeren(koppeling: Koppeling) -> list[Termijn.Soort]:
    """The talks that were not recorded yet, in order."""
    gevoerd = set(koppeling.evaluaties.values_list("soort", flat=True))
    return [soort for soort in GESPREKKEN if soort not in gevoerd]


@transaction.atomic
def leg_vast(
    koppeling: Koppeling,
    *,
    soort: Termijn.Soort,
    met_wie: Evaluatie.MetWie,
    cijfer: int,
    doorgaan: Evaluatie.Doorgaan,
    toelichting: str = "",
    gesprek_op: datetime | None = None,
    door: Gebruiker,
    nu: datetime,
) -> Evaluatie:
    """Record that a talk was held, at `gesprek_op` if not now; that stops its clock.

    Sent twice it is one talk. Raises Geweigerd when the koppeling does not run, the moment cannot
    be right, or somebody recorded this talk otherwise.
    """
    vast, gestart_op = _lopende(koppeling, door)
    _controleer(soort, gesprek_op or nu, gestart_op, nu)
    op = max(gesprek_op or nu, gestart_op)
    wat = {
        "met_wie": met_wie,
        "cijfer": cijfer,
        "doorgaan": doorgaan,
        "toelichting": toelichting,
    }
    if eerder := vast.evaluaties.filter(soort=soort).first():
        return _dezelfde(eerder, wat)
    evaluatie = Evaluatie.objects.create(
        **wat,
        gemeente_id=vast.gemeente_id,
        koppeling=vast,
        soort=soort,
        gesprek_op=op,
        door=door,
        vastgelegd_op=nu,
    )
    klokken.stop(vast, reden=Termijn.Stopreden.GEVOERD, alleen=[soort], op=op, nu=nu)
    if eerdere := GESPREKKEN[: GESPREKKEN.index(soort)]:
        klokken.stop(vast, reden=Termijn.Stopreden.INGEHAALD, alleen=eerdere, op=op, nu=nu)
    zin = (
        f"{evaluatie.get_soort_display().capitalize()}, {evaluatie.get_met_wie_display()}. "
        f"Cijfer {cijfer}. Doorgaan: {evaluatie.get_doorgaan_display()}."
    )
    schrijf_bij(vast.deelnemer.zaak, Gebeurtenis.Soort.EVALUATIE, door=door, nu=nu, tekst=zin)
    return evaluatie


@transaction.atomic
def verleng(koppeling: Koppeling, *, motivatie: str, door: Gebruiker, nu: datetime) -> Verlenging:
    """Let it go on after the first year, until its clock of 24 months.

    Sent twice it is once. Raises Geweigerd when the koppeling does not run, the end talk was not
    held, it was extended before, or the 24 months are over.
    """
    vast, _ = _lopende(koppeling, door)
    stopklok = vast.termijnen.get(soort=Termijn.Soort.STOP_24)
    if eerder := Verlenging.objects.filter(koppeling=vast).first():
        if eerder.motivatie == motivatie:
            return eerder
        raise Geweigerd(
            f"Deze koppeling is al een keer verlengd, tot uiterlijk {dag(stopklok.grens_op)}. "
            "Langer dan 24 maanden kan niet."
        )
    if nu >= stopklok.grens_op:
        raise Geweigerd(
            f"Deze koppeling kon tot {dag(stopklok.grens_op)}. Langer dan 24 maanden kan niet. "
            "Neem afscheid en beëindig de koppeling."
        )
    if Termijn.Soort.EINDGESPREK in te_voeren(vast):
        raise Geweigerd("Leg eerst het eindgesprek na 12 maanden vast. Verleng daarna.")
    verlenging = Verlenging.objects.create(
        gemeente_id=vast.gemeente_id,
        koppeling=vast,
        stopklok=stopklok,
        motivatie=motivatie,
        door=door,
        verlengd_op=nu,
    )
    zin = f"Tot uiterlijk {dag(stopklok.grens_op)}. {motivatie}"
    schrijf_bij(vast.deelnemer.zaak, Gebeurtenis.Soort.VERLENGD, door=door, nu=nu, tekst=zin)
    return verlenging


def _lopende(koppeling: Koppeling, door: Gebruiker) -> tuple[Koppeling, datetime]:
    """The koppeling as it is now, with its start, held until the end."""
    vast = houd_koppeling(koppeling, door)
    if vast.status != Koppeling.Status.ACTIEF or vast.gestart_op is None:
        raise Geweigerd(
            "Deze koppeling loopt niet. U kunt er geen gesprek bij vastleggen, en niets verlengen."
        )
    return vast, vast.gestart_op


def _dezelfde(eerder: Evaluatie, wat: dict[str, object]) -> Evaluatie:
    if all(getattr(eerder, veld) == waarde for veld, waarde in wat.items()):
        return eerder
    raise Geweigerd(
        f"Dit gesprek is al vastgelegd: het was op {dag(eerder.gesprek_op)}. "
        "Kies een ander gesprek."
    )


def _controleer(soort: Termijn.Soort, op: datetime, gestart_op: datetime, nu: datetime) -> None:
    if op > nu:
        raise Geweigerd("Dit moment ligt in de toekomst. Vul in wanneer het gesprek was.")
    if lokaal(op).date() < lokaal(gestart_op).date():
        raise Geweigerd(f"De koppeling begon pas op {dag(gestart_op)}. Kies een latere dag.")
    vroegst = maanden_later(gestart_op, VROEGST.get(soort, 0))
    if soort in VROEGST and op < vroegst:
        raise Geweigerd(
            f"Voor het {soort.label} is dit te vroeg: dat kan vanaf {dag(vroegst)}. "
            "Kies een eerder gesprek, of kijk de datum na."
        )
