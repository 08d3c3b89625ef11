"""The lists of what a screen reader says, as people keep them: `namen/<taal>.txt`.

A chapter begins with `# name`. A line is a role and a name, indented below the group of its
question. `= name` stands for all lines of another chapter; one whose name is in brackets is no
page by itself, only what several pages share.
"""

from functools import cache
from pathlib import Path

MAP = Path(__file__).parent / "namen"


@cache
def hoofdstukken(taal: str) -> dict[str, list[str]]:
    """All chapters of a language, as they stand there."""
    gelezen: dict[str, list[str]] = {}
    for regel in (MAP / f"{taal}.txt").read_text(encoding="utf-8").splitlines():
        if regel.startswith("# "):
            regels = gelezen.setdefault(regel[2:], [])
        elif regel:
            regels.append(regel)
    return gelezen


def verwacht(naam: str, taal: str) -> list[str]:
    """What a screen reader must say of this page."""
    regels: list[str] = []
    for regel in hoofdstukken(taal).get(naam, []):
        regels += verwacht(regel[2:], taal) if regel.startswith("= ") else [regel]
    return regels
