"""What invented people tell us. Pure: the same Random gives the same people.

Phone numbers lie in ranges that nobody has, e-mail addresses below `.example`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

VOORNAMEN = (
    "Annie",
    "Bertha",
    "Cor",
    "Dien",
    "Els",
    "Frans",
    "Gerda",
    "Harie",
    "Ine",
    "Jef",
    "Koos",
    "Lies",
    "Mia",
    "Netty",
    "Onno",
    "Piet",
    "Ria",
    "Sjaak",
    "Tiny",
    "Ursula",
    "Vera",
    "Wiel",
    "Yvonne",
    "Zef",
    "Fatima",
    "Ahmed",
    "Maria",
    "Jo",
    "Leny",
    "Toon",
    "Emma",
    "Noor",
    "Daan",
    "Lotte",
    "Sem",
)
ACHTERNAMEN = (
    "Voorbeeld",
    "Proefstra",
    "Testema",
    "Van-den-Demo",
    "Verzonnen",
    "Fictief",
    "Denkbeeld",
    "Bedenksel",
    "Modelmans",
    "Schijnbaar",
    "Nepveu",
    "Vantoepassing",
)

OVER_ZICHZELF = (
    "Sinds mijn man er niet meer is, zijn de avonden lang. Ik zou graag eens met iemand praten.",
    "Ik ben verhuisd en ken hier niemand. Ik kook graag, maar alleen eten is niks.",
    "Door mijn knie kom ik de deur niet meer uit. Vroeger ging ik elke week kaarten.",
    "Ik studeer hier en vind het moeilijk om mensen te leren kennen.",
    "Mijn kinderen wonen ver weg. Ik mis iemand om mee te wandelen.",
    "",
)
OVER_EEN_ANDER = (
    "Mijn buurvrouw komt bijna niet meer buiten. De gordijnen zijn vaak dicht.",
    "Hij kwam elke week koffie drinken en nu al een maand niet meer.",
    "Sinds haar zus is overleden zegt ze dat ze niemand meer heeft.",
    "Ik hoor hem vaak zeggen dat de dagen zo lang zijn. Hij houdt van muziek.",
    "Haar brievenbus is vol en ze doet de deur niet snel open.",
    "",
)
VAN_EEN_PROFESSIONAL = (
    "Mevrouw komt vaak op het spreekuur. Zij zegt zelf dat ze vooral aanspraak mist.",
    "Bij het huisbezoek viel op dat meneer weinig mensen om zich heen heeft.",
    "Nieuw in de wijk, spreekt nog weinig Nederlands, zoekt contact in de buurt.",
    "Klant in de winkel vertelt elke week dat hij niemand spreekt.",
)
FUNCTIES = ("wijkverpleegkundige", "praktijkondersteuner", "wijkconsulent", "baliemedewerker")
ORGANISATIES = ("Huisartsenpraktijk Voorbeeld", "Wijkteam Demo", "Woonstichting Fictief")
GEBEURD = ("verlies_naaste", "scheiding", "ziekte", "verhuizing", "verlies_werk", "geldproblemen")
GEZIEN = (
    "gordijnen_dicht",
    "komt_niet_buiten",
    "komt_niet_op_activiteit",
    "zegt_het_zelf",
    "somber",
)
BEHOEFTEN = (
    "praatje",
    "samen_doen",
    "activiteit",
    "samen_eten",
    "mensen_leren_kennen",
    "weet_niet",
)
GEDAAN = ("gepraat", "iets_samen_gedaan", "familie_gebeld", "nog_niets")
KENT_ONS = ("gemeente", "huisarts", "wijkservicepunt", "kennis", "krant", "poster", "internet")
LEEFTIJDEN = {
    "tot_18": 1, "18_26": 9, "27_44": 12, "45_64": 22, "65_79": 30, "80_plus": 22, "onbekend": 4,
}  # fmt: skip
DEUREN = {"mijzelf": 30, "iemand_anders": 42, "professional": 28}


@dataclass(frozen=True)
class Mens:
    """Somebody who does not exist."""

    naam: str
    telefoon: str
    email: str


def kies(toeval: Random, gewichten: Mapping[Any, int]) -> str:
    """One key, as often as its weight says."""
    return str(toeval.choices(list(gewichten), weights=list(gewichten.values()))[0])


def enkele(toeval: Random, uit: tuple[str, ...], hoogstens: int) -> list[str]:
    """None up to `hoogstens` different ones."""
    return sorted(toeval.sample(uit, toeval.randint(0, hoogstens)))


def mens(toeval: Random) -> Mens:
    """A name with a phone number and an address for mail that cannot exist."""
    voor, achter = toeval.choice(VOORNAMEN), toeval.choice(ACHTERNAMEN)
    nummer = toeval.randint(0, 9999)
    return Mens(
        naam=f"{voor} {achter.replace('-', ' ')}",
        telefoon=f"06 0000 {nummer:04d}",
        email=f"{voor.lower()}.{nummer}@voorbeeld.example",
    )


def melding(toeval: Random, buurten: list[str]) -> tuple[str, dict[str, object]]:
    """A door and what is filled in behind it, by the names of the fields of that door."""
    deur = kies(toeval, DEUREN)
    gegevens: dict[str, object] = {
        "veilig": "ja",
        "buurt": toeval.choice([*buurten] * 6 + ["onbekend", "buiten"]),
        "leeftijdsgroep": kies(toeval, LEEFTIJDEN),
        "behoeften": enkele(toeval, BEHOEFTEN, 2),
        "levensgebeurtenissen": enkele(toeval, GEBEURD, 2),
        "hoe_kent_u_ons": toeval.choice(["", *KENT_ONS]),
        "terugkoppeling": "code",
    }
    return deur, gegevens | _ACHTER[deur](toeval)


def _mijzelf(toeval: Random) -> dict[str, object]:
    zelf = mens(toeval)
    return {
        "toelichting": toeval.choice(OVER_ZICHZELF),
        "naam": zelf.naam,
        "telefoon": zelf.telefoon,
        "bereikbaar_via": "telefoon",
        "bereikbaar_moment": enkele(toeval, ("ochtend", "middag", "avond"), 2),
        "voicemail": toeval.choice(["", "ja", "nee"]),
    }


def _over_een_ander(toeval: Random) -> dict[str, object]:
    ander, melder = mens(toeval), mens(toeval)
    return {
        "betrokkene_naam": ander.naam,
        "betrokkene_telefoon": ander.telefoon,
        "weet_ervan": toeval.choice(["ja_akkoord", "ja_akkoord", "nee", "onbekend"]),
        "signalen": enkele(toeval, GEZIEN, 3),
        "zelf_gedaan": enkele(toeval, GEDAAN, 2),
        "melder_naam": melder.naam,
        "melder_telefoon": melder.telefoon,
        "melder_email": melder.email,
        "mag_genoemd_worden": toeval.choice(["ja", "alleen_relatie", "nee"]),
    }


def _iemand_anders(toeval: Random) -> dict[str, object]:
    return _over_een_ander(toeval) | {
        "toelichting": toeval.choice(OVER_EEN_ANDER),
        "relatie": toeval.choice(["familie", "vriend", "buur", "buur", "vrijwilliger"]),
    }


def _professional(toeval: Random) -> dict[str, object]:
    return _over_een_ander(toeval) | {
        "toelichting": toeval.choice(VAN_EEN_PROFESSIONAL),
        "organisatie": toeval.choice(ORGANISATIES),
        "functie": toeval.choice(FUNCTIES),
        "geldzorgen": toeval.choice(["ja", "nee", "onbekend"]),
    }


_ACHTER = {
    "mijzelf": _mijzelf,
    "iemand_anders": _iemand_anders,
    "professional": _professional,
}
