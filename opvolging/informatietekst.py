"""What somebody must hear whose data we have from somebody else (AVG art. 14), in B1 Dutch.

To read aloud, to send, to print: the same words. What a gemeente did not decide or fill in yet is
said as it is, never made up.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from opvolging.belkaart import WieMeldde
from signaalpunt.models import Gemeente
from signaalpunt.models.gemeente import Grondslag


class Stuk(NamedTuple):
    """One question with its answer."""

    kop: str
    zinnen: list[str]


GRONDSLAGEN: dict[str, str] = {
    Grondslag.ALGEMEEN_BELANG: "De wet staat dit toe, omdat het een taak van algemeen belang is.",
    Grondslag.GERECHTVAARDIGD_BELANG: (
        "De wet staat dit toe, omdat wij er een gerechtvaardigd belang bij hebben: dat niemand "
        "alleen blijft die dat niet wil."
    ),
}
GEEN_GRONDSLAG = "Op welke regel van de wet dit steunt, leggen wij nog vast. Vraag er gerust naar."


def informatietekst(gemeente: Gemeente, wie_meldde: Sequence[WieMeldde]) -> list[Stuk]:
    """The nine answers that the law asks for; `wie_meldde` says what may be told of the source."""
    bel = f"Bel ons op {gemeente.telefoon}, {gemeente.bereikbaar}."
    return [
        Stuk("Wie zijn wij?", [_wie(gemeente), bel]),
        Stuk("Hebt u een vraag over privacy?", [_privacycontact(gemeente)]),
        Stuk(
            "Waarom hebben wij uw gegevens?",
            [
                "Om contact met u op te nemen, en om te helpen als u dat wilt.",
                GRONDSLAGEN.get(gemeente.grondslag, GEEN_GRONDSLAG),
            ],
        ),
        Stuk(
            "Welke gegevens zijn het?",
            ["Uw naam, hoe wij u bereiken, en wat de ander ons over u vertelde."],
        ),
        Stuk("Van wie hebben wij ze?", [zin for wie in wie_meldde for zin in _bron(wie)]),
        Stuk(
            "Wie ziet ze?",
            [
                "Alleen de medewerkers van het Signaalpunt. De gemeente krijgt alleen aantallen.",
                "Wij geven niets door zonder dat u het goedvindt.",
                "Een computer beslist niets over u.",
            ],
        ),
        Stuk("Hoelang bewaren wij ze?", [_bewaartermijn(gemeente)]),
        Stuk(
            "Wat kunt u vragen?",
            [
                "U mag zien wat wij over u weten. Klopt iets niet? Dan verbeteren wij het.",
                "U mag vragen of wij iets wissen, of er tijdelijk niets mee doen.",
                "Wilt u niet dat wij uw gegevens gebruiken? Zeg het ons.",
                "U krijgt binnen een maand antwoord. Het kost niets.",
            ],
        ),
        Stuk(
            "Bent u niet tevreden?",
            ["U kunt klagen bij de Autoriteit Persoonsgegevens, autoriteitpersoonsgegevens.nl."],
        ),
    ]


def als_gegevens(stukken: Sequence[Stuk]) -> list[dict[str, Any]]:
    """The same for a template of a PDF."""
    return [stuk._asdict() for stuk in stukken]


def _wie(gemeente: Gemeente) -> str:
    return f"{gemeente.wie_verantwoordelijk} is verantwoordelijk voor uw gegevens."


def _privacycontact(gemeente: Gemeente) -> str:
    if gemeente.privacycontact:
        return f"Mail de functionaris gegevensbescherming: {gemeente.privacycontact}."
    return f"Een eigen adres daarvoor is er nog niet. Bel ons op {gemeente.telefoon}."


def _bewaartermijn(gemeente: Gemeente) -> str:
    if gemeente.bewaartermijn:
        return f"Zijn wij klaar? Dan wissen wij ze na hoogstens {gemeente.bewaartermijn} maanden."
    return "Niet langer dan nodig is. De precieze termijn staat nog niet vast."


def _bron(wie: WieMeldde) -> list[str]:
    naam = "U mag ons vragen wie dat is." if wie.mag_naam else "De naam mogen wij niet noemen."
    return [f"Van {wie.wie}.", naam]
