"""Text that stays text in a spreadsheet program, whatever it starts with."""

import unicodedata

_GEVAARLIJK = frozenset("=+-@")


def onschadelijk(tekst: str) -> str:
    """`tekst` with an apostrophe before anything a spreadsheet may take for a formula.

    Full-width forms count as their plain ones; control characters are dropped, since they hide
    what comes after them.
    """
    schoon = "".join(teken if teken.isprintable() else " " for teken in tekst)
    kaal = unicodedata.normalize("NFKC", schoon).lstrip()
    return f"'{schoon}" if kaal[:1] in _GEVAARLIJK else schoon
