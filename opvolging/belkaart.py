"""The first-call card: what one says while the phone rings, in words for who is called.

Pure words; nothing here looks anything up. Of who reported is said only what that person allowed:
nothing that was not answered with yes may be guessed from the first sentence either. The name is
not here at all: it is opened by an act of its own, which is logged (`inzien.toon_melder`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from meldingen.keuzes import MagGenoemdWorden, Relatie, WeetErvan
from meldingen.models import Deur
from opvolging.antwoorden import MetMelder

IEMAND = "iemand die zich zorgen maakt"
# How the melder knows the person, as it may be said aloud after "alleen de relatie".
BEKEND_ALS: dict[str, str] = {
    Relatie.FAMILIE: "iemand uit uw familie",
    Relatie.VRIEND: "een vriend of kennis van u",
    Relatie.BUUR: "iemand uit uw buurt",
    Relatie.VRIJWILLIGER: "een vrijwilliger die u kent",
    Relatie.ONDERNEMER: "iemand die u kent van een winkel of dienst",
}
AANHEF = ("Mevrouw", "Mevr.", "Mw.", "Meneer", "Mijnheer", "Dhr.", "De")
VAN_ZIJN_WERK = "iemand die u kent van zijn of haar werk"
UIT_ONS_WERK = "iemand die wij in ons werk spraken"  # as of a huisgenoot; more would tell who


class Afzender(Protocol):
    """Who calls on behalf of whom: a Gemeente."""

    telefoon: str

    @property
    def afzender(self) -> str:
        """How it calls itself."""


@dataclass(frozen=True)
class WieMeldde:
    """The answer to "wie heeft mij gemeld?" for one melding."""

    melding_id: int
    wie: str  # "iemand uit uw buurt"
    antwoord: str
    mag_naam: bool  # then the name may be looked up, in the log


@dataclass(frozen=True)
class Belkaart:
    """What the card says."""

    zinnen: list[str]  # who we are, why we call, is this a good moment
    komt_niet_uit: str
    bericht: str  # to leave on a voicemail; empty: leave none
    wie_meldde: list[WieMeldde]  # nobody: the person wrote to us
    is_van_een_ander: bool  # then the law says that we tell where we know it from


def belkaart(
    delen: Sequence[MetMelder], *, naam: str, voicemail: str, beller: str, van: Afzender
) -> Belkaart:
    """The card for calling `naam` about these meldingen, by `beller`."""
    anderen = [deel for deel in delen if deel.melding.deur != Deur.MIJZELF]
    van_een_ander = len(anderen) == len(delen) > 0
    wie = in_een_zin(naam) or "de bewoner"
    waarom = _waarom(anderen[-1]) if van_een_ander else list(ZELF)
    return Belkaart(
        zinnen=[
            f"Goedendag, u spreekt met {beller} van {van.afzender}. Spreek ik met {wie}?",
            *waarom,
            "Komt het nu uit om even te praten?",
        ],
        komt_niet_uit="Geen probleem. Wanneer zal ik u terugbellen? En op welk nummer?",
        bericht=_bericht(beller, van.telefoon) if voicemail == "ja" else "",
        wie_meldde=[wie_meldde(deel) for deel in anderen],
        is_van_een_ander=bool(anderen),
    )


def in_een_zin(naam: str) -> str:
    """A name after other words: mevrouw Janssen, but Bertha Janssen."""
    eerste, _, rest = naam.partition(" ")
    return f"{eerste.lower()} {rest}" if eerste in AANHEF and rest else naam


ZELF = (
    "U heeft ons zelf laten weten dat u wel iemand kunt gebruiken. Fijn dat u dat deed.",
    "Ik bel om te horen hoe het met u gaat, en wat u graag zou willen.",
)
_VRIJ = "Ik wil graag horen hoe het met u gaat. U beslist zelf of u iets wilt."


def _waarom(deel: MetMelder) -> list[str]:
    wie = _bekend_als(deel)
    met_hoofdletter = wie[:1].upper() + wie[1:]
    if deel.melding.weet_ervan == WeetErvan.JA_AKKOORD:
        return [
            f"{met_hoofdletter} vroeg ons om u te bellen. U weet daarvan, en u vond het goed.",
            _VRIJ,
        ]
    if deel.melding.weet_ervan == WeetErvan.JA_NIET_AKKOORD:
        return [
            f"{met_hoofdletter} vertelde ons over u. Ik weet dat u dat liever niet wilde.",
            "Ik bel één keer, om te horen of het goed met u gaat. Wilt u dit niet? Dan stop ik.",
        ]
    if deel.is_zelf_gehoord:
        return [f"Misschien verrast dit u. Wij hoorden over u van {wie}.", _VRIJ]
    return [
        f"Misschien verrast dit u. {met_hoofdletter} vroeg of wij u eens wilden bellen.",
        _VRIJ,
    ]


def _bekend_als(deel: MetMelder) -> str:
    """How the melder may be called, as long as no name is opened."""
    if deel.is_zelf_gehoord:
        return UIT_ONS_WERK
    mag = deel.melder.mag_genoemd_worden if deel.melder else ""
    if mag not in (MagGenoemdWorden.JA, MagGenoemdWorden.ALLEEN_RELATIE):
        return IEMAND
    if deel.melding.deur == Deur.PROFESSIONAL:
        return VAN_ZIJN_WERK
    return BEKEND_ALS.get(deel.melding.relatie, "iemand die u kent")


def wie_meldde(deel: MetMelder) -> WieMeldde:
    """What may be answered about who brought this melding."""
    wie = _bekend_als(deel)
    mag_naam = bool(deel.melder) and deel.mag_genoemd == "ja"
    if mag_naam:
        antwoord = f"Dat was {wie}. Ik mag u de naam noemen. Die zoek ik even voor u op."
    elif wie == IEMAND:
        antwoord = f"Dat was {IEMAND}. Wie dat is, mag ik u niet vertellen. Ik schrijf uw vraag op."
    else:
        antwoord = f"Dat was {wie}. De naam mag ik u niet vertellen. Ik schrijf uw vraag op."
    return WieMeldde(deel.melding.pk, wie, antwoord, mag_naam)


def _bericht(beller: str, telefoon: str) -> str:
    """Who else listens may not hear why we call: no word about it, nor what we are for."""
    return f"Goedendag, dit is {beller}. Ik bel u later nog eens. U kunt mij bellen op {telefoon}."
