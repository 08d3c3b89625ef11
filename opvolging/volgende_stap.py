"""What must happen next in a zaak: one sentence and the form that does it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from opvolging.klokstand import moment
from opvolging.models import Contact, Gebeurtenis, Zaak

OVER_MAATJE = frozenset(
    {
        Gebeurtenis.Soort.MAATJE_VOORGESTELD,
        Gebeurtenis.Soort.MAATJE_JA,
        Gebeurtenis.Soort.MAATJE_NEE,
        Gebeurtenis.Soort.VOORSTEL_INGETROKKEN,
        Gebeurtenis.Soort.KOPPELING_GESTART,
        Gebeurtenis.Soort.KOPPELING_BEEINDIGD,
        # a new assessment may say that no maatje is wanted any more
        Gebeurtenis.Soort.BEOORDEELD,
    }
)
VAN_MELDER = "De melder zegt dat het niet is opgelost. Lees wat de melder schreef."
VERWEZEN = (
    "U vroeg een organisatie om hulp. Kijk bij ‘Doorverwezen’ wat er is afgesproken, en sluit "
    "af als het geregeld is."
)
DICHT = "Deze zaak is afgesloten. U hoeft niets meer te doen."
DICHT_MET_GEVAAR = "Deze zaak is afgesloten. Maak de kaart bij gevaar nog af."
DICHT_EN_VERWEZEN = (
    "Deze zaak is afgesloten. Kijk alleen nog bij ‘Doorverwezen’ of deze persoon daar aankwam."
)
VAN_COLLEGA = "Deze zaak is weer open. Lees in de geschiedenis waarom."


@dataclass(frozen=True)
class Stap:
    """`anker` is the part of the page where it is done; empty when there is nothing to do."""

    tekst: str
    anker: str


def volgende_stap(
    zaak: Zaak,
    geschiedenis: Sequence[Gebeurtenis],
    nu: datetime,
    *,
    alleen_advies: bool,
    stil_tot: datetime | None = None,
    is_doorverwezen: bool = False,
    is_in_gevaar: bool = False,
    later_op: datetime | None = None,
) -> Stap:
    """The next step of `zaak`; `geschiedenis` newest first, `stil_tot` when its clock is paused.

    With `is_doorverwezen` a clock of a doorverwijzing runs: somebody else was asked to help. With
    `is_in_gevaar` its card for danger does. At `later_op` somebody asks once more, after closing.
    """
    if zaak.status == Zaak.Status.AFGESLOTEN:
        return _loopt_nog(is_in_gevaar, is_doorverwezen) or _gesloten(nu, later_op)
    if alleen_advies:
        return _advies(zaak)
    if stil_tot:
        tekst = f"De klok staat stil tot {moment(stil_tot, nu, 'om')}. Neem daarna contact op."
        return Stap(tekst, "hervat")
    if heropend := _heropend(geschiedenis):
        return Stap(
            f"{VAN_COLLEGA if heropend.door else VAN_MELDER} Neem opnieuw contact op en leg vast "
            "hoe het ging.",
            "contact",
        )
    if _wil_nooit_meer(geschiedenis):
        return Stap("Deze persoon wil geen contact meer. Sluit de zaak af.", "afsluiten")
    if zaak.status == Zaak.Status.OPGEPAKT:
        return _eerst_contact(geschiedenis, nu)
    return _met_maatje(geschiedenis) or _na_contact(zaak, is_doorverwezen=is_doorverwezen)


def _loopt_nog(is_in_gevaar: bool, is_doorverwezen: bool) -> Stap | None:
    """What goes on after closing: somebody was in danger, or went to somebody else."""
    if is_in_gevaar:
        return Stap(DICHT_MET_GEVAAR, "")
    return Stap(DICHT_EN_VERWEZEN, "doorverwijzingen") if is_doorverwezen else None


def _gesloten(nu: datetime, later_op: datetime | None) -> Stap:
    if later_op is None:
        return Stap(DICHT, "")
    if later_op > nu:
        wanneer = moment(later_op, nu, "om")
        return Stap(f"Deze zaak is afgesloten. Vraag nog één keer hoe het gaat: {wanneer}.", "")
    return Stap(
        "Deze persoon vond het goed dat wij nog één keer vragen hoe het gaat. Vraag het nu, en leg "
        "vast wat deze persoon zei.",
        "gevraagd",
    )


def _heropend(geschiedenis: Sequence[Gebeurtenis]) -> Gebeurtenis | None:
    """Who opened it again and why, when nothing was tried since."""
    soorten = (Gebeurtenis.Soort.HEROPEND, Gebeurtenis.Soort.POGING, Gebeurtenis.Soort.CONTACT)
    laatste = next((regel for regel in geschiedenis if regel.soort in soorten), None)
    return laatste if laatste and laatste.soort == Gebeurtenis.Soort.HEROPEND else None


def _wil_nooit_meer(geschiedenis: Sequence[Gebeurtenis]) -> bool:
    soorten = (Gebeurtenis.Soort.NOOIT_MEER, Gebeurtenis.Soort.WEER_WEL)
    laatste = next((regel.soort for regel in geschiedenis if regel.soort in soorten), "")
    return laatste == Gebeurtenis.Soort.NOOIT_MEER


def _advies(zaak: Zaak) -> Stap:
    if zaak.status == Zaak.Status.OPGEPAKT:
        return Stap("Bel de melder en geef advies. Neem geen contact op met de persoon.", "contact")
    return Stap("De melder heeft advies. U kunt de zaak afsluiten.", "advies")


def _eerst_contact(geschiedenis: Sequence[Gebeurtenis], nu: datetime) -> Stap:
    pogingen = [g.contact for g in geschiedenis if g.contact and not g.contact.is_met_melder]
    if not pogingen:
        return Stap("Neem contact op en leg vast hoe het ging.", "contact")
    return Stap(_opnieuw(pogingen, nu), "contact")


def _opnieuw(pogingen: Sequence[Contact], nu: datetime) -> str:
    aantal = len(pogingen)
    keer = "1 keer" if aantal == 1 else f"{aantal} keer"
    afspraak = pogingen[0].opnieuw_op
    if afspraak is None:
        return f"Al {keer} geprobeerd. Probeer het opnieuw, liefst op een andere manier."
    if afspraak <= nu:
        return f"Al {keer} geprobeerd. U wilde het nu opnieuw proberen."
    return f"Al {keer} geprobeerd. Probeer het opnieuw: {moment(afspraak, nu, 'om')}."


# What the last line about a maatje asks of the team; after any other the wish for help decides.
MAATJE_STAPPEN: dict[str, str] = {
    Gebeurtenis.Soort.MAATJE_VOORGESTELD: (
        "Het maatje denkt na over uw voorstel. U hoeft nu niets te doen."
    ),
    Gebeurtenis.Soort.MAATJE_JA: (
        "Het maatje zei ja. Plan een gesprek met z’n drieën en start daarna de koppeling."
    ),
    Gebeurtenis.Soort.MAATJE_NEE: "Het maatje zei nee. Kies een ander maatje.",
    Gebeurtenis.Soort.KOPPELING_GESTART: (
        "Er is een maatje. Vraag af en toe hoe het gaat. Sluit af als het klaar is."
    ),
}


def _met_maatje(geschiedenis: Sequence[Gebeurtenis]) -> Stap | None:
    laatste = next((regel.soort for regel in geschiedenis if regel.soort in OVER_MAATJE), "")
    tekst = MAATJE_STAPPEN.get(laatste)
    return Stap(tekst, "maatje") if tekst else None


def _na_contact(zaak: Zaak, *, is_doorverwezen: bool) -> Stap:
    if not zaak.oordeel:
        return Stap("Leg vast wat u van de zorg vindt en wat deze persoon wil.", "beoordelen")
    if zaak.hulpwens == Zaak.Hulpwens.JA and is_doorverwezen:
        return Stap(VERWEZEN, "doorverwijzingen")
    if zaak.hulpwens == Zaak.Hulpwens.JA:
        return Stap("Regel wat deze persoon graag wil. Sluit daarna af met de uitkomst.", "hulp")
    if zaak.hulpwens == Zaak.Hulpwens.NEE:
        return Stap("Deze persoon wil geen hulp, en dat is goed. U kunt afsluiten.", "afsluiten")
    return Stap("Vraag later nog eens wat deze persoon wil, en leg dat vast.", "beoordelen")
