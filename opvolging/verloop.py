"""The course of things: which status may follow which, and the only place where one changes.

`OVERGANGEN` holds the whole life cycle of each model as a plain dict; a test walks all of it.
"""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from meldingen.models import Melding
from opvolging.models import (
    Afspraak,
    Doorgegeven,
    Doorverwijzing,
    Gebeurtenis,
    Gevaarkaart,
    Koppeling,
    OnvervuldeBehoefte,
    Toestemming,
    Verhaal,
    Zaak,
    ZaakMelding,
)
from signaalpunt.fouten import Geweigerd
from signaalpunt.models import Gebruiker

OVERGANGEN: dict[Zaak.Status, frozenset[Zaak.Status]] = {
    Zaak.Status.OPGEPAKT: frozenset({Zaak.Status.CONTACT_GELEGD, Zaak.Status.AFGESLOTEN}),
    # back to opgepakt: only the melder was spoken to, and now the person may be
    Zaak.Status.CONTACT_GELEGD: frozenset(
        {Zaak.Status.OPGEPAKT, Zaak.Status.IN_BEGELEIDING, Zaak.Status.AFGESLOTEN}
    ),
    # back: somebody wanted something after all not, or a koppeling ended
    Zaak.Status.IN_BEGELEIDING: frozenset({Zaak.Status.CONTACT_GELEGD, Zaak.Status.AFGESLOTEN}),
    # back: the melder says that it is not solved, or a colleague goes on
    # in begeleiding only when a joining is undone
    Zaak.Status.AFGESLOTEN: frozenset(
        {Zaak.Status.OPGEPAKT, Zaak.Status.CONTACT_GELEGD, Zaak.Status.IN_BEGELEIDING}
    ),
}

KOPPELING_OVERGANGEN: dict[Koppeling.Status, frozenset[Koppeling.Status]] = {
    Koppeling.Status.VOORGESTELD: frozenset(
        {
            Koppeling.Status.GEACCEPTEERD,
            Koppeling.Status.AFGESLAGEN,
            Koppeling.Status.INGETROKKEN,
        }
    ),
    # not every first meeting leads to a koppeling
    Koppeling.Status.GEACCEPTEERD: frozenset({Koppeling.Status.ACTIEF, Koppeling.Status.BEEINDIGD}),
    Koppeling.Status.ACTIEF: frozenset({Koppeling.Status.BEEINDIGD}),
    Koppeling.Status.AFGESLAGEN: frozenset(),
    Koppeling.Status.INGETROKKEN: frozenset(),
    Koppeling.Status.BEEINDIGD: frozenset(),
}

DOORVERWIJZING_OVERGANGEN: dict[Doorverwijzing.Status, frozenset[Doorverwijzing.Status]] = {
    Doorverwijzing.Status.GEVRAAGD: frozenset(
        {
            Doorverwijzing.Status.AANGENOMEN,
            Doorverwijzing.Status.TERUGGEGEVEN,
            Doorverwijzing.Status.GEEN_ANTWOORD,
            Doorverwijzing.Status.INGETROKKEN,
        }
    ),
    # what ended stays as it is; who is asked again is asked in a new one
    Doorverwijzing.Status.AANGENOMEN: frozenset(),
    Doorverwijzing.Status.TERUGGEGEVEN: frozenset(),
    Doorverwijzing.Status.GEEN_ANTWOORD: frozenset(),
    Doorverwijzing.Status.INGETROKKEN: frozenset(),
}
# What the lines of the history tell of a zaak, beside its status.
FEITEN = ("oordeel", "hulpwens", "uitkomst", "behandelaar")
Stand = Zaak.Status | Koppeling.Status | Doorverwijzing.Status


class OvergangGeweigerd(Geweigerd):
    """The life cycle does not know this step."""

    def __init__(self, van: Stand, naar: Stand) -> None:
        super().__init__(
            f"Dit kan niet meer: de stand is nu ‘{van.label}’, en daarna kan niet "
            f"‘{naar.label}’ volgen. Ververs de pagina om te zien wat er is gebeurd."
        )


def houd_vast(zaak: Zaak) -> Zaak:
    """The zaak as it is now, held until the end of the transaction."""
    return Zaak.objects.select_for_update().get(pk=zaak.pk)


def houd_samen_vast(*nummers: int) -> dict[int, Zaak]:
    """The zaken with these numbers as they are now, held until the end of the transaction.

    Always in the same order, so that nobody waits in a circle.
    """
    vast = Zaak.objects.select_for_update(of=("self",)).select_related("behandelaar")
    return {zaak.pk: zaak for zaak in vast.filter(pk__in=nummers).order_by("pk")}


def vergrendel(zaak: Zaak) -> Zaak:
    """The open zaak as it is now, held until the end of the transaction.

    Raises Geweigerd when it was closed in the meantime: nothing is written to a closed zaak.
    """
    nu_geldend = houd_vast(zaak)
    weiger_gesloten(nu_geldend)
    return nu_geldend


def houd_zaak_van(melding: Melding) -> Zaak | None:
    """The zaak of `melding` as it is now, held until the end of the transaction.

    Asked again after waiting: a colleague may just have moved the melding to another zaak.
    """
    return _houd_vast_waar(ZaakMelding.objects.filter(melding=melding))


def houd_zaak_bij(
    rij: Afspraak
    | Doorgegeven
    | Doorverwijzing
    | Gevaarkaart
    | OnvervuldeBehoefte
    | Toestemming
    | Verhaal,
) -> Zaak | None:
    """The zaak in which `rij` stands now, held likewise; None when `rij` is gone."""
    return _houd_vast_waar(type(rij)._default_manager.filter(pk=rij.pk))


def _houd_vast_waar(rij: "QuerySet[Any]") -> Zaak | None:
    while (zaak_id := rij.values_list("zaak", flat=True).first()) is not None:
        zaak = Zaak.objects.select_for_update().get(pk=zaak_id)
        if rij.filter(zaak=zaak).exists():
            return zaak
    return None


def vergrendel_bij(rij: Afspraak | Doorgegeven | Gevaarkaart) -> Zaak:
    """The zaak of `rij`, open or closed, as it is now, held until the end of the transaction.

    Raises Geweigerd when `rij` just moved to another.
    """
    zaak = houd_zaak_bij(rij)
    if zaak is None or zaak.pk != rij.zaak_id:
        raise _verhuisd(zaak)
    return zaak


def _verhuisd(naar: Zaak | None) -> Geweigerd:
    waar = f"samengevoegd met zaak {naar.pk}" if naar else "gewijzigd"
    return Geweigerd(f"Deze zaak is zojuist {waar}. Er is niets opgeslagen. Ververs de pagina.")


def weiger_samengevoegd(zaak: Zaak) -> None:
    """Raises Geweigerd when `zaak` was joined into another: what is done now belongs there."""
    if zaak.uitkomst == Zaak.Uitkomst.DUBBEL and (samen := zaak.samenvoegingen.geldend().first()):
        raise Geweigerd(
            f"Deze zaak is samengevoegd met zaak {samen.in_zaak_id}. Er is niets opgeslagen. Ga "
            f"verder in zaak {samen.in_zaak_id}."
        )


def weiger_gesloten(zaak: Zaak) -> None:
    """Raises Geweigerd when `zaak` is closed, with its outcome or where it goes on."""
    weiger_samengevoegd(zaak)
    if zaak.status == Zaak.Status.AFGESLOTEN:
        raise Geweigerd(
            f'Deze zaak is al afgesloten als "{zaak.get_uitkomst_display()}". '
            "Er is niets opgeslagen; uw tekst staat nog in het formulier."
        )


def wie_was_eerst(zaak: Zaak, wat: str, door: Gebruiker | None) -> str:
    """Who did the last thing in `zaak`, which `wat` is part of, for a refusal to name."""
    laatste = zaak.gebeurtenissen.select_related("door").last()
    if laatste is None or laatste.door is None:
        return f"Een collega heeft {wat} zojuist gewijzigd. Ververs de pagina."
    wie = "U" if laatste.door == door else laatste.door.naam
    daad = laatste.get_soort_display()
    return f"{wie} heeft {wat} zojuist gewijzigd: {daad}. Ververs de pagina."


def is_laatste(zaak: Zaak, soort: Gebeurtenis.Soort, tekst: str) -> bool:
    """Whether the last line of this kind says the same: then a form was sent twice."""
    laatste = zaak.gebeurtenissen.filter(soort=soort).last()
    return laatste is not None and laatste.tekst == tekst


def schrijf_bij(
    zaak: Zaak, soort: Gebeurtenis.Soort, *, door: Gebruiker | None, nu: datetime, **velden: Any
) -> Gebeurtenis:
    """Add one line to the history of `zaak`; `velden` are fields of Gebeurtenis.

    `door` is None for what the melder does behind the volgcode.
    """
    return Gebeurtenis.objects.create(
        gemeente_id=zaak.gemeente_id, zaak=zaak, soort=soort, door=door, op=nu, **velden
    )


def zie_als_nieuw(zaak: Zaak, regel: Gebeurtenis) -> None:
    """Let the behandelaar see once that the zaak is new, when a colleague made it: by `regel`."""
    if regel.door_id != zaak.behandelaar_id:
        zaak.overdracht = regel
        zaak.save(update_fields=["overdracht"])


@transaction.atomic
def verander_status(
    zaak: Zaak,
    naar: Zaak.Status,
    soort: Gebeurtenis.Soort,
    *,
    door: Gebruiker | None,
    nu: datetime,
    samen_met: Mapping[str, Any] = MappingProxyType({}),
    **velden: Any,
) -> Gebeurtenis:
    """Move `zaak` to `naar` and add a Gebeurtenis with `velden`.

    `samen_met` are fields of the zaak that change in the same UPDATE. Raises OvergangGeweigerd when
    the table does not allow the step, Geweigerd when a colleague was first.
    """
    van = Zaak.Status(zaak.status)
    if naar not in OVERGANGEN[van]:
        raise OvergangGeweigerd(van, naar)
    # Conditional UPDATE: of two simultaneous requests exactly one finds `van`.
    if not Zaak.objects.filter(pk=zaak.pk, status=van).update(status=naar, **samen_met):
        raise Geweigerd(wie_was_eerst(zaak, "deze zaak", door))
    for veld, waarde in {"status": naar, **samen_met}.items():
        setattr(zaak, veld, waarde)
    feiten = {veld: waarde for veld, waarde in samen_met.items() if veld in FEITEN}
    return schrijf_bij(zaak, soort, door=door, nu=nu, status=naar, feiten=feiten, **velden)


@transaction.atomic
def verander_koppeling(
    koppeling: Koppeling,
    naar: Koppeling.Status,
    soort: Gebeurtenis.Soort,
    *,
    door: Gebruiker,
    nu: datetime,
    samen_met: Mapping[str, Any] = MappingProxyType({}),
    **velden: Any,
) -> None:
    """Move `koppeling` to `naar` and add a Gebeurtenis with `velden` to its zaak.

    `samen_met` are fields of the koppeling that change in the same step. Raises OvergangGeweigerd
    when the table does not allow it, Geweigerd when somebody else was first.
    """
    vast = houd_koppeling(koppeling, door)
    if vast.status != koppeling.status:
        raise Geweigerd(wie_was_eerst(vast.deelnemer.zaak, "deze koppeling", door))
    van = Koppeling.Status(koppeling.status)
    if naar not in KOPPELING_OVERGANGEN[van]:
        raise OvergangGeweigerd(van, naar)
    for veld, waarde in {"status": naar, **samen_met}.items():
        setattr(koppeling, veld, waarde)
    # save and no UPDATE: the toelichting is encrypted on its way
    koppeling.save(update_fields=["status", *samen_met])
    schrijf_bij(koppeling.deelnemer.zaak, soort, door=door, nu=nu, **velden)


def houd_doorverwijzing(doorverwijzing: Doorverwijzing) -> Doorverwijzing:
    """It as it is now, with its zaak, which is held until the end of the transaction.

    Whoever changes it holds that zaak, so it needs no lock of its own. Raises Geweigerd when it
    just moved to another.
    """
    houd_vast(doorverwijzing.zaak)
    nu_geldend = Doorverwijzing.objects.select_related("zaak").get(pk=doorverwijzing.pk)
    if nu_geldend.zaak_id != doorverwijzing.zaak_id:
        raise _verhuisd(nu_geldend.zaak)
    return nu_geldend


def houd_koppeling(koppeling: Koppeling, door: Gebruiker) -> Koppeling:
    """It as it is now, with its deelnemer and zaak, all held until the end of the transaction.

    First the zaak, then the koppeling: two who wait for each other would both fail. Raises
    Geweigerd when its deelnemer just moved along to another zaak.
    """
    zaak = houd_vast(koppeling.deelnemer.zaak)
    rijen = Koppeling.objects.select_for_update(of=("self",)).select_related("deelnemer__zaak")
    vast = rijen.get(pk=koppeling.pk)
    if vast.deelnemer.zaak_id != zaak.pk:
        raise Geweigerd(wie_was_eerst(zaak, "deze koppeling", door))
    return vast


@transaction.atomic
def verander_doorverwijzing(
    doorverwijzing: Doorverwijzing,
    naar: Doorverwijzing.Status,
    soort: Gebeurtenis.Soort,
    *,
    reden: str = "",
    door: Gebruiker | None,
    nu: datetime,
    **velden: Any,
) -> Doorverwijzing:
    """Move it to `naar` and add a Gebeurtenis with `velden` to its zaak; returns it as it is now.

    Raises OvergangGeweigerd when the table does not allow it.
    """
    vast = houd_doorverwijzing(doorverwijzing)
    van = Doorverwijzing.Status(vast.status)
    if naar not in DOORVERWIJZING_OVERGANGEN[van]:
        raise OvergangGeweigerd(van, naar)
    vast.status, vast.afgehandeld_op, vast.reden = naar, nu, reden
    # save and no UPDATE: the reason is encrypted on its way
    vast.save(update_fields=["status", "afgehandeld_op", "reden"])
    schrijf_bij(vast.zaak, soort, door=door, nu=nu, **velden)
    return vast
