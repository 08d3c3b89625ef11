"""Which states of public pages have a picture, and the page of the docs that shows them."""

from collections.abc import Iterator

from tests.toestanden import TOESTANDEN

BREED = 390  # pixels, a phone
KOLOMMEN = 3
# In English what most visitors see; the rest has the same shape.
OOK_IN_HET_ENGELS = (
    "voordeur", "voor-mijzelf", "voor-iemand-anders", "als-professional", "voor-mijzelf-fouten",
    "voor-mijzelf-bel-eerst", "voor-mijzelf-druk", "bedankt", "volgen", "volgen-ontvangen",
    "volgen-afgerond", "intrekken", "privacy", "toegankelijkheid", "bestaat-niet",
)  # fmt: skip
HOOFDSTUKKEN = {
    ("voordeur", "melden_", "kom_binnen"): "Melden",
    ("bedankt",): "Na het versturen",
    ("te_doen",): "Wat er te doen is",
    ("hulpvraag", "bijhouden"): "Als een organisatie helpt",
    ("volgen",): "Volgen met een code",
    ("privacy", "toegankelijkheid"): "Over ons",
    ("account_", "mfa_"): "Inloggen",
}
ANDERS = "Als er iets misgaat"
BEGIN = """\
# De publieke pagina's

Zo ziet een inwoner het op een telefoon: elke pagina, in elke stand die iemand kan tegenkomen.
Alles werkt zonder JavaScript, met alleen het toetsenbord en in het Engels. Deze bladzijde en de
plaatjes maakt `bin/plaatjes`. De lijst is die waarmee de proeven elke pagina nakijken.

Is het heel druk? Dan komt er één rustige pagina tussen. Die houdt alle antwoorden vast, noemt het
telefoonnummer en vraagt om tot vijf te tellen. Er is geen puzzel en er gaat niets naar een ander
bedrijf.
"""


def bestand(naam: str, taal: str) -> str:
    """Under which name the picture is kept."""
    return f"publiek-{naam}.png" if taal == "nl" else f"publiek-{naam}-{taal}.png"


def afgebeeld() -> dict[tuple[str, str], str]:
    """Name and language of every picture, and what stands above it."""
    gezien = {naam: staat for naam, staat in TOESTANDEN.items() if not staat.zelfde_als}
    nederlands = {(naam, "nl"): staat.titel for naam, staat in gezien.items()}
    engels = {(naam, "en"): TOESTANDEN[naam].titel for naam in OOK_IN_HET_ENGELS}
    return nederlands | engels


def _hoofdstuk(naam: str, taal: str) -> str:
    if taal != "nl":
        return "In het Engels"
    route = TOESTANDEN[naam].route
    return next((titel for begin, titel in HOOFDSTUKKEN.items() if route.startswith(begin)), ANDERS)


def _tabel(rij: list[tuple[str, str]], titels: dict[tuple[str, str], str]) -> Iterator[str]:
    for begin in range(0, len(rij), KOLOMMEN):
        deel = rij[begin : begin + KOLOMMEN]
        yield "| " + " | ".join(titels[plaatje] for plaatje in deel) + " |"
        yield "|" + "---|" * len(deel)
        cellen = (f"![{titels[p]}](plaatjes/{bestand(*p)})" for p in deel)
        yield "| " + " | ".join(cellen) + " |"
        yield ""


def overzicht() -> str:
    """The page of the docs with all of them."""
    titels = afgebeeld()
    regels = [BEGIN]
    for hoofdstuk in (*HOOFDSTUKKEN.values(), ANDERS, "In het Engels"):
        rij = [plaatje for plaatje in titels if _hoofdstuk(*plaatje) == hoofdstuk]
        regels += [f"## {hoofdstuk}", "", *_tabel(rij, titels)]
    return "\n".join(regels)
