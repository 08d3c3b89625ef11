"""Text that stays text in a spreadsheet program, whatever it starts with."""

import unicodedata

_GEVAARLIJK = {"=", "+", "-", "@"}


def onschadelijk(tekst: str) -> str:
    """`tekst` with an apostrophe before anything a spreadsheet may take for a formula.

    Full-width forms count as their plain ones; control characters are dropped, since they hide
    what comes after them.
    """
    schoon = "".join(teken if teken.isprintable() else " " for teken in tekst)
    return f"'{schoon}" if lijkt_formule(schoon) else schoon


def lijkt_formule(tekst: str) -> bool:
    """Whether a spreadsheet may take `tekst` for a formula."""
    return unicodedata.normalize("NFKC", tekst).lstrip()[:1] in _GEVAARLIJK
