"""The words that people choose from when we look for a maatje, and how they read.

Stored as they stand here. Nothing about religion, origin, health or orientation exists as a choice.
"""

from collections.abc import Mapping
from enum import StrEnum


class Vorm(StrEnum):
    """How two people meet."""

    THUIS = "thuis"
    BUITEN = "buiten"
    BELLEN = "bellen"
    CHAT = "chat"


VORMEN: Mapping[str, str] = {
    Vorm.THUIS: "thuis op bezoek",
    Vorm.BUITEN: "samen naar buiten",
    Vorm.BELLEN: "bellen",
    Vorm.CHAT: "chatten",
}
OP_BEZOEK = frozenset({Vorm.THUIS, Vorm.BUITEN})  # forms for which distance matters

_DAGEN = {
    "ma": "maandag",
    "di": "dinsdag",
    "wo": "woensdag",
    "do": "donderdag",
    "vr": "vrijdag",
    "za": "zaterdag",
    "zo": "zondag",
}
DAGDELEN: Mapping[str, str] = {
    f"{dag}_{moment}": f"{woord}{moment}"
    for dag, woord in _DAGEN.items()
    for moment in ("ochtend", "middag", "avond")
}


class Eis(StrEnum):
    """A wish that is respected without exception and without asking why."""

    ALLEEN_EEN_VROUW = "alleen_een_vrouw"
    ALLEEN_EEN_MAN = "alleen_een_man"
    NIEMAND_DIE_ROOKT = "niemand_die_rookt"
    GEEN_HUISDIER = "geen_huisdier"


EISEN: Mapping[str, str] = {
    Eis.ALLEEN_EEN_VROUW: "alleen een vrouw",
    Eis.ALLEEN_EEN_MAN: "alleen een man",
    Eis.NIEMAND_DIE_ROOKT: "niemand die rookt",
    Eis.GEEN_HUISDIER: "niemand met een huisdier",
}


class Aard(StrEnum):
    """Whether somebody is rather a talker or rather quiet."""

    PRATER = "prater"
    RUSTIG = "rustig"


class Geslacht(StrEnum):
    VROUW = "vrouw"
    MAN = "man"


INTERESSES: Mapping[str, str] = {
    woord: woord.replace("_", " ")
    for woord in (
        "biljarten",
        "breien_en_naaien",
        "dieren",
        "fietsen",
        "film_en_televisie",
        "fotograferen",
        "geschiedenis",
        "kaarten",
        "klussen",
        "koffie_drinken",
        "koken_en_bakken",
        "lezen",
        "musea",
        "muziek",
        "puzzelen",
        "reizen",
        "samen_eten",
        "schaken",
        "schilderen_en_tekenen",
        "spelletjes",
        "sport_kijken",
        "techniek_en_computers",
        "tuinieren",
        "vastelaovend",
        "voetbal",
        "wandelen",
        "winkelen",
        "zelf_sporten",
        "zingen",
    )
}
ERVARINGEN: Mapping[str, str] = {
    "verlies_van_een_naaste": "verlies van een naaste",
    "mantelzorg": "mantelzorg",
    "scheiding": "scheiding",
    "alleen_wonen": "alleen wonen",
    "kinderen_uit_huis": "kinderen uit huis",
    "nieuw_in_de_stad": "nieuw in de stad",
    "zonder_werk": "zonder werk",
    "studeren": "studeren",
}
