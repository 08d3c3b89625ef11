"""Which languages the public pages are offered in: those that no text lacks.

Dutch is the source, English the measure: what English has, another language needs too. A language
appears by itself at the next start once its compiled catalogue is complete.
"""

import gettext
from pathlib import Path

BRON = "nl"
MAATSTAF = "en"
# Native names, as they stand on the button.
TALEN = {
    BRON: "Nederlands",
    MAATSTAF: "English",
    "de": "Deutsch",
    "tr": "Türkçe",
    "ar": "العربية",
    "uk": "Українська",
    "pl": "Polski",
}


def catalogus(map_: Path, taal: str) -> dict[str, str]:
    """The texts of a compiled catalogue; none when there is none."""
    bestand = map_ / taal / "LC_MESSAGES" / "django.mo"
    if not bestand.exists():
        return {}
    with bestand.open("rb") as stroom:
        gelezen = gettext.GNUTranslations(stroom)
    return {bron: tekst for bron, tekst in gelezen._catalog.items() if bron and tekst}  # type: ignore[attr-defined]


def ontbrekend(map_: Path, taal: str) -> list[str]:
    """The Dutch texts that `taal` lacks."""
    if taal == BRON:
        return []
    vertaald = catalogus(map_, taal)
    return [tekst for tekst in catalogus(map_, MAATSTAF) if tekst not in vertaald]


def aangeboden(map_: Path) -> list[tuple[str, str]]:
    """Code and native name of every language that is complete."""
    return [(taal, naam) for taal, naam in TALEN.items() if not ontbrekend(map_, taal)]
