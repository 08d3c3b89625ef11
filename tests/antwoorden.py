"""What people fill in at the doors: the least that is enough, as a browser sends it."""

from typing import Any

from meldingen.verzending import Verzending

ADRES = {
    "mijzelf": "/melden/voor-mijzelf/",
    "iemand_anders": "/melden/voor-iemand-anders/",
    "professional": "/melden/als-professional/",
}

_MIJZELF = {"veilig": "ja", "telefoon": "06 12 34 56 78"}
_IEMAND_ANDERS = {
    "veilig": "ja",
    "betrokkene_telefoon": "043 321 00 00",
    "weet_ervan": "nee",
    "relatie": "buur",
    "mag_genoemd_worden": "nee",
}
_PROFESSIONAL = {
    "veilig": "ja",
    "betrokkene_telefoon": "043 321 00 00",
    "weet_ervan": "ja_akkoord",
    "organisatie": "Huisartsenpraktijk De Linde",
    "functie": "praktijkondersteuner",
    "geldzorgen": "onbekend",
    "melder_telefoon": "043 321 11 11",
    "mag_genoemd_worden": "ja",
}
GENOEG: dict[str, dict[str, Any]] = {
    "mijzelf": _MIJZELF,
    "iemand_anders": _IEMAND_ANDERS,
    "professional": _PROFESSIONAL,
}
VELDEN = {
    "mijzelf": {
        "veilig", "toelichting", "buurt", "postcode", "huisnummer", "toevoeging", "leeftijdsgroep",
        "taal", "behoeften", "naam", "telefoon", "email", "bereikbaar_via", "bereikbaar_moment",
        "voicemail", "levensgebeurtenissen", "terugkoppeling", "aandachtspunten", "hoe_kent_u_ons",
    },
    "iemand_anders": {
        "veilig", "toelichting", "buurt", "postcode", "huisnummer", "toevoeging", "leeftijdsgroep",
        "taal", "behoeften", "betrokkene_naam", "betrokkene_telefoon", "weet_ervan", "signalen",
        "levensgebeurtenissen", "zelf_gedaan", "relatie", "geldzorgen", "melder_naam",
        "melder_telefoon", "melder_email", "mag_genoemd_worden", "terugkoppeling",
        "aandachtspunten", "hoe_kent_u_ons",
    },
    "professional": {
        "veilig", "toelichting", "buurt", "postcode", "huisnummer", "toevoeging", "leeftijdsgroep",
        "taal", "behoeften", "betrokkene_naam", "betrokkene_telefoon", "weet_ervan", "signalen",
        "levensgebeurtenissen", "zelf_gedaan", "organisatie", "functie", "geldzorgen",
        "melder_naam", "melder_telefoon", "melder_email", "mag_genoemd_worden", "terugkoppeling",
        "aandachtspunten", "hoe_kent_u_ons",
    },
}  # fmt: skip


def antwoorden(deur: str, **anders: Any) -> dict[str, Any]:
    """Enough for this door; a value of None leaves that answer out."""
    alle = GENOEG[deur] | anders
    return {naam: waarde for naam, waarde in alle.items() if waarde is not None}


def mens(deur: str = "mijzelf", **anders: Any) -> dict[str, Any]:
    """What somebody sends who opened the form; whether it took long enough is another matter."""
    nieuw = Verzending.nieuw()
    return antwoorden(deur, sleutel=str(nieuw.sleutel), geopend=nieuw.geopend, **anders)
