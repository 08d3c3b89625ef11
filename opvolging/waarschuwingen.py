"""What to know of a person before calling: it stands on top of the page of the zaak."""

from collections.abc import Sequence
from dataclasses import dataclass

from opvolging.antwoorden import MetMelder
from opvolging.models import Zaak


@dataclass(frozen=True)
class Waarschuwing:
    """Something to know before calling; `toon` is the kind of notice."""

    toon: str
    kop: str
    tekst: str


NIET_VEILIG = Waarschuwing(
    "error",
    "Niet veilig.",
    "Bij de melding staat dat deze persoon nu niet veilig is. Bel eerst. Is er gevaar: 112. "
    "Gedachten aan zelfdoding: 113. Geweld thuis: Veilig Thuis, 0800-2000.",
)
LEES_EERST = Waarschuwing(
    "error",
    "Lees dit eerst.",
    "In de tekst staan woorden die op gevaar kunnen wijzen. Lees de melding nu, en oordeel zelf.",
)
JEUGD = Waarschuwing(
    "warning",
    "Jeugd.",
    "Het gaat om iemand onder de 18. Overleg met de coördinator voordat u contact opneemt.",
)
NOOIT_MEER = Waarschuwing(
    "error",
    "Niet meer benaderen.",
    "Iemand met dit nummer of op dit adres vroeg ons om nooit meer contact op te nemen. Bel niet. "
    "Overleg eerst met de coördinator. Een adres kan ook dat van de buren zijn.",
)
ALLEEN_ADVIES = Waarschuwing(
    "warning",
    "Alleen advies aan de melder.",
    "Deze persoon weet van de melding en wil geen contact. Bel of bezoek deze persoon niet. Bel de "
    "melder en denk mee. Alleen een coördinator kan anders besluiten.",
)
INGETROKKEN = Waarschuwing(
    "warning",
    "Ingetrokken.",
    "De melder trok de melding in. Beslis of u nog iets doet. Zo niet, en is er nog niemand "
    'gesproken: sluit af als "ingetrokken door de melder".',
)
LIJKT_SPAM = Waarschuwing(
    "warning",
    "Kijk even.",
    "Deze melding lijkt op spam. Is het dat niet? Ga dan gewoon verder. Is het dat wel? Sluit "
    'dan af als "geen echte melding". Vroeg de melder om e-mail? Daarvan is nog niets verstuurd, '
    "ook de volgcode niet. Dat gebeurt vanzelf zodra u iemand probeert te bereiken.",
)


def waarschuwingen(
    zaak: Zaak, delen: Sequence[MetMelder], *, alleen_advies: bool
) -> list[Waarschuwing]:
    """Those that hold for `zaak` now, the gravest first; no query."""
    meldingen = [deel.melding for deel in delen]
    nog_niet_gesproken = zaak.status == Zaak.Status.OPGEPAKT
    mogelijk = {
        NIET_VEILIG: any(not melding.is_veilig for melding in meldingen),
        LEES_EERST: any(melding.is_spoed for melding in meldingen),
        NOOIT_MEER: is_nooit_meer(delen),
        ALLEEN_ADVIES: alleen_advies,
        INGETROKKEN: bool(delen) and all(deel.is_ingetrokken for deel in delen),
        JEUGD: any(melding.is_jeugd for melding in meldingen),
        LIJKT_SPAM: nog_niet_gesproken and all(melding.is_verdacht for melding in meldingen),
    }
    return [waarschuwing for waarschuwing, geldt in mogelijk.items() if geldt]


def is_nooit_meer(delen: Sequence[MetMelder]) -> bool:
    """Whether one of these meldingen, fetched with the answer, is about whom we leave alone."""
    return any(getattr(deel.melding, "is_nooit_meer", False) for deel in delen)
