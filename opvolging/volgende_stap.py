"""What must happen next in a zaak: one sentence and the form that does it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from meldingen.models import Melding
from opvolging.klokstand import moment
from opvolging.models import Contact, Gebeurtenis, Zaak


@dataclass(frozen=True)
class Stap:
    """`anker` is the part of the page where it is done; empty when there is nothing to do."""

    tekst: str
    anker: str


def volgende_stap(
    zaak: Zaak, meldingen: Sequence[Melding], geschiedenis: Sequence[Gebeurtenis], nu: datetime
) -> Stap:
    """The next step of `zaak`; `geschiedenis` newest first."""
    if zaak.status == Zaak.Status.AFGESLOTEN:
        return Stap("Deze zaak is afgesloten. U hoeft niets meer te doen.", "")
    if zaak.status == Zaak.Status.OPGEPAKT:
        return _eerst_contact(meldingen, geschiedenis, nu)
    return _na_contact(zaak)


def _eerst_contact(
    meldingen: Sequence[Melding], geschiedenis: Sequence[Gebeurtenis], nu: datetime
) -> Stap:
    if any(melding.weet_ervan == "ja_niet_akkoord" for melding in meldingen):
        tekst = (
            "Deze persoon weet van de melding en wil het niet. Overleg eerst met de melder of een "
            "collega. Neem niet zomaar contact op."
        )
        return Stap(tekst, "contact")
    pogingen = [g.contact for g in geschiedenis if g.contact]
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


def _na_contact(zaak: Zaak) -> Stap:
    if not zaak.oordeel:
        return Stap("Leg vast wat u van de zorg vindt en wat deze persoon wil.", "beoordelen")
    if zaak.hulpwens == Zaak.Hulpwens.JA:
        return Stap("Regel wat deze persoon graag wil. Sluit daarna af met de uitkomst.", "hulp")
    if zaak.hulpwens == Zaak.Hulpwens.NEE:
        return Stap("Deze persoon wil geen hulp, en dat is goed. U kunt afsluiten.", "afsluiten")
    return Stap("Vraag later nog eens wat deze persoon wil, en leg dat vast.", "beoordelen")
