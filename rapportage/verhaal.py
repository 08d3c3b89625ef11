"""The report in words: sentences and big numbers, made from published numbers only."""

from collections.abc import Mapping

from rapportage.tellingen import DREMPEL_STAD, DREMPEL_WIJK
from rapportage.verslag import KLEINSTE_BASIS, Kerncijfer, Tabel, getal, procent

BESCHERMING = (
    f"Een getal over minder dan {DREMPEL_STAD} mensen laten we niet zien. Bij wijken is dat minder "
    f"dan {DREMPEL_WIJK} mensen. Er staat dan een streepje (–). Soms krijgt ook een groter getal "
    "een streepje, want anders kon u het kleine getal uitrekenen. Een 0 is echt nul. Percentages "
    f"staan er alleen bij een totaal van {KLEINSTE_BASIS} of meer. Groepen of wijken zijn "
    "samengevoegd als er anders te veel streepjes zouden staan. Deze cijfers zijn gecontroleerd "
    "samen met alles wat eerder is gepubliceerd."
)

GRENZEN = (
    (
        "Een melding is een signaal van iemand die zich zorgen maakt. Het aantal meldingen zegt "
        "niet hoeveel mensen in de gemeente eenzaam zijn."
    ),
    (
        "Meer meldingen kan betekenen dat meer mensen eenzaam zijn, maar ook dat meer mensen het "
        "signaalpunt kennen."
    ),
    (
        "De cijfers zeggen niet of mensen zich door de hulp minder eenzaam voelen. Daarvoor is een "
        "meting vóór en na nodig, en een groep om mee te vergelijken."
    ),
    (
        "De belofte is contact binnen 24 tot 48 uur. Daarom staan er twee tellingen: in uren op "
        "werkdagen en in gewone uren."
    ),
    (
        "De stand is die van de dag waarop het verslag is vastgelegd. Wat daarna verandert of "
        "wordt gewist, verandert dit verslag niet."
    ),
)

MELDERS = {
    "mijzelf": "mensen voor zichzelf",
    "iemand_anders": "inwoners die zich zorgen maken over een ander",
    "inwoner": "inwoners",
    "professional": "professionals",
}


def _waarde(tabel: Tabel | None, rij: str, kolom: int = 0) -> int | None:
    if tabel is None:
        return None
    return next((r["aantallen"][kolom] for r in tabel["rijen"] if r["naam"] == rij), None)


def _som(tabel: Tabel | None, rijen: tuple[str, ...], kolom: int = 0) -> int | None:
    waarden = [_waarde(tabel, rij, kolom) for rij in rijen]
    return None if None in waarden else sum(filter(None, waarden))


def binnen_48_uur(tabel: Tabel | None, kolom: int) -> int | None:
    """Meldingen with contact within 48 hours, from whichever level the table has."""
    samen = _waarde(tabel, "binnen", kolom)
    return _som(tabel, ("24", "48"), kolom) if samen is None else samen


def _deel(tabel: Tabel | None, aantal: int | None, kolom: int = 0) -> int | None:
    return None if tabel is None else procent(aantal, tabel["totaal"]["aantallen"][kolom])


def samenvatting(jaar: int, tabellen: Mapping[str, Tabel]) -> list[str]:
    """The report in at most seven sentences; a sentence without its numbers is left out."""
    zinnen = [
        _aantalzin(jaar, _aantal(tabellen)),
        _deurzin(tabellen.get("meldingen_per_deur")),
        _contactzin(tabellen.get("eerste_contact")),
        _oordeelzin(tabellen.get("terecht")),
        _uitkomstzin(tabellen.get("uitkomst")),
        _koppelingzin(jaar, tabellen.get("koppelingen")),
    ]
    return [zin for zin in zinnen if zin]


def _aantal(tabellen: Mapping[str, Tabel]) -> int | None:
    """All meldingen, from whichever table there is."""
    totalen = [t["totaal"]["aantallen"][0] for t in tabellen.values() if _telt_meldingen(t)]
    return totalen[0] if totalen else None


def _telt_meldingen(tabel: Tabel) -> bool:
    return tabel["eenheid"] == "meldingen"


def _aantalzin(jaar: int, aantal: int | None) -> str:
    if aantal is None:
        return f"In {jaar} kwamen er te weinig meldingen binnen om te verdelen."
    return f"In {jaar} kwamen {getal(aantal)} meldingen binnen bij het signaalpunt."


def _deurzin(tabel: Tabel | None) -> str:
    """Who brought most; not when a row is hidden, which may be the largest, nor when two are."""
    rijen = tabel["rijen"] if tabel else []
    getoond = [
        (aantal, rij["naam"]) for rij in rijen if (aantal := rij["aantallen"][0]) is not None
    ]
    aantal, naam = max(getoond, default=(0, ""))
    eerste = [naam for meeste, naam in getoond if meeste == aantal]
    if len(getoond) < len(rijen) or len(eerste) != 1:
        return ""
    return f"De meeste meldingen, {getal(aantal)}, kwamen van {MELDERS[naam]}."


def _contactzin(tabel: Tabel | None) -> str:
    werkdag, gewoon = (_deel(tabel, binnen_48_uur(tabel, kolom), kolom) for kolom in (0, 1))
    if werkdag is None:
        return ""
    zin = f"Bij {werkdag}% van de meldingen was er binnen 48 uur op werkdagen echt contact"
    return f"{zin}." if gewoon is None else f"{zin}. In gewone uren geteld was dat {gewoon}%."


def _oordeelzin(tabel: Tabel | None) -> str:
    deel = _deel(tabel, _waarde(tabel, "terecht"))
    return "" if deel is None else f"Van alle meldingen bleek {deel}% terecht."


def _uitkomstzin(tabel: Tabel | None) -> str:
    geen_hulp = _waarde(tabel, "wil_geen_hulp")
    maatje = _waarde(tabel, "maatje")
    delen = [
        f"{getal(maatje)} keer werd het een maatje" if maatje else "",
        f"{getal(geen_hulp)} keer wilde iemand geen hulp" if geen_hulp else "",
    ]
    tekst = " en ".join(filter(None, delen))
    return f"{tekst[:1].upper()}{tekst[1:]}." if tekst else ""


def _koppelingzin(jaar: int, tabel: Tabel | None) -> str:
    gestart = _waarde(tabel, "gestart")
    return f"In {jaar} startten {getal(gestart)} koppelingen met een maatje." if gestart else ""


def kerncijfers(tabellen: Mapping[str, Tabel]) -> list[Kerncijfer]:
    """At most four big numbers."""
    aantal = _aantal(tabellen)
    contact = tabellen.get("eerste_contact")
    terecht = tabellen.get("terecht")
    kandidaten: list[tuple[str | None, str]] = [
        (None if aantal is None else getal(aantal), "meldingen"),
        (_met_procent(_deel(contact, binnen_48_uur(contact, 0), 0)),
         "had binnen 48 uur contact, geteld in uren op werkdagen"),
        (_met_procent(_deel(contact, binnen_48_uur(contact, 1), 1)),
         "had binnen 48 uur contact, geteld in gewone uren"),
        (_met_procent(_deel(terecht, _waarde(terecht, "terecht"))), "van de meldingen was terecht"),
    ]  # fmt: skip
    return [{"waarde": waarde, "tekst": tekst} for waarde, tekst in kandidaten if waarde]


def _met_procent(deel: int | None) -> str | None:
    return None if deel is None else f"{deel}%"
