"""Small-number protection: the one layer that every number of a report passes on its way out.

Counts go in as one *family* of tables, because what one table hides another may give away. Out
come numbers that may be shown; everything else is `TEKEN`. `bescherm` chooses what to hide,
`controleer` attacks the result with code of its own. Nothing here knows Django or a database.
"""

from rapportage.onderdrukking.controle import Lek, controleer, onthullingen
from rapportage.onderdrukking.indelen import (
    GRENS_KLEIN,
    KLEINSTE_BASIS,
    aandeel_klein,
    fijnste_indeling,
    hergroepeer,
    percentage,
)
from rapportage.onderdrukking.kiezen import Beschermd, bescherm
from rapportage.onderdrukking.model import (
    TEKEN,
    TOTAAL,
    Cel,
    Familie,
    NietTeBeschermen,
    Som,
    Tabel,
)

__all__ = [
    "GRENS_KLEIN",
    "KLEINSTE_BASIS",
    "TEKEN",
    "TOTAAL",
    "Beschermd",
    "Cel",
    "Familie",
    "Lek",
    "NietTeBeschermen",
    "Som",
    "Tabel",
    "aandeel_klein",
    "bescherm",
    "controleer",
    "fijnste_indeling",
    "hergroepeer",
    "onthullingen",
    "percentage",
]
