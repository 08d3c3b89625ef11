"""Mail that did not arrive: a task for the team, by number, until somebody says that it was seen.

What to do instead follows from the kind of mail; what it said and to whom was wiped.
"""

import datetime
from dataclasses import dataclass

from signaalpunt.models import Bericht, Gebruiker

HOOGSTENS = 20  # on the werkvoorraad; who has seen some sees the next

BEL_DE_MELDER = "Bel de melder, als er een nummer bij de melding staat."
BEL_HET_MAATJE = "Bel het maatje."
# kind of mail → what its key counts, and what to do instead
WAT_NU = {
    "bevestiging": ("melding", BEL_DE_MELDER),
    "bevestiging_en": ("melding", BEL_DE_MELDER),
    "opgepakt": ("melding", BEL_DE_MELDER),
    "afgerond": ("melding", BEL_DE_MELDER),
    "voorstel": ("koppeling", BEL_HET_MAATJE),
    "antwoord_maatje": ("koppeling", "Een maatje heeft geantwoord. Lees het bij de koppeling."),
    "uitnodiging": ("account", "Vraag de beheerder of het e-mailadres klopt."),
    "wachtwoord_herstellen": ("account", "Vraag de beheerder of het e-mailadres klopt."),
    "week": ("gemeente", "De cijfers van de week komen niet aan bij de teamleider."),
    "bundel": (
        "herinnering",
        "Herinneringen aan een collega komen niet aan. Kijk hieronder wat wacht, en bel elkaar.",
    ),
}


@dataclass(frozen=True)
class NietAangekomen:
    """One line: which mail, about what number, and what to do."""

    bericht_id: int
    wat: str
    doen: str
    sinds: datetime.datetime


def niet_aangekomen(gebruiker: Gebruiker) -> list[NietAangekomen]:
    """The oldest mails that `gebruiker` may see and nobody has seen; one query."""
    rijen = Bericht.objects.zichtbaar_voor(gebruiker).niet_aangekomen()
    velden = rijen.order_by("klaar_op", "pk").only("soort", "sleutel", "klaar_op")
    return [_regel(bericht) for bericht in velden[:HOOGSTENS]]


def _regel(bericht: Bericht) -> NietAangekomen:
    waarover, doen = WAT_NU.get(bericht.soort, ("mail", "Bel in plaats van te mailen."))
    nummer = bericht.sleutel.split("-")[1:2]
    wat = " ".join([waarover.capitalize(), *nummer])
    return NietAangekomen(bericht.pk, wat, doen, bericht.klaar_op)


def zie(bericht: Bericht, *, door: Gebruiker, nu: datetime.datetime) -> None:
    """Note that `door` has seen it; who was first stays."""
    nog_niet = Bericht.objects.niet_aangekomen().filter(pk=bericht.pk)
    nog_niet.update(gezien_op=nu, gezien_door=door)
