"""Acute danger: a card that says what to do in which order, and keeps who did what when.

It is started by a person; no word in a text starts it. A second colleague reads along, and
afterwards somebody asks how the colleague is.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from opvolging.models import Gebeurtenis, Gevaarkaart, Gevaarstap, Zaak
from opvolging.models.zaak import ZaakQuerySet
from opvolging.verloop import is_laatste, schrijf_bij, vergrendel, vergrendel_bij
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker

Stap = Gevaarstap.Stap
UITLEG = {
    Stap.BEL: "Is er gevaar voor een leven? Bel 112 en blijf aan de lijn. Anders: kijk bij de "
    "nummers. Twijfelt u? Bel Veilig Thuis of 113 en vraag om raad. Een naam is nog niet nodig.",
    Stap.BLIJF: "Laat deze persoon niet alleen aan de telefoon. Ga er niet zelf heen als dat "
    "gevaarlijk is.",
    Stap.MEELEZEN: "Vraag een collega om deze zaak nu te lezen. Die kruist dit zelf aan.",
    Stap.AFSPREKEN: "Wie belt nog, wie wacht op bericht, wie vertelt het aan deze persoon? Schrijf "
    "het op de zaak. Deelt u iets zonder toestemming? Schrijf bij Doorverwijzen waarom.",
    Stap.NAZORG: "Dit doet iets met u. Praat na met een collega of de coördinator, ook als het "
    "goed afliep. Dit is de laatste stap.",
}
ONLANGS = timedelta(days=7)  # so long a card that is done still stands for what comes of it
# without these nobody can be sure that it was well done
ALTIJD = frozenset({Stap.MEELEZEN, Stap.NAZORG})


@dataclass(frozen=True)
class Kaartregel:
    """One step as the card shows it."""

    stap: Gevaarstap.Stap
    uitleg: str
    gedaan: Gevaarstap | None
    mag_overslaan: bool


def met_gevaar(zaken: ZaakQuerySet) -> ZaakQuerySet:
    """The zaken with what `loopt` needs, in the same query."""
    open_ = Gevaarkaart.objects.filter(zaak=OuterRef("pk"), klaar_op=None)
    return zaken.annotate(heeft_gevaarkaart=Exists(open_))


def loopt(zaak: Zaak) -> bool:
    """Whether a card of `zaak` is open, of joined zaken any; no query after `met_gevaar`."""
    if not hasattr(zaak, "heeft_gevaarkaart"):
        return zaak.gevaarkaarten.filter(klaar_op=None).exists()
    return bool(zaak.heeft_gevaarkaart)


@transaction.atomic
def start(zaak: Zaak, *, wat: str = "", door: Gebruiker, nu: datetime) -> Gevaarkaart:
    """Open the card; while one is open, that one, and what a colleague saw stands in the history.

    Raises Geweigerd when the zaak is closed.
    """
    zaak = vergrendel(zaak)
    gestart = Gebeurtenis.Soort.GEVAAR
    if lopend := zaak.gevaarkaarten.filter(klaar_op=None).first():
        if wat and not is_laatste(zaak, gestart, wat):
            schrijf_bij(zaak, gestart, door=door, nu=nu, tekst=wat)
        return lopend
    kaart = Gevaarkaart.objects.create(
        gemeente_id=zaak.gemeente_id, zaak=zaak, wat=wat, gestart_op=nu, gestart_door=door
    )
    schrijf_bij(zaak, gestart, door=door, nu=nu, tekst=wat)
    return kaart


@transaction.atomic
def zet_stap(
    kaart: Gevaarkaart,
    stap: Gevaarstap.Stap,
    *,
    is_nodig: bool = True,
    door: Gebruiker,
    nu: datetime,
) -> None:
    """Keep that a step was done, or was not needed; once. With the last one the card is done.

    Also of a closed zaak: what was done stays to be said. Raises Geweigerd when who started it
    reads along alone, a step is skipped that is always needed, the after-care comes first, or the
    card just moved to another zaak.
    """
    zaak = vergrendel_bij(kaart)
    gedaan = set(kaart.stappen.values_list("stap", flat=True))
    if stap in gedaan:
        return
    _weiger(kaart, stap, gedaan, is_nodig=is_nodig, door=door)
    Gevaarstap.objects.create(
        gemeente_id=kaart.gemeente_id, kaart=kaart, stap=stap, is_nodig=is_nodig, op=nu, door=door
    )
    tekst = f"{stap.label}. {'Gedaan' if is_nodig else 'Niet nodig'}."
    schrijf_bij(zaak, Gebeurtenis.Soort.GEVAARSTAP, door=door, nu=nu, tekst=tekst)
    if gedaan | {stap} == set(Stap):
        Gevaarkaart.objects.filter(pk=kaart.pk).update(klaar_op=nu)
        schrijf_bij(zaak, Gebeurtenis.Soort.GEVAAR_KLAAR, door=door, nu=nu)


def weiger_zonder_meelezer(zaak: Zaak, *, nu: datetime) -> None:
    """Raises Geweigerd when no colleague read along on a card that is open, or was lately."""
    kaarten = zaak.gevaarkaarten.filter(Q(klaar_op=None) | Q(klaar_op__gt=nu - ONLANGS))
    meegelezen = Gevaarstap.objects.filter(kaart__in=kaarten, stap=Stap.MEELEZEN)
    if meegelezen.exists():
        return
    wat = "Laat op de kaart bij gevaar eerst een collega meelezen."
    if not kaarten.exists():
        wat = "Start eerst de kaart bij gevaar, en laat daar een collega meelezen."
    raise Geweigerd(
        f"Zonder toestemming beslist u dit niet alleen. {wat} Er is niets opgeslagen. Is er nu "
        "gevaar? Bel eerst, en kruis aan dat u niet kunt wachten."
    )


def regels(kaart: Gevaarkaart) -> list[Kaartregel]:
    """All steps in their order, with who did them; one query."""
    gedaan = {deze.stap: deze for deze in kaart.stappen.select_related("door")}
    return [
        Kaartregel(stap, UITLEG[stap], gedaan.get(stap), mag_overslaan=stap not in ALTIJD)
        for stap in Stap
    ]


def _weiger(
    kaart: Gevaarkaart,
    stap: Gevaarstap.Stap,
    gedaan: set[str],
    *,
    is_nodig: bool,
    door: Gebruiker,
) -> None:
    if stap == Stap.MEELEZEN and door.pk == kaart.gestart_door_id:
        raise Geweigerd("U startte deze kaart. Vraag een collega om mee te lezen.")
    if stap in ALTIJD and not is_nodig:
        raise Geweigerd("Deze stap hoort er altijd bij. Doe hem later, als het nu niet lukt.")
    if stap == Stap.NAZORG and gedaan != set(Stap) - {Stap.NAZORG}:
        raise Geweigerd("Napraten komt als de andere stappen klaar zijn.")
