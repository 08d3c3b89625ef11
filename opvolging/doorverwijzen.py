"""Asking somebody else to help: with the agreement of the person, and until we know it arrived.

Whoever is asked has some working days to answer. Without an answer the behandelaar hears it, then
the teamleider; when nobody acts the question comes back by itself (`geenantwoord`). Two weeks after
a yes we ask whether the person arrived, also when the zaak is closed by then.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from opvolging import eenmalig, gevaar, klokken, toestemming, zonder_akkoord
from opvolging.kalender import lokaal
from opvolging.klokstand import DAGEN, MAANDEN
from opvolging.models import Doorverwijzing, Gebeurtenis, Termijn, Toestemming, Zaak
from opvolging.verloop import (
    houd_doorverwijzing,
    schrijf_bij,
    verander_doorverwijzing,
    vergrendel,
    wie_was_eerst,
)
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker

Soort = Doorverwijzing.Soort
Status = Doorverwijzing.Status
Aangekomen = Doorverwijzing.Aangekomen
ANTWOORDEN = (Status.AANGENOMEN, Status.TERUGGEGEVEN, Status.GEEN_ANTWOORD)


@dataclass(frozen=True)
class Grond:
    """On which day and how the person agreed; or the reason why we do not wait for that."""

    op: date | None = None
    hoe: Doorverwijzing.Toestemming | None = None
    is_acuut: bool = False
    waarom_zonder: str = ""

    @property
    def is_gegeven(self) -> bool:
        return self.op is not None and self.hoe is not None


@transaction.atomic
def verwijs_door(
    zaak: Zaak,
    *,
    soort: Doorverwijzing.Soort,
    naar: str,
    vraag: str = "",
    grond: Grond,
    sleutel: UUID | None = None,
    door: Gebruiker,
    nu: datetime,
) -> Doorverwijzing:
    """Record that `naar` was asked, and start the clock of the answer; the same `sleutel`, once.

    The agreement comes into the register of the zaak; what stands there need not be said again.
    Raises Geweigerd when the person did not agree and there is no danger, Veilig Thuis is asked
    without a yes and no colleague read along, the day cannot be right, nobody spoke to the person,
    the person did not want us at all, or the zaak is closed.
    """
    zaak = vergrendel(zaak)
    inhoud: dict[str, Any] = {"soort": soort, "naar": naar, "vraag": vraag}
    if eerder := eenmalig.eerder(zaak.doorverwijzingen.all(), sleutel, **inhoud):
        return eerder
    grond = _uit_register(zaak, naar, grond)
    _weiger_zonder_toestemming(zaak, soort, grond, nu)
    gegeven = _leg_in_register(zaak, naar, grond, door=door, nu=nu)
    deze = Doorverwijzing.objects.create(
        gemeente=zaak.gemeente,
        zaak=zaak,
        sleutel=sleutel or uuid4(),
        verwezen_op=nu,
        verwezen_door=door,
        is_acuut=grond.is_acuut,
        **inhoud,
        **_waarop_het_rust(grond),
    )
    tekst = f"{_wie(deze)}. {_grond(deze)}"
    regel = Gebeurtenis.Soort.DOORVERWEZEN
    schrijf_bij(zaak, regel, door=door, nu=nu, tekst=tekst, toestemming=gegeven)
    _start(deze, Termijn.Soort.DOORVERWIJZING, nu=nu)
    return deze


def _weiger_zonder_toestemming(
    zaak: Zaak, soort: Doorverwijzing.Soort, grond: Grond, nu: datetime
) -> None:
    if grond.is_gegeven:
        _weiger_toestemming_die_niet_kan(zaak, grond, nu)
    elif soort != Soort.VEILIG_THUIS and not grond.is_acuut:
        raise Geweigerd(
            "Vraag deze persoon eerst om toestemming. Er is niets opgeslagen. Vul in op welke dag "
            "en hoe deze persoon ja zei. Alleen bij Veilig Thuis of bij gevaar mag het zonder."
        )
    elif not grond.waarom_zonder.strip():
        raise Geweigerd("Schrijf op waarom u niet op toestemming kunt wachten.")
    elif not grond.is_acuut:
        gevaar.weiger_zonder_meelezer(zaak, nu=nu)


def _weiger_toestemming_die_niet_kan(zaak: Zaak, grond: Grond, nu: datetime) -> None:
    if grond.op and grond.op > lokaal(nu).date():
        raise Geweigerd("De dag van de toestemming ligt in de toekomst. Kijk de datum na.")
    zonder_akkoord.weiger_zonder_besluit(zaak)
    if zaak.status == Zaak.Status.OPGEPAKT:
        raise Geweigerd(
            "Er is nog niemand gesproken. Leg eerst het contact vast. Is er gevaar? Kruis dat aan "
            "en schrijf op waarom u niet wacht."
        )


def _uit_register(zaak: Zaak, naar: str, grond: Grond) -> Grond:
    """What the register says of sharing with `naar`, when the form says nothing itself."""
    if grond.is_gegeven or grond.is_acuut or grond.waarom_zonder:
        return grond
    deze = toestemming.geldende(zaak, toestemming.Soort.DELEN, naar).last()
    if deze is None:
        return grond
    return Grond(deze.gegeven_op, Doorverwijzing.Toestemming(deze.manier))


def _leg_in_register(
    zaak: Zaak, naar: str, grond: Grond, *, door: Gebruiker, nu: datetime
) -> Toestemming | None:
    if not grond.is_gegeven:
        return None
    manier, soort = toestemming.Manier(str(grond.hoe)), toestemming.Soort.DELEN
    return toestemming.bevestig(
        zaak, soort, manier=manier, partner=naar, op=grond.op, door=door, nu=nu
    )


def _waarop_het_rust(grond: Grond) -> dict[str, Any]:
    if grond.is_gegeven:
        return {"toestemming_op": grond.op, "toestemming": grond.hoe}
    return {"waarom_zonder": grond.waarom_zonder}


def _wie(deze: Doorverwijzing) -> str:
    label = deze.get_soort_display()
    return f"{label[:1].upper()}{label[1:]}: {deze.naar}"


def _grond(deze: Doorverwijzing) -> str:
    if op := deze.toestemming_op:
        dag = f"{DAGEN[op.weekday()]} {op.day} {MAANDEN[op.month - 1]}"
        return f"Toestemming {deze.get_toestemming_display()}, op {dag}."
    return f"Zonder toestemming: {deze.waarom_zonder}"


def _start(deze: Doorverwijzing, soort: Termijn.Soort, *, nu: datetime) -> None:
    klokken.start(deze, soort=soort, aan=deze.zaak.behandelaar, nu=nu)


@transaction.atomic
def leg_antwoord_vast(
    doorverwijzing: Doorverwijzing,
    *,
    antwoord: Doorverwijzing.Status,
    reden: str = "",
    door: Gebruiker | None,
    nu: datetime,
) -> None:
    """Record what was answered, or that nobody did and we take it back; sent twice, once.

    After a yes a clock asks in two weeks whether the person arrived. Raises Geweigerd when it is
    given back without a reason, or something else was recorded before. `door` is None for what
    the organisation itself said, behind its link.
    """
    if antwoord not in ANTWOORDEN:
        raise Geweigerd("Kies wat het antwoord was.")
    if antwoord == Status.TERUGGEGEVEN and not reden.strip():
        raise Geweigerd("Schrijf op waarom het is teruggegeven. Dan weet u wat nu past.")
    if houd_doorverwijzing(doorverwijzing).status == antwoord:
        return
    deze = verander_doorverwijzing(
        doorverwijzing,
        antwoord,
        Gebeurtenis.Soort.DOORVERWIJZING_ANTWOORD,
        reden=reden,
        door=door,
        nu=nu,
        tekst=f"{_wie(doorverwijzing)}: {antwoord.label}. {reden}".strip(),
    )
    reden_ = Termijn.Stopreden
    is_stil = antwoord == Status.GEEN_ANTWOORD
    klokken.stop(deze, reden=reden_.INGETROKKEN if is_stil else reden_.ANTWOORD, nu=nu)
    if antwoord == Status.AANGENOMEN:
        _start(deze, Termijn.Soort.AANGEKOMEN, nu=nu)


@transaction.atomic
def trek_in(
    doorverwijzing: Doorverwijzing, *, reden: str = "", door: Gebruiker, nu: datetime
) -> None:
    """Take back what nobody answered; taken back twice, once. Raises Geweigerd after an answer."""
    if houd_doorverwijzing(doorverwijzing).status == Status.INGETROKKEN:
        return
    deze = verander_doorverwijzing(
        doorverwijzing,
        Status.INGETROKKEN,
        Gebeurtenis.Soort.DOORVERWIJZING_TERUG,
        reden=reden,
        door=door,
        nu=nu,
        tekst=f"{_wie(doorverwijzing)}. {reden}".strip(),
    )
    klokken.stop(deze, reden=Termijn.Stopreden.INGETROKKEN, nu=nu)


@transaction.atomic
def leg_aankomst_vast(
    doorverwijzing: Doorverwijzing,
    *,
    aangekomen: Doorverwijzing.Aangekomen,
    door: Gebruiker,
    nu: datetime,
) -> None:
    """Record whether the person arrived, also in a closed zaak; sent twice, once.

    What was not known may be known later. Raises Geweigerd before a yes, or when a colleague
    recorded something else.
    """
    deze = houd_doorverwijzing(doorverwijzing)
    if not deze.is_aangenomen:
        raise Geweigerd("Deze doorverwijzing is niet aangenomen. Ververs de pagina.")
    if deze.aangekomen == aangekomen:
        return
    if deze.aangekomen not in ("", Aangekomen.ONBEKEND):
        raise Geweigerd(
            f"Er is al vastgelegd of deze persoon aankwam: {deze.get_aangekomen_display()}. "
            f"{wie_was_eerst(deze.zaak, 'deze zaak', door)}"
        )
    deze.aangekomen, deze.aankomst_op = aangekomen, nu
    deze.save(update_fields=["aangekomen", "aankomst_op"])
    soort, tekst = Gebeurtenis.Soort.AANKOMST, f"{_wie(deze)}: {aangekomen.label}."
    schrijf_bij(deze.zaak, soort, door=door, nu=nu, tekst=tekst)
    klokken.stop(deze, reden=Termijn.Stopreden.AANKOMST, nu=nu)


def rond_af(zaak: Zaak, *, trek_open_in: bool, door: Gebruiker, nu: datetime) -> None:
    """Before `zaak`, which the caller holds, closes: take back what nobody answered, when told to.

    Raises Geweigerd when something is open and nobody said that it may be taken back.
    """
    open_ = list(zaak.doorverwijzingen.filter(status=Status.GEVRAAGD).select_related("zaak"))
    if open_ and not trek_open_in:
        raise Geweigerd(
            f"Er is nog geen antwoord van {' en '.join(deze.naar for deze in open_)}. Leg het "
            "antwoord vast, of kruis aan dat u de doorverwijzing intrekt."
        )
    for deze in open_:
        trek_in(deze, reden="De zaak is afgesloten.", door=door, nu=nu)
