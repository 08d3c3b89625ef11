"""A wish and a maatje who fits it, from which every example of the matching departs."""

from datetime import date

from opvolging.matchbegrippen import Profiel, Punt, Wens
from opvolging.matchwoorden import Vorm

DAG = date(2026, 9, 15)
POTTENBERG = Punt(50.8531, 5.6586)
MALBERG = Punt(50.8622, 5.6558)  # about 1 km
AMBY = Punt(50.8663, 5.7374)  # about 5.7 km

WENS = Wens(
    id=1,
    vormen=frozenset({Vorm.THUIS, Vorm.BUITEN}),
    dagdelen=frozenset({"di_middag", "do_middag"}),
    talen=frozenset({"Nederlands"}),
    interesses=frozenset({"wandelen", "schaken"}),
    punt=POTTENBERG,
)
MAATJE = Profiel(
    id=10,
    vormen=frozenset({Vorm.THUIS}),
    dagdelen=frozenset({"di_middag"}),
    talen=frozenset({"Nederlands", "Duits"}),
    interesses=frozenset({"wandelen"}),
    punt=MALBERG,
    vog_geldig_tot=date(2027, 1, 1),
    training_op=date(2025, 3, 1),
    overeenkomst_op=date(2025, 3, 8),
)
