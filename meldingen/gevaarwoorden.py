"""Words that can point to acute danger: then staff read this melding first.

A hint for a person, never a decision, and never shown to who wrote it. Whether something is denied
("geen zelfmoord") does not matter: somebody thought of it, and a wrong hint costs one look.

In the lists `*` stands for any beginning or ending of a word, and `…` for up to three words. The
free text may be in any language, so it is held against all of them: see `gevaartalen`.
"""

import re
from unicodedata import combining, normalize

from meldingen.gevaartalen import ARABISCH, DUITS, OEKRAIENS, POOLS, TURKS

NEDERLANDS = (
    "zelfmoord*", "zelfdod*", "suicid*", "dood … wil*", "wil* … dood", "was ik … dood",
    "niet meer … leven", "niet langer leven", "leven … beeindig*", "leven zat", "levensmoe",
    "einde aan … leven", "eind aan … leven", "van … leven ber*", "uit het leven",
    "liever dood",
    "beter … zonder mij", "iets … aandoen", "iets aandoet", "overdosis", "pillen", "ophang*",
    "snijdt zich*", "snijd mezelf", "snij mezelf",
    "mishandel*", "misbruik*", "verkracht*", "bedreig*", "slaat", "geslagen", "gewurgd",
    "geschopt", "geweld", "opgesloten", "mes", "wapen*", "pistool",
    "ligt … op … grond", "ligt … op … vloer", "reageert niet", "niet aanspreekbaar", "bewusteloos",
    "ademt niet", "bloedt", "beroerte", "hartaanval", "kan niet … opstaan",
    "doet niet … open", "dagen niet … gezien", "weken niet … gezien", "geen teken van leven",
    "eet niet meer", "drinkt niet meer", "brand", "gaslucht", "ruik* … gas",
)  # fmt: skip
ENGELS = (
    "suicid*", "kill* … myself", "kill* … himself", "kill* … herself", "kill* … themselves",
    "want* to die", "wants to be dead", "rather be dead", "better off dead", "wish* … dead",
    "not want to live", "don't want to live", "doesn't want to live", "no longer … live",
    "end* … my life", "end* … his life", "end* … her life", "end* … their life", "take … own life",
    "overdos*", "pills", "self-harm*", "self harm*", "cut* myself", "cuts herself", "cuts himself",
    "hurt* myself", "hurt* herself", "hurt* himself",
    "abus*", "rape*", "beats", "beaten", "hits", "threaten*", "violen*", "locked up", "knife",
    "gun", "weapon*",
    "on the floor", "lying on the ground", "not respond*", "no response", "unconscious",
    "not breathing", "bleed*", "stroke", "heart attack", "cannot get up", "can't get up",
    "not seen … for days", "not been seen", "no sign of life", "stopped eating", "not … eating",
    "fire", "smell* … gas",
)  # fmt: skip


ALLE = (*NEDERLANDS, *ENGELS, *DUITS, *TURKS, *ARABISCH, *OEKRAIENS, *POOLS)
# Letters that are written in more than one way without being an accent on another.
GELIJK = str.maketrans({"ı": "i", "ł": "l", "’": "'", "ʼ": "'", "ة": "ه", "ى": "ي", "ـ": None})


def _eenvoudig(tekst: str) -> str:
    zonder_accenten = "".join(t for t in normalize("NFKD", tekst) if not combining(t))
    return zonder_accenten.casefold().translate(GELIJK)


def _patroon(uitdrukking: str) -> str:
    delen = [re.escape(_eenvoudig(deel.strip())) for deel in uitdrukking.split("…")]
    tussenin = r"(?:\W+\w+){0,3}?\W+"
    woorden = tussenin.join(deel.replace(r"\*", r"\w*") for deel in delen)
    return woorden.replace(r"\ ", r"\s+")


_GEVAAR = re.compile(rf"\b(?:{'|'.join(map(_patroon, ALLE))})\b")


def wijst_op_gevaar(*teksten: str) -> bool:
    """Whether one of these texts holds such words, whatever the case, accents or line breaks."""
    return any(_GEVAAR.search(_eenvoudig(tekst)) for tekst in teksten)
